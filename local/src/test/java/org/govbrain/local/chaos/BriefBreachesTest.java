package org.govbrain.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BriefBreachesTest {
    private static final List<Instant> STRUCK =
            List.of(Instant.parse("2026-03-02T10:00:00Z"), Instant.parse("2026-03-02T11:00:00Z"));

    @ParameterizedTest
    @CsvSource({
        "09:59:59, 10:00:01, false",
        "10:00:00, 10:00:01, false",
        "10:00:01, 10:59:59, true",
        "10:00:01, 11:00:00, true",
        "09:00:00, 10:00:00, true",
        "09:00:00, 12:00:00, false",
        "11:00:01, 12:00:00, true"
    })
    void a_breach_is_brief_if_it_is_over_when_the_clock_strikes_after_its_deadline(
            String due, String stopped, boolean brief) {
        assertThat(BriefBreaches.isBrief(at(due), at(stopped), STRUCK)).isEqualTo(brief);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-03-02T" + time + "Z");
    }
}
