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
            changes.addAll(tell(look(second, Map.of("heartbeats", (long) second, "paging", paging))));
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
        assertThat(tell(look(60, Map.of("heartbeats", 1L, "paging", 1L, "situation", 1L))))
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

    @Test
    void whatNobodyHasTakenIsDueWithEachLookAndOnceTakenWithNone() {
        Change stop = new Change("paging", true, TEN);
        look(0, Map.of("heartbeats", 0L, "paging", 7L));
        assertThat(look(50, Map.of("heartbeats", 1L, "paging", 7L))).containsExactly(stop);
        assertThat(look(55, Map.of("heartbeats", 2L, "paging", 7L)))
                .as("nobody took it")
                .containsExactly(stop);
        watch.told(stop);
        assertThat(look(60, Map.of("heartbeats", 3L, "paging", 7L))).isEmpty();
    }

    @Test
    void aStopThatIsOverBeforeItIsToldIsToldAndThenItsReturn() {
        Change stop = new Change("paging", true, TEN);
        look(0, Map.of("heartbeats", 0L, "paging", 7L));
        look(50, Map.of("heartbeats", 1L, "paging", 7L));
        assertThat(look(55, Map.of("heartbeats", 2L, "paging", 8L))).containsExactly(stop);
        look(105, Map.of("heartbeats", 3L, "paging", 8L));
        assertThat(look(110, Map.of("heartbeats", 4L, "paging", 9L)))
                .as("a second stop while the first is not told is the same one")
                .containsExactly(stop);
        watch.told(stop);
        Change back = new Change("paging", false, TEN);
        assertThat(look(115, Map.of("heartbeats", 5L, "paging", 10L))).containsExactly(back);
        watch.told(back);
        assertThat(look(120, Map.of("heartbeats", 6L, "paging", 11L))).isEmpty();
        assertThat(look(170, Map.of("heartbeats", 7L, "paging", 11L)))
                .as("what stops after its return was told has a stop of its own")
                .containsExactly(new Change("paging", true, TEN.plusSeconds(120)));
    }

    @Test
    void whatStopsBeforeItsReturnIsTakenIsToldAfterThat() {
        look(0, Map.of("heartbeats", 0L, "paging", 7L));
        tell(look(50, Map.of("heartbeats", 1L, "paging", 7L)));
        List<Change> back = look(55, Map.of("heartbeats", 2L, "paging", 8L));
        assertThat(look(105, Map.of("heartbeats", 3L, "paging", 8L)))
                .as("who was told of the stop need not be told of another")
                .isEmpty();
        tell(back);
        assertThat(look(110, Map.of("heartbeats", 4L, "paging", 8L)))
                .containsExactly(new Change("paging", true, TEN.plusSeconds(55)));
    }

    @Test
    void aClockThatLeapsAYearNeitherTellsOfAStopThatIsNoneNorHidesOne() {
        Duration year = Duration.ofDays(365);
        look(0, Map.of("heartbeats", 0L, "paging", 7L));
        assertThat(watch.look(Map.of("heartbeats", 0L, "paging", 7L), TEN.plus(year), Instant.EPOCH.plusSeconds(5)))
                .as("five seconds in truth")
                .isEmpty();
        assertThat(watch.look(Map.of("heartbeats", 1L, "paging", 7L), TEN.minus(year), Instant.EPOCH.plusSeconds(50)))
                .as("fifty seconds in truth, by a clock that is set two years back")
                .containsExactly(new Change("paging", true, TEN.minus(year).minusSeconds(50)));
    }

    private List<Change> tell(List<Change> due) {
        due.forEach(watch::told);
        return due;
    }

    private List<Change> look(int second, Map<String, Long> progress) {
        return watch.look(progress, TEN.plusSeconds(second), Instant.EPOCH.plusSeconds(second));
    }
}
