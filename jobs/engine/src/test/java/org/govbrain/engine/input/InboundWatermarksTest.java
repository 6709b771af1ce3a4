package org.govbrain.engine.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.junit.jupiter.api.Test;

class InboundWatermarksTest {
    private static final Instant NOON = Instant.parse("2026-03-04T04:00:00Z");

    private final WatermarkGenerator<Inbound> generator =
            new InboundWatermarks().createWatermarkGenerator(CaughtUpWatermarksTest.CONTEXT);
    private final EventTimeLog output = new EventTimeLog();

    @Test
    void aLiveStreamMovesEventTimeEachInterval() {
        for (int i = 1; i <= 5; i++) {
            hear(NOON.plusMillis(50L * i));
            generator.onPeriodicEmit(output);
        }
        assertThat(output.instants()).hasSize(5).last().isEqualTo(NOON.plusMillis(250));
    }

    @Test
    void aBacklogMovesItEachTenthIntervalAndItsEndAtOnce() {
        Instant last = NOON;
        for (int i = 0; i < 21; i++) {
            last = NOON.plus(Duration.ofHours(i));
            hear(last);
            generator.onPeriodicEmit(output);
        }
        assertThat(output.instants())
                .as("hours in each interval")
                .containsExactly(NOON, NOON.plus(Duration.ofHours(10)), NOON.plus(Duration.ofHours(20)));
        hear(last.plus(Duration.ofHours(1)));
        generator.onPeriodicEmit(output);
        assertThat(output.instants()).as("it may go on").hasSize(3);
        generator.onPeriodicEmit(output);
        assertThat(output.instants())
                .as("nothing more came: that was all")
                .hasSize(4)
                .last()
                .isEqualTo(last.plus(Duration.ofHours(1)));
    }

    @Test
    void aHeartbeatMovesItAtOnceAlsoInABacklog() {
        hear(NOON);
        generator.onPeriodicEmit(output);
        hear(NOON.plus(Duration.ofHours(1)));
        generator.onPeriodicEmit(output);
        Instant beat = NOON.plus(Duration.ofHours(2));
        generator.onEvent(Inbound.of(new SignOfLife(beat, null), beat), 0, output);
        assertThat(output.instants()).containsExactly(NOON, beat);
    }

    private void hear(Instant at) {
        // Stands for an event, which moves nothing by itself: what this emits at once is not looked at.
        generator.onEvent(Inbound.of(new SignOfLife(at, "urban"), at), 0, new EventTimeLog());
    }
}
