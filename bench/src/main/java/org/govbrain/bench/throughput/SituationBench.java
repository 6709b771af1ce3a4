package org.govbrain.bench.throughput;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.govbrain.bench.measure.Candidate;
import org.govbrain.bench.measure.Interleaved;
import org.govbrain.bench.measure.Series;
import org.govbrain.bench.report.Figure;
import org.govbrain.bench.throughput.ThroughputJobs.Backend;
import org.govbrain.local.command.CommandFailure;

/** The situation job against its floors, state on the heap and in RocksDB. */
public final class SituationBench {
    private static final String GROUP = "situation";
    private static final String UNIT = "events/s";
    private static final String GOAL = "at least 50 %, 80 % wanted";

    private SituationBench() {}

    /** A candidate and the one that it is compared with. */
    private record Line(Candidate candidate, Candidate against, String goal) {}

    /** Runs in turn all whose name contains {@code like}, and those that they are compared with. */
    public static List<Figure> run(ThroughputJobs jobs, Interleaved interleaved, String like) throws Exception {
        List<Line> lines = lines(jobs).stream()
                .filter(line -> line.candidate.name().contains(like))
                .toList();
        if (lines.isEmpty()) {
            throw CommandFailure.usage("No line of the situation job has a name with '" + like + "' in it.");
        }
        Map<String, Candidate> candidates = new LinkedHashMap<>();
        for (Line line : lines) {
            candidates.put(line.against.name(), line.against);
            candidates.put(line.candidate.name(), line.candidate);
        }
        List<Series> series = interleaved.run(List.copyOf(candidates.values()));
        return lines.stream()
                .map(line -> of(line.candidate, series).figure(GROUP, UNIT, of(line.against, series), line.goal))
                .toList();
    }

    private static Series of(Candidate candidate, List<Series> series) {
        return series.stream()
                .filter(each -> each.name().equals(candidate.name()))
                .findFirst()
                .orElseThrow();
    }

    private static List<Line> lines(ThroughputJobs jobs) {
        Candidate decode = jobs.decodeFloor();
        Candidate heap = jobs.keyedFloor(Backend.HEAP);
        Candidate keeping = jobs.keepingFloor(Backend.HEAP);
        Candidate situation = jobs.situation(Backend.HEAP);
        Candidate rocksdb = jobs.keyedFloor(Backend.ROCKSDB);
        return List.of(
                new Line(decode, decode, ""),
                new Line(heap, decode, ""),
                new Line(keeping, heap, ""),
                new Line(situation, decode, ""),
                new Line(situation, heap, GOAL),
                new Line(situation, keeping, ""),
                new Line(jobs.situationToKafka(Backend.HEAP), heap, GOAL),
                new Line(rocksdb, heap, ""),
                new Line(jobs.situation(Backend.ROCKSDB), rocksdb, GOAL),
                new Line(jobs.situationWithStatistics(Backend.HEAP), situation, ""));
    }
}
