package org.govbrain.bench.latency;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.govbrain.bench.measure.TopicRecords;
import org.govbrain.bench.report.Figure;
import org.govbrain.domain.geo.Grid;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.local.city.CityFiles;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.local.command.Progress;
import org.govbrain.local.pacemaker.ClockMode;
import org.govbrain.local.stack.Ports;
import org.govbrain.local.stack.Stack;
import org.govbrain.local.stack.StackFolder;
import org.govbrain.local.stack.StackOptions;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topic.Use;
import org.govbrain.schemas.Topics;

/**
 * From the instant at which a deadline passes to the breach in Kafka and to its being found by a search, through the whole
 * stack: with the streams busy, and with not one event on any of them. And from a case to its grid's document.
 *
 * @param deadlines how many pass each time
 * @param apart time from one deadline to the next
 * @param rates of events a second that the simulated city says besides, one after the other
 */
public record LatencyBench(int deadlines, Duration apart, List<Integer> rates, Progress progress) {
    /** From the sending of the incidents to the first deadline: until then the last of them has long been read. */
    private static final Duration LEAD = Duration.ofSeconds(8);

    /** Matters only to the data's clock, which is not used here. */
    private static final Duration QUIET = Duration.ofSeconds(15);

    /** Each takes a quarter of a minute and longer. */
    private static final int WARM_UPS = 3;

    private static final int WARM_UP_PER_SECOND = 500;
    private static final LocalDate FIRST_WARM_UP_DAY = LocalDate.of(2026, 3, 2);
    private static final LocalDate FIRST_DAY = LocalDate.of(2026, 9, 7);

    private static final String GROUP = "latency";
    private static final String UNIT = "ms";

    /** As the benchmark is run: ten deadlines a second, and cities that say a hundred and five hundred events a second. */
    public static LatencyBench of(int deadlines, Progress progress) {
        return new LatencyBench(deadlines, Duration.ofMillis(100), List.of(100, 500), progress);
    }

    /** Starts a stack in {@code folder}, warms it up, measures, and ends it. */
    public List<Figure> run(Path folder) throws Exception {
        ReferenceCity city = ReferenceCity.generate(ReferenceCity.DEFAULT_SEED);
        StackOptions options = StackOptions.usual(
                new StackFolder(folder), Ports.anyFree(), ClockMode.WALL, QUIET, CityFiles.of(city), null);
        List<Figure> figures = new ArrayList<>();
        try (Stack stack = Stack.start(options, progress);
                Deadlines sender = new Deadlines(stack.config())) {
            progress.say("latency: warm-up");
            // A stack of a command room has run for days; one that has just started compiles its code first.
            try (BusyCity busy = BusyCity.start(stack.config(), city, FIRST_WARM_UP_DAY, WARM_UP_PER_SECOND)) {
                for (int i = 0; i < WARM_UPS; i++) {
                    measure(stack, sender, "warm-up-" + i);
                }
                progress.say("latency: " + busy.sent() + " events were sent to warm it up");
            }
            // What the city left is worked off meanwhile.
            measure(stack, sender, "warm-up-silent");
            progress.say("latency: all streams silent");
            figures.addAll(figures("all streams silent", measure(stack, sender, "silent")));
            progress.say("latency: one grid after another");
            figures.add(figure(
                    "case to its grid found in Elasticsearch, one at a time",
                    gridChanges(stack, sender, city),
                    "p99 at most 2,000 ms"));
            for (int i = 0; i < rates.size(); i++) {
                figures.addAll(busy(stack, sender, city, rates.get(i), FIRST_DAY.plusMonths(i)));
            }
        }
        return figures;
    }

    private List<Figure> busy(Stack stack, Deadlines sender, ReferenceCity city, int rate, LocalDate firstDay)
            throws Exception {
        String streams = rate + " events a second";
        progress.say("latency: " + streams);
        Map<String, Long> before = documents(stack.config());
        try (BusyCity busy = BusyCity.start(stack.config(), city, firstDay, rate)) {
            measure(stack, sender, "busy-warm-up-" + rate);
            List<Figure> figures = figures(streams, measure(stack, sender, "busy-" + rate));
            Map<String, Long> after = documents(stack.config());
            after.replaceAll((topic, count) -> count - before.getOrDefault(topic, 0L));
            progress.say("latency: " + busy.sent() + " events were sent besides, of which came documents: " + after);
            return figures;
        }
    }

    /** Records so far of each document topic, by its name. */
    private static Map<String, Long> documents(JobConfig config) throws ExecutionException, InterruptedException {
        Map<String, Long> written = new TreeMap<>();
        try (Admin admin = Admin.create(config.kafkaProperties())) {
            for (Topic<?> topic : Topics.of(Use.OUTPUT)) {
                written.put(topic.name(), TopicRecords.count(admin, topic));
            }
        }
        return written;
    }

    private Breaches.Latencies measure(Stack stack, Deadlines sender, String run) throws Exception {
        try (Breaches breaches = new Breaches(stack.config())) {
            Map<String, Instant> due = sender.send(run, deadlines, Instant.now().plus(LEAD), apart);
            return breaches.await(due);
        }
    }

    private List<Long> gridChanges(Stack stack, Deadlines sender, ReferenceCity city) throws IOException {
        List<String> gridIds =
                city.grids().all().stream().map(Grid::gridId).limit(deadlines).toList();
        try (GridChanges changes = new GridChanges(stack.config(), sender)) {
            changes.measure("warm-up", gridIds.subList(0, Math.min(5, gridIds.size())));
            return changes.measure("one", gridIds);
        }
    }

    private static List<Figure> figures(String streams, Breaches.Latencies latencies) {
        return List.of(
                figure("deadline to breach in Kafka, " + streams, latencies.kafkaMs(), "p99 at most 1,000 ms"),
                figure("deadline to breach sent to Elasticsearch, " + streams, latencies.sentMs(), ""),
                figure(
                        "deadline to breach found in Elasticsearch, " + streams,
                        latencies.searchMs(),
                        "p99 at most 2,000 ms"));
    }

    private static Figure figure(String name, List<Long> latencies, String goal) {
        List<Long> sorted = latencies.stream().sorted().toList();
        return new Figure(
                GROUP,
                name,
                UNIT,
                percentile(sorted, 50),
                sorted.get(0),
                percentile(sorted, 99),
                null,
                Double.NaN,
                Double.NaN,
                goal);
    }

    /** The smallest value that so many percent do not exceed. */
    static long percentile(List<Long> sorted, int percent) {
        return sorted.get(Math.max(0, (int) Math.ceil(sorted.size() * percent / 100.0) - 1));
    }
}
