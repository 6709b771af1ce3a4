package org.govbrain.engine.input;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * For a stream that has no event time of its own beside one that has: its watermark is at the end of time from the first moment,
 * with or without a record, so a silent topic never holds the job's clock.
 */
public final class TimelessWatermarks<T> implements WatermarkStrategy<T> {
    /** Just before the watermark with which Flink ends a stream, in epoch milliseconds. */
    public static final long END_MS = Long.MAX_VALUE - 1;

    private static final Watermark END = new Watermark(END_MS);

    private static final long serialVersionUID = 1L;

    @Override
    public WatermarkGenerator<T> createWatermarkGenerator(WatermarkGeneratorSupplier.Context context) {
        return new WatermarkGenerator<>() {
            @Override
            public void onEvent(T event, long timestamp, WatermarkOutput output) {
                // The next periodic emission says all there is to say.
            }

            @Override
            public void onPeriodicEmit(WatermarkOutput output) {
                output.emitWatermark(END);
            }
        };
    }
}
