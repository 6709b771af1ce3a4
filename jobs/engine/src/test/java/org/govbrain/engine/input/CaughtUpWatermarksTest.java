package org.govbrain.engine.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.util.clock.RelativeClock;
import org.junit.jupiter.api.Test;

class CaughtUpWatermarksTest {
    private static final Instant NOON = Instant.parse("2026-03-04T04:00:00Z");

    /** Nothing of it is asked. */
    static final WatermarkGeneratorSupplier.Context CONTEXT = new WatermarkGeneratorSupplier.Context() {
        @Override
        public MetricGroup getMetricGroup() {
            throw new UnsupportedOperationException();
        }

        @Override
        public RelativeClock getInputActivityClock() {
            throw new UnsupportedOperationException();
        }
    };

    private long nowMs = NOON.toEpochMilli();

    private final EventTimeLog output = new EventTimeLog();

    @Test
    void eventTimeStandsWhileABacklogIsReadAndThenJumpsToNow() {
        WatermarkGenerator<Inbound> generator = generator();
        for (int second = -3_600; second < -1; second += 600) {
            beat(generator, NOON.plusSeconds(second));
        }
        generator.onPeriodicEmit(output);
        assertThat(output.instants())
                .as("an hour that nobody lives through again")
                .isEmpty();
        beat(generator, NOON.minusSeconds(1));
        assertThat(output.instants()).containsExactly(NOON.minusSeconds(1));
    }

    @Test
    void onceCaughtUpItNeverHoldsBackAgain() {
        WatermarkGenerator<Inbound> generator = generator();
        beat(generator, NOON);
        nowMs += 3_600_000;
        beat(generator, NOON.plusSeconds(1));
        assertThat(output.instants()).containsExactly(NOON, NOON.plusSeconds(1));
    }

    @Test
    void clocksThatDisagreeHoldItForAMinuteAndNotForEver() {
        WatermarkGenerator<Inbound> generator = generator();
        beat(generator, NOON.minusSeconds(90));
        nowMs += CaughtUpWatermarks.PATIENCE.toMillis() + 1;
        beat(generator, NOON.minusSeconds(29));
        assertThat(output.instants()).containsExactly(NOON.minusSeconds(29));
    }

    @Test
    void aStreamWithoutTimeHoldsNobodyBackBeforeItsFirstRecord() {
        WatermarkGenerator<String> generator = new TimelessWatermarks<String>().createWatermarkGenerator(CONTEXT);
        generator.onPeriodicEmit(output);
        assertThat(output.watermarks()).containsExactly(Long.MAX_VALUE - 1);
    }

    private WatermarkGenerator<Inbound> generator() {
        return new CaughtUpWatermarks(() -> nowMs).createWatermarkGenerator(CONTEXT);
    }

    private void beat(WatermarkGenerator<Inbound> generator, Instant at) {
        generator.onEvent(Inbound.of(new SignOfLife(at, null), at), at.toEpochMilli(), output);
    }
}
