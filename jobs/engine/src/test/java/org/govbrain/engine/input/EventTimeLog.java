package org.govbrain.engine.input;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/** Keeps the watermarks that a generator emits, and knows no idleness. */
final class EventTimeLog implements WatermarkOutput {
    private final List<Long> watermarks = new ArrayList<>();

    /** As they were emitted. */
    List<Long> watermarks() {
        return watermarks;
    }

    /** The event times of which they tell. */
    List<Instant> instants() {
        return watermarks.stream()
                .map(watermark -> Instant.ofEpochMilli(watermark + 1).plus(InboundWatermarks.DISORDER))
                .toList();
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        watermarks.add(watermark.getTimestamp());
    }

    @Override
    public void markIdle() {
        throw new AssertionError("idle streams lose their say in who is idle");
    }

    @Override
    public void markActive() {
        throw new AssertionError("it is never idle");
    }
}
