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
 */
public final class InboundWatermarks implements WatermarkStrategy<Inbound> {

    /** By so much may a record be older than one before it in its partition. */
    public static final Duration DISORDER = Duration.ofMillis(250);

    /** How often events, as against heartbeats, move event time. */
    public static final Duration INTERVAL = Duration.ofMillis(50);

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

        @Override
        public void onEvent(Inbound inbound, long timestamp, WatermarkOutput output) {
            progressMs = Math.max(progressMs, inbound.progressMs());
            if (inbound.heartbeat() != null) {
                onPeriodicEmit(output);
            }
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {
            if (progressMs > Long.MIN_VALUE) {
                output.emitWatermark(new Watermark(progressMs - DISORDER.toMillis() - 1));
            }
        }
    }
}
