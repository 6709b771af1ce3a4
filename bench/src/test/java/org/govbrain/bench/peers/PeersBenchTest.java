package org.govbrain.bench.peers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.govbrain.bench.measure.BenchCluster;
import org.govbrain.bench.measure.Interleaved;
import org.govbrain.local.stack.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersBenchTest {
    private static final AcceptStory STORY = new AcceptStory(3_000);

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
    void everyEngineFindsThem() throws Exception {
        Progress progress = new Progress(new PrintWriter(new StringWriter()), InstantSource.system());
        try (BenchCluster cluster = BenchCluster.start(1, folder)) {
            assertThat(PeersBench.run(cluster, 3_000, new Interleaved(0, 1, progress)))
                    .as("fails by itself when one of them finds others")
                    .hasSize(2);
        }
    }
}
