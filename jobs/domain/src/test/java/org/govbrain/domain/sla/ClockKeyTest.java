package org.govbrain.domain.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Case and department codes are whatever the sources send. */
class ClockKeyTest {
    @Test
    void ordinary_codes_stand_as_they_are() {
        assertThat(key("I-1", 1, null, 1)).isEqualTo("accept|I-1|1|");
        assertThat(key("工单#7", 2, "urban/2|3", 2)).isEqualTo("accept|工单#7|2|urban/2|3#2");
    }

    @Test
    void two_clocks_never_have_one_key() {
        assertThat(key("A", 1, "x|2|y", 1)).isNotEqualTo(key("A|1|x", 2, "y", 1));
        assertThat(key("A", 1, "fire#2", 1)).isNotEqualTo(key("A", 1, "fire", 2));
    }

    private static String key(String caseId, int cycle, @Nullable String department, int attempt) {
        Instant at = Instant.EPOCH;
        return new Clock(
                        "accept",
                        cycle,
                        department,
                        attempt,
                        ClockState.RUNNING,
                        at,
                        at,
                        null,
                        0,
                        null,
                        false,
                        0,
                        0,
                        0,
                        "major",
                        "p1",
                        null,
                        List.of())
                .key(caseId);
    }
}
