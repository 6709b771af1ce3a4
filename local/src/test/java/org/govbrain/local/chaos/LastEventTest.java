package org.govbrain.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LastEventTest {
    @Test
    void comesWhenTheDayOfTheCityHasClosed() {
        assertThat(LastEvent.after(Instant.parse("2026-03-15T15:58:00Z")))
                .as("a case that is cancelled in the last minutes of a day may be of the day before")
                .isEqualTo("2026-03-15T16:11:00Z");
        assertThat(LastEvent.after(Instant.parse("2026-03-15T15:59:31Z")))
                .as("the day ends within the minute")
                .isEqualTo("2026-03-15T16:11:00Z");
        assertThat(LastEvent.after(Instant.parse("2026-03-15T16:04:00Z")))
                .as("a day closes some minutes after its end")
                .isEqualTo("2026-03-15T16:11:00Z");
        assertThat(LastEvent.after(Instant.parse("2026-03-15T16:10:00Z"))).isEqualTo("2026-03-16T16:11:00Z");
    }
}
