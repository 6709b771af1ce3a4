package org.govbrain.engine.input;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.TimestampAssigner;
import org.apache.flink.api.common.eventtime.TimestampAssignerSupplier;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Event time of one partition: the newest {@link Inbound#progressMs}, less {@link #DISORDER}. Only records move it, so
 * it stands when the pipeline is stuck and catches up in order; heartbeats are records, so it goes on when every source
 * is silent. There is no idleness and no wall clock here on purpose: each of them turned an outage or a backlog into
 * false breaches when it was measured. A heartbeat takes effect at once, not with the next periodic emission.
 *
 * <p>While a backlog is read, in which event time leaps, it moves each {@link #BACKLOG_INTERVAL} only, as it does by heartbeats
 * alone: each move has every case, cell and grid that it concerns folded and said, and nobody waits for the steps between.
 */
public final class InboundWatermarks implements WatermarkStrategy<Inbound> {

    /** By so much may a record be older than one before it in its partition. */
    public static final Duration DISORDER = Duration.ofMillis(250);

    /** How often events, as against heartbeats, move event time. */
    public static final Duration INTERVAL = Duration.ofMillis(50);

    /** How often events move event time while they are read faster than they happened. */
    static final Duration BACKLOG_INTERVAL = INTERVAL.multipliedBy(10);

    /** Event time that passes in one {@link #INTERVAL} of a backlog, and never of a live stream with heartbeats. */
    static final Duration BACKLOG_LEAP = Duration.ofMinutes(1);

    private static final long serialVersionUID = 1L;

    @Override
    public TimestampAssigner<Inbound> createTimestampAssigner(TimestampAssignerSupplier.Context context) {
        return (inbound, recordTimestamp) -> inbound.at().toEpochMilli();
    }

    @Override
    public WatermarkGenerator<Inbound> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        return new PartitionClock();
    }

    private static final class PartitionClock implements WatermarkGenerator<Inbound> {
        private long progressMs = Long.MIN_VALUE;
        private long lookedMs = Long.MIN_VALUE;
        private long looks;

        @Override
        public void onEvent(Inbound inbound, long timestamp, WatermarkOutput output) {
            progressMs = Math.max(progressMs, inbound.progressMs());
            if (inbound.heartbeat() != null) {
                emit(output);
            }
        }

        /** All partitions of a reader are asked together, so counting keeps their steps together too. */
        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            boolean backlog = lookedMs > Long.MIN_VALUE && progressMs - lookedMs > BACKLOG_LEAP.toMillis();
            lookedMs = progressMs;
            if (looks++ % BACKLOG_INTERVAL.dividedBy(INTERVAL) == 0 || !backlog) {
                emit(output);
            }
        }

        private void emit(WatermarkOutput output) {
            if (progressMs > Long.MIN_VALUE) {
                output.emitWatermark(new Watermark(progressMs - DISORDER.toMillis() - 1));
            }
        }
    }
}
