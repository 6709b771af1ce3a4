package org.govbrain.engine.input;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.junit.jupiter.api.Test;

class ReadUpWatermarksTest {
    private static final Instant NOON = Instant.parse("2026-03-04T04:00:00Z");
    private static final Duration MOMENT = Duration.ofMillis(1);

    private Instant now = NOON;
    private final EventTimeLog output = new EventTimeLog();
    private final ReadUpWatermarks<String> reader = new ReadUpWatermarks<>(() -> now.toEpochMilli());

    /** Flink has one for the reader, which sees no record, and one for each partition. */
    private final WatermarkGenerator<String> whole = generator();

    private final WatermarkGenerator<String> partition = generator();
    private final WatermarkGenerator<String> other = generator();

    @Test
    void aReaderThatFindsNothingHoldsTheClockForAMomentOnly() {
        pass(ReadUpWatermarks.QUIET.minus(MOMENT));
        assertThat(output.watermarks()).isEmpty();
        pass(MOMENT);
        assertThat(output.watermarks()).containsOnly(Long.MAX_VALUE - 1);
    }

    @Test
    void theClockStandsForAllPartitionsWhileTheBacklogOfOneIsRead() {
        for (int second = 0; second < 20; second++) {
            read(partition, NOON.minusSeconds(3_600 - second));
            pass(Duration.ofSeconds(1));
        }
        assertThat(output.watermarks())
                .as("the silent partition, and the reader itself")
                .isEmpty();
        pass(ReadUpWatermarks.QUIET.minusSeconds(1));
        assertThat(output.watermarks()).containsOnly(Long.MAX_VALUE - 1);
    }

    @Test
    void newsOfNowAreNoBacklog() {
        for (int second = 0; second < 3; second++) {
            read(partition, now);
            read(other, now.minusSeconds(1));
            pass(Duration.ofSeconds(1));
        }
        assertThat(output.watermarks()).containsOnly(Long.MAX_VALUE - 1);
    }

    @Test
    void clocksThatDisagreeHoldItForAMinuteAndNotForEver() {
        for (int second = 0; second < ReadUpWatermarks.PATIENCE.toSeconds() - 1; second++) {
            read(partition, now.minusSeconds(90));
            pass(Duration.ofSeconds(1));
        }
        assertThat(output.watermarks()).isEmpty();
        read(partition, now.minusSeconds(90));
        pass(Duration.ofSeconds(1));
        assertThat(output.watermarks()).containsOnly(Long.MAX_VALUE - 1);
    }

    @Test
    void whatComesLateAfterwardsHoldsNobodyBack() {
        pass(ReadUpWatermarks.QUIET);
        WatermarkGenerator<String> later = generator();
        read(later, NOON.minusSeconds(3_600));
        output.watermarks().clear();
        later.onPeriodicEmit(output);
        assertThat(output.watermarks()).containsExactly(Long.MAX_VALUE - 1);
    }

    private WatermarkGenerator<String> generator() {
        return reader.createWatermarkGenerator(CaughtUpWatermarksTest.CONTEXT);
    }

    private void read(WatermarkGenerator<String> from, Instant appendedAt) {
        from.onEvent("news", appendedAt.toEpochMilli(), output);
    }

    private void pass(Duration time) {
        now = now.plus(time);
        whole.onPeriodicEmit(output);
        partition.onPeriodicEmit(output);
        other.onPeriodicEmit(output);
    }
}
