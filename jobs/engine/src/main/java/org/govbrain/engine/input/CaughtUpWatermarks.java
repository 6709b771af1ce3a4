package org.govbrain.engine.input;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.util.function.SerializableSupplier;

/**
 * {@link InboundWatermarks} that say nothing after a start until the partition is read up to now. Without this a job that was
 * down for an hour would live through that hour again: each step of each chain would be taken on the way, before the answer
 * that stopped it was read. So event time stands, and then jumps to now, with everything heard. What was appended is compared
 * with this machine's clock; if they disagree, event time goes on after {@link #PATIENCE} all the same.
 */
public final class CaughtUpWatermarks implements WatermarkStrategy<Inbound> {
    /** A partition is read up to now when its newest record is younger than this. */
    static final Duration NEAR = Duration.ofSeconds(2);

    /** So long after a start event time stands at most. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final long serialVersionUID = 1L;

    private final InboundWatermarks inner = new InboundWatermarks();
    private final SerializableSupplier<Long> clockMs;

    public CaughtUpWatermarks() {
        this(System::currentTimeMillis);
    }

    /** By another clock than this machine's, in epoch milliseconds. */
    public CaughtUpWatermarks(SerializableSupplier<Long> clockMs) {
        this.clockMs = clockMs;
    }

    @Override
    public TimestampAssigner<Inbound> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        return inner.createTimestampAssigner(context);
    }

    @Override
    public WatermarkGenerator<Inbound> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        return new Gate(inner.createWatermarkGenerator(context), clockMs);
    }

    private static final class Gate implements WatermarkGenerator<Inbound> {
        private static final WatermarkOutput NOWHERE = new WatermarkOutput() {
            @Override
            public void emitWatermark(Watermark watermark) {
                // Held back.
            }

            @Override
            public void markIdle() {
                // Held back.
            }

            @Override
            public void markActive() {
                // Held back.
            }
        };

        private final WatermarkGenerator<Inbound> inner;
        private final SerializableSupplier<Long> clockMs;
        private final long startedMs;
        private boolean caughtUp;

        Gate(WatermarkGenerator<Inbound> inner, SerializableSupplier<Long> clockMs) {
            this.inner = inner;
            this.clockMs = clockMs;
            this.startedMs = clockMs.get();
        }

        @Override
        public void onEvent(Inbound inbound, long timestamp, WatermarkOutput output) {
            if (!caughtUp) {
                long nowMs = clockMs.get();
                caughtUp = nowMs - inbound.receivedAt().toEpochMilli() < NEAR.toMillis()
                        || nowMs - startedMs > PATIENCE.toMillis();
            }
            inner.onEvent(inbound, timestamp, caughtUp ? output : NOWHERE);
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            if (caughtUp) {
                inner.onPeriodicEmit(output);
            }
        }
    }
}
