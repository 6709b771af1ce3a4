package org.govbrain.bench.peers;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;

/**
 * Event time that goes on with the events, as that of an engine whose clock is set by hand, and as a live stream's does: by
 * this machine's clock it would stand still for tens of thousands of them, whose cases would all wait for their deadlines at once.
 */
final class TimeOfEvents implements WatermarkGenerator<PeerEvent> {
    /** Often enough that few cases wait in vain, in milliseconds of event time. */
    private static final long STEP_MS = AcceptStory.GOAL_MS / 100;

    private long saidMs = Long.MIN_VALUE + STEP_MS;

    @Override
    public void onEvent(PeerEvent event, long timestamp, WatermarkOutput output) {
        if (timestamp - STEP_MS >= saidMs) {
            saidMs = timestamp;
            // Of the same instant there may be more to come.
            output.emitWatermark(new Watermark(timestamp - 1));
        }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {
        // Each event has said what there is to say.
    }
}
