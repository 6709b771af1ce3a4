package org.govbrain.engine.input;

import org.apache.flink.streaming.api.operators.source.TimestampsAndWatermarks;

/** Whom a source under test tells of its event time: nobody waits for it there. */
public final class NoWatermarkListener implements TimestampsAndWatermarks.WatermarkUpdateListener {
    @Override
    public void updateIdle(boolean idle) {}

    @Override
    public void updateCurrentEffectiveWatermark(long watermark) {}

    @Override
    public void updateCurrentSplitWatermark(String splitId, long watermark) {}

    @Override
    public void updateCurrentSplitIdle(String splitId, boolean idle) {}

    @Override
    public void splitFinished(String splitId) {}
}
