package org.govbrain.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.govbrain.bench.grids.GridsBench;
import org.govbrain.bench.hotspot.HotspotBench;
import org.govbrain.bench.latency.LatencyBench;
import org.govbrain.bench.measure.BenchCluster;
import org.govbrain.bench.measure.Interleaved;
import org.govbrain.bench.open.OpenCasesBench;
import org.govbrain.bench.paths.PathsBench;
import org.govbrain.bench.peers.PeersBench;
import org.govbrain.bench.report.Report;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.command.Progress;
import org.govbrain.local.command.Subcommand;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brain bench}. */
@Command(
        name = "bench",
        description = {
            "Measure the jobs on this machine, as ratios to what the same engine does at best.",
            "Starts a Kafka and an Elasticsearch of its own in a temporary folder; no running stack is touched."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "%nA figure below its goal is no failure: what is slow is for a person to judge. The exit code is 1 when a"
                    + " result is wrong.",
            "docs/PERFORMANCE.md says how to read the table."
        })
public final class BenchCommand implements Subcommand {

    /** What can be measured. */
    enum Part {
        SITUATION,
        INDEX,
        HOTSPOTS,
        LATENCY,
        OPEN,
        PEERS,
        PATHS,
        GRIDS
    }

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "PART",
            description = "Some of situation, index, hotspots, latency, open, peers, paths, grids (default: all).")
    private @Nullable Set<Part> only;

    @Option(
            names = "--like",
            paramLabel = "TEXT",
            defaultValue = "",
            description =
                    "Of the situation job's lines those with this in their name, and what they are compared with.")
    private String like = "";

    @Option(names = "--quick", description = "A few thousand events once: whether it runs, not how fast.")
    private boolean quick;

    @Option(
            names = "--events",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Events of the situation job, in whole days (default: ${DEFAULT-VALUE}).")
    private long events;

    @Option(
            names = "--documents",
            paramLabel = "N",
            defaultValue = "60000",
            description = "Documents of the index job at most (default: ${DEFAULT-VALUE}).")
    private int documents;

    @Option(
            names = "--deadlines",
            paramLabel = "N",
            defaultValue = "200",
            description = "Deadlines of each latency (default: ${DEFAULT-VALUE}).")
    private int deadlines;

    @Option(
            names = "--cases",
            paramLabel = "N",
            defaultValue = "300000",
            description = "Cases of the comparison with peers (default: ${DEFAULT-VALUE}).")
    private long cases;

    @Option(
            names = "--open-cases",
            paramLabel = "N",
            defaultValue = "100000",
            description = "Cases that are open at once (default: ${DEFAULT-VALUE}).")
    private long openCases;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "Timed rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--warmups",
            paramLabel = "N",
            defaultValue = "2",
            description = "Rounds before them (default: ${DEFAULT-VALUE}).")
    private int warmups;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "2",
            description = "Of jobs and floors (default: ${DEFAULT-VALUE}, as brain up).")
    private int parallelism;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of the simulated days (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", paramLabel = "FILE", description = "Also write the figures as JSON.")
    private @Nullable Path out;

    @Override
    public Integer call() throws Exception {
        if (LongStream.of(events, documents, cases, openCases, deadlines, rounds, parallelism)
                        .anyMatch(number -> number < 1)
                || warmups < 0) {
            throw CommandFailure.usage("--events, --documents, --deadlines, --cases, --open-cases, --rounds and"
                    + " --parallelism are 1 or more, --warmups 0 or more.");
        }
        if (quick) {
            events = Math.min(events, 3_000);
            documents = Math.min(documents, 1_000);
            deadlines = Math.min(deadlines, 5);
            cases = Math.min(cases, 2_000);
            openCases = Math.min(openCases, 2_000);
            rounds = 1;
            warmups = 0;
        }
        PrintWriter said = spec.commandLine().getOut();
        Progress progress = new Progress(said, InstantSource.system());
        Report report = new Report(settings());
        Set<Part> parts = only == null ? EnumSet.allOf(Part.class) : only;
        Path folder = Files.createTempDirectory("brain-bench");
        try {
            measure(parts, folder, progress, report);
        } finally {
            delete(folder);
        }
        report.print(said);
        if (out != null) {
            report.write(out);
        }
        return ExitCode.OK;
    }

    private void measure(Set<Part> parts, Path folder, Progress progress, Report report) throws Exception {
        if (parts.contains(Part.SITUATION) || parts.contains(Part.INDEX)) {
            try (JobBenches jobs =
                    JobBenches.start(folder, parallelism, new Interleaved(warmups, rounds, progress), progress)) {
                jobs.publish(events, seed);
                if (parts.contains(Part.SITUATION)) {
                    report.add(jobs.situation(like));
                }
                if (parts.contains(Part.INDEX)) {
                    report.add(jobs.index(documents));
                }
            }
        }
        if (parts.contains(Part.PATHS)) {
            report.add(PathsBench.run(seed, quick ? 0 : 1, warmups, rounds, quick ? 50 : 1_000));
        }
        if (parts.contains(Part.GRIDS)) {
            report.add(GridsBench.of(quick, rounds, progress).run());
        }
        if (parts.contains(Part.HOTSPOTS)) {
            report.add(HotspotBench.of(quick, warmups, rounds, progress).run());
        }
        if (parts.contains(Part.PEERS)) {
            try (BenchCluster cluster = BenchCluster.start(parallelism, folder.resolve("peers"))) {
                report.add(PeersBench.run(cluster, cases, new Interleaved(warmups, rounds, progress)));
            }
        }
        if (parts.contains(Part.OPEN)) {
            report.add(new OpenCasesBench(openCases, parallelism, progress).run(folder.resolve("open")));
        }
        if (parts.contains(Part.LATENCY)) {
            report.add(LatencyBench.of(deadlines, progress).run(folder.resolve("stack")));
        }
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("machine", Runtime.getRuntime().availableProcessors() + " cores, Java " + Runtime.version());
        settings.put("heap_mib", Long.toString(Runtime.getRuntime().maxMemory() >> 20));
        settings.put("events", Long.toString(events));
        settings.put("parallelism", Integer.toString(parallelism));
        settings.put("rounds", rounds + " after " + warmups + " to warm up");
        settings.put("seed", Long.toString(seed));
        return settings;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        }
    }
}
