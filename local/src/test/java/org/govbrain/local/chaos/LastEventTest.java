package org.govbrain.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class LastEventTest {
    @Test
    void comesAMinuteLaterOrWhenTheHourThatHasEndedByThenIsClosed() {
        assertThat(LastEvent.after(Instant.parse("2026-03-15T15:30:00Z"))).isEqualTo("2026-03-15T15:31:00Z");
        assertThat(LastEvent.after(Instant.parse("2026-03-15T15:59:31Z")))
                .as("the hour, and in China the day, ends in between")
                .isEqualTo("2026-03-15T16:11:00Z");
        assertThat(LastEvent.after(Instant.parse("2026-03-15T16:04:00Z"))).isEqualTo("2026-03-15T16:11:00Z");
    }
}
