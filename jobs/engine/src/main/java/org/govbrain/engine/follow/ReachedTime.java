package org.govbrain.engine.follow;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.state.FunctionInitializationContext;

/** The furthest that event time has been: what goes on from a checkpoint does not know it before its first watermark. */
public final class ReachedTime {
    /** In epoch milliseconds. */
    private static final ListStateDescriptor<Long> REACHED = new ListStateDescriptor<>("reached", Types.LONG);

    private final ListState<Long> stored;
    private long ms;

    /** As it was stored. */
    public ReachedTime(FunctionInitializationContext context) throws Exception {
        stored = context.getOperatorStateStore().getUnionListState(REACHED);
        for (long each : stored.get()) {
            // A task that heard nothing knows nothing; in a checkpoint the others are close together.
            ms = Math.max(ms, each);
        }
    }

    /** Stores it, for a checkpoint. */
    public void store() throws Exception {
        stored.update(List.of(ms));
    }

    /** Event time is at an instant in epoch milliseconds; returns the furthest, which is 0 where none is known. */
    public long pass(long atMs) {
        ms = Math.max(ms, atMs);
        return ms;
    }
}
