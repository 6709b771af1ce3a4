package org.govbrain.domain.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.govbrain.domain.alert.ProgressWatch.Change;
import org.junit.jupiter.api.Test;

class ProgressWatchTest {
    private static final Instant TEN = Instant.parse("2026-03-04T02:00:00Z");

    private final ProgressWatch watch = new ProgressWatch(Duration.ofSeconds(45), "heartbeats");

    @Test
    void aPartThatStandsStillIsToldOnceWithinAMinuteAndAgainWhenItWorks() {
        List<Change> changes = new ArrayList<>();
        for (int second = 0; second <= 120; second += 5) {
            long paging = second < 30 ? second : second < 100 ? 25 : second;
            changes.addAll(look(second, Map.of("heartbeats", (long) second, "paging", paging)));
        }
        assertThat(changes)
                .containsExactly(
                        new Change("paging", true, TEN.plusSeconds(25)),
                        new Change("paging", false, TEN.plusSeconds(25)));
    }

    @Test
    void itIsToldBeforeAMinuteHasPassed() {
        look(0, Map.of("heartbeats", 0L, "paging", 7L));
        assertThat(look(45, Map.of("heartbeats", 45L, "paging", 7L))).isEmpty();
        assertThat(look(50, Map.of("heartbeats", 50L, "paging", 7L))).hasSize(1);
    }

    @Test
    void withoutHeartbeatsOnlyTheyAreTold() {
        look(0, Map.of("heartbeats", 1L, "paging", 1L, "situation", 1L));
        assertThat(look(60, Map.of("heartbeats", 1L, "paging", 1L, "situation", 1L)))
                .extracting(Change::part)
                .containsExactly("heartbeats");
        assertThat(look(65, Map.of("heartbeats", 2L, "paging", 1L, "situation", 1L)))
                .as("the others get their own time from then on")
                .extracting(Change::part, Change::stopped)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("heartbeats", false));
    }

    @Test
    void whatCannotBeReadStandsStill() {
        look(0, Map.of("heartbeats", 1L));
        assertThat(look(60, Map.of())).extracting(Change::part).containsExactly("heartbeats");
    }

    private List<Change> look(int second, Map<String, Long> progress) {
        return watch.look(progress, TEN.plusSeconds(second));
    }
}
