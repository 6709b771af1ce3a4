package org.govbrain.engine.input;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.function.SerializableSupplier;
import org.jspecify.annotations.Nullable;

/**
 * {@link TimelessWatermarks} that say nothing after a start until the reader has read what was there: a clock beside it would
 * else strike before the news of before a kill is heard. A silent topic does not say that there is nothing more, so a reader has
 * read up when for {@link #QUIET} it has found nothing old in any of its partitions; {@link #PATIENCE} after the start at the latest,
 * should this machine's clock and that of what was appended disagree.
 */
public final class ReadUpWatermarks<T> implements WatermarkStrategy<T> {
    /** A record is old when it was appended longer ago than this. */
    static final Duration NEAR = CaughtUpWatermarks.NEAR;

    /** So long nothing old was found by a reader that has read up. */
    static final Duration QUIET = Duration.ofSeconds(3);

    /** So long after a start event time stands at most. */
    static final Duration PATIENCE = CaughtUpWatermarks.PATIENCE;

    private static final Watermark END = new Watermark(TimelessWatermarks.END_MS);

    private static final long serialVersionUID = 1L;

    private final SerializableSupplier<Long> clockMs;

    /** One for all partitions of a reader, which has this object for itself and asks in one thread. */
    private transient @Nullable Reader reader;

    public ReadUpWatermarks() {
        this(System::currentTimeMillis);
    }

    /** By another clock than this machine's, in epoch milliseconds. */
    public ReadUpWatermarks(SerializableSupplier<Long> clockMs) {
        this.clockMs = clockMs;
    }

    @Override
    public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        if (reader == null) {
            reader = new Reader(clockMs);
        }
        return new Gate<>(reader);
    }

    private static final class Reader {
        private final SerializableSupplier<Long> clockMs;
        private final long startedMs;
        private long foundOldMs;
        private boolean readUp;

        Reader(SerializableSupplier<Long> clockMs) {
            this.clockMs = clockMs;
            this.startedMs = clockMs.get();
            this.foundOldMs = startedMs;
        }

        void take(long appendedMs) {
            if (!readUp) {
                long nowMs = clockMs.get();
                foundOldMs = nowMs - appendedMs < NEAR.toMillis() ? foundOldMs : nowMs;
            }
        }

        boolean hasReadUp() {
            if (!readUp) {
                long nowMs = clockMs.get();
                readUp = nowMs - foundOldMs >= QUIET.toMillis() || nowMs - startedMs >= PATIENCE.toMillis();
            }
            return readUp;
        }
    }

    private record Gate<T>(Reader reader) implements WatermarkGenerator<T> {

        @Override
        public void onEvent(T event, long timestamp, WatermarkOutput output) {
            reader.take(timestamp);
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            if (reader.hasReadUp()) {
                output.emitWatermark(END);
            }
        }
    }
}
