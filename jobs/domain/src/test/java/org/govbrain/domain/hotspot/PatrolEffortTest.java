package org.govbrain.domain.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.domain.hotspot.Cases.DAY0;

import java.time.Instant;
import java.util.List;
import org.govbrain.domain.event.EventKind;
import org.junit.jupiter.api.Test;

class PatrolEffortTest {

    @Test
    void aRoundCountsFromCheckInToCheckOut() {
        assertThat(PatrolEffort.of(List.of(
                        step(EventKind.CHECK_OUT, 95, "G1"),
                        step(EventKind.VISIT, 30, "G1"),
                        step(EventKind.CHECK_IN, 5, "G1"),
                        step(EventKind.CHECK_IN, 100, "G2"),
                        step(EventKind.CHECK_OUT, 110, "G2"))))
                .as("efforts, whatever the order of the steps")
                .containsExactlyInAnyOrder(new PatrolEffort(at(5), "G1", 90.0), new PatrolEffort(at(100), "G2", 10.0));
    }

    @Test
    void whatIsInNoRoundCountsAMinute() {
        assertThat(PatrolEffort.of(List.of(
                        step(EventKind.VISIT, 0, "G1"),
                        step(EventKind.CHECK_IN, 10, "G1"),
                        step(EventKind.CHECK_IN, 60, "G1"),
                        step(EventKind.CHECK_OUT, 60 + 13 * 60, "G1"))))
                .as("a visit alone, a check-in that was forgotten, and one whose check-out is of another day")
                .containsExactlyInAnyOrder(
                        new PatrolEffort(at(0), "G1", 1.0),
                        new PatrolEffort(at(10), "G1", 1.0),
                        new PatrolEffort(at(60), "G1", 1.0),
                        new PatrolEffort(at(60 + 13 * 60), "G1", 1.0));
    }

    private static Instant at(int minutes) {
        return DAY0.plusSeconds(60L * minutes);
    }

    private static EffortStep step(EventKind kind, int minute, String gridId) {
        return new EffortStep(kind + "-" + minute, at(minute), gridId, "officer", kind);
    }
}
