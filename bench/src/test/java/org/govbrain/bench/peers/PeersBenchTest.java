package org.govbrain.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.govbrain.bench.measure.BenchCluster;
import org.govbrain.bench.measure.CountingSink;
import org.govbrain.bench.measure.Interleaved;
import org.govbrain.engine.config.JobEnvironment;
import org.govbrain.local.command.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersBenchTest {
    private static final AcceptStory STORY = new AcceptStory(3_000);

    /** By so much are events late, or said again. */
    private static final long LATEST_MS = 60_000;

    /** An event, and when it comes in. */
    private record Arrival(PeerEvent event, long atMs) {}

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void theStoryHasTheBreachesThatItSays() {
        List<PeerEvent> events = new ArrayList<>();
        for (long step = 0; step < STORY.steps(); step++) {
            STORY.tell(step, events::add);
        }
        assertThat(events)
                .as("events")
                .hasSize((int) STORY.events())
                .isSortedAccordingTo((a, b) -> Long.compare(a.atMs(), b.atMs()));
        Map<String, Long> waiting = new HashMap<>();
        long kept = 0;
        for (PeerEvent event : events) {
            if (!event.accepted()) {
                waiting.put(event.caseId(), event.atMs());
            } else if (event.atMs() - waiting.getOrDefault(event.caseId(), 0L) <= AcceptStory.GOAL_MS) {
                kept++;
            }
        }
        assertThat(3_000 - kept).as("breaches, counted by a plain loop").isEqualTo(STORY.breaches());
        assertThat(STORY.breaches()).as("about one in eight").isBetween(240L, 480L);
    }

    @Test
    void theClockFindsTheSameWhenEventsComeTwiceAndInAnotherOrder() throws Exception {
        assertThat(disordered(new AcceptClockFunction()))
                .as("two instants a case")
                .isEqualTo(STORY.breaches());
    }

    @Test
    void soDoesTheClockThatReadsTheEventsOfTheCase() throws Exception {
        assertThat(disordered(new CaseClockFunction())).as("its events").isEqualTo(STORY.breaches());
    }

    /** How many breaches a clock finds, whatever the order and repetition within a minute. */
    private long disordered(KeyedProcessFunction<String, PeerEvent, String> clock) throws Exception {
        Random random = new Random(7);
        List<Arrival> arrivals = new ArrayList<>();
        for (long step = 0; step < STORY.steps(); step++) {
            STORY.tell(step, event -> {
                arrivals.add(new Arrival(event, event.atMs() + random.nextLong(LATEST_MS)));
                arrivals.add(new Arrival(event, event.atMs() + random.nextLong(LATEST_MS)));
            });
        }
        PeerEvent[] events = arrivals.stream()
                .sorted(Comparator.comparing(Arrival::atMs))
                .map(Arrival::event)
                .toArray(PeerEvent[]::new);
        try (BenchCluster cluster = BenchCluster.start(1, folder)) {
            cluster.run(
                    JobEnvironment.withClocks(),
                    events.length,
                    env -> env.fromData(TypeInformation.of(PeerEvent.class), events)
                            .uid("events")
                            .assignTimestampsAndWatermarks(
                                    WatermarkStrategy.<PeerEvent>forBoundedOutOfOrderness(Duration.ofMillis(LATEST_MS))
                                            .withTimestampAssigner((event, before) -> event.atMs()))
                            .uid("time")
                            .keyBy(PeerEvent::caseId, Types.STRING)
                            .process(clock)
                            .uid("clock")
                            .sinkTo(new CountingSink<>("disordered"))
                            .uid("count"));
        }
        return CountingSink.take("disordered");
    }

    @Test
    void everyEngineFindsThem() throws Exception {
        Progress progress = new Progress(new PrintWriter(new StringWriter()), InstantSource.system());
        try (BenchCluster cluster = BenchCluster.start(1, folder)) {
            assertThat(PeersBench.run(cluster, 3_000, new Interleaved(0, 1, progress)))
                    .as("fails by itself when one of them finds others")
                    .hasSize(4);
        }
    }
}
