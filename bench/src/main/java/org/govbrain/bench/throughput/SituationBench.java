package org.govbrain.bench.throughput;

import java.util.ArrayList;
import java.util.List;
import org.govbrain.bench.measure.Interleaved;
import org.govbrain.bench.measure.Series;
import org.govbrain.bench.report.Figure;
import org.govbrain.bench.throughput.ThroughputJobs.Backend;

/** The situation job against its floors, state on the heap and in RocksDB. */
public final class SituationBench {
    private static final String GROUP = "situation";
    private static final String UNIT = "events/s";
    private static final String GOAL = "at least 50 %, 80 % wanted";

    private SituationBench() {}

    /** Runs all of them in turn. */
    public static List<Figure> run(ThroughputJobs jobs, Interleaved interleaved) throws Exception {
        List<Series> series = interleaved.run(List.of(
                jobs.decodeFloor(),
                jobs.keyedFloor(Backend.HEAP),
                jobs.situation(Backend.HEAP),
                jobs.situationToKafka(Backend.HEAP),
                jobs.keyedFloor(Backend.ROCKSDB),
                jobs.situation(Backend.ROCKSDB),
                jobs.situationWithStatistics(Backend.HEAP)));
        Series decode = series.get(0);
        Series heap = series.get(1);
        Series rocksdb = series.get(4);
        List<Figure> figures = new ArrayList<>();
        figures.add(decode.figure(GROUP, UNIT, decode, ""));
        figures.add(heap.figure(GROUP, UNIT, decode, ""));
        figures.add(series.get(2).figure(GROUP, UNIT, decode, ""));
        figures.add(series.get(2).figure(GROUP, UNIT, heap, GOAL));
        figures.add(series.get(3).figure(GROUP, UNIT, heap, GOAL));
        figures.add(rocksdb.figure(GROUP, UNIT, heap, ""));
        figures.add(series.get(5).figure(GROUP, UNIT, rocksdb, GOAL));
        figures.add(series.get(6).figure(GROUP, UNIT, series.get(2), ""));
        return figures;
    }
}
