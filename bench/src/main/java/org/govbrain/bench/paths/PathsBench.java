package org.govbrain.bench.paths;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.govbrain.bench.report.Figure;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** Decode and check, locate, fold with clocks, make a document and encode it, by JMH. */
public final class PathsBench {
    private static final String GROUP = "paths";
    private static final int MEDIAN = 50;
    private static final Map<String, String> NAMES = names();

    private PathsBench() {}

    private static Map<String, String> names() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("decode", "decode and check an event");
        names.put("locate", "locate an event in its grid");
        names.put("fold", "fold a case and read its clocks");
        names.put("encode", "make and encode a case's document");
        return names;
    }

    /**
     * Nanoseconds of each step for one event, one case, one document: median, least and most of the rounds.
     *
     * @param forks 1 for a JVM of its own for each step, 0 for this one
     * @param roundMs how long a round takes
     */
    public static List<Figure> run(long seed, int forks, int warmups, int rounds, long roundMs) throws RunnerException {
        List<Figure> figures = new ArrayList<>();
        for (Map.Entry<String, String> step : NAMES.entrySet()) {
            RunResult result = new Runner(new OptionsBuilder()
                            .include(PathBenchmarks.class.getName() + "." + step.getKey() + "$")
                            .param("seed", Long.toString(seed))
                            .forks(forks)
                            .warmupIterations(warmups)
                            .measurementIterations(rounds)
                            .warmupTime(TimeValue.milliseconds(roundMs))
                            .measurementTime(TimeValue.milliseconds(roundMs))
                            .shouldFailOnError(true)
                            .verbosity(VerboseMode.SILENT)
                            .build())
                    .runSingle();
            figures.add(figure(step.getValue(), result.getPrimaryResult().getStatistics()));
        }
        return figures;
    }

    private static Figure figure(String name, Statistics nanos) {
        return new Figure(
                GROUP,
                name,
                "ns",
                nanos.getPercentile(MEDIAN),
                nanos.getMin(),
                nanos.getMax(),
                null,
                Double.NaN,
                Double.NaN,
                "");
    }
}
