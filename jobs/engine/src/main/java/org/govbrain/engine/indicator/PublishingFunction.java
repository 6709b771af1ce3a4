package org.govbrain.engine.indicator;

import java.time.Instant;
import java.util.Objects;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.govbrain.engine.follow.ReachedTime;
import org.govbrain.engine.reference.ReferenceFunction;
import org.govbrain.engine.reference.ReferenceSource;
import org.jspecify.annotations.Nullable;

/** Tells what became known after it was published, by an event time that no restart loses. */
abstract class PublishingFunction<I, O> extends ReferenceFunction<I, O> implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private transient @Nullable ReachedTime reached;
    private transient @Nullable TimerService timers;

    PublishingFunction(ReferenceSource reference) {
        super(reference);
    }

    @Override
    public void initializeState(FunctionInitializationContext context) throws Exception {
        reached = new ReachedTime(context);
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) throws Exception {
        if (timers != null) {
            knownAt(timers);
        }
        Objects.requireNonNull(reached).store();
    }

    /** When what is heard now became known; null before any event time, and at the end of the input, which is none. */
    final @Nullable Instant knownAt(TimerService timers) {
        this.timers = timers;
        long watermark = timers.currentWatermark();
        if (watermark == Long.MAX_VALUE) {
            return null;
        }
        long ms = Objects.requireNonNull(reached).pass(watermark);
        return ms == 0 ? null : Instant.ofEpochMilli(ms);
    }
}
