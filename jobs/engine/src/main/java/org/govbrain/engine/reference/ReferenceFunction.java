package org.govbrain.engine.reference;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.jspecify.annotations.Nullable;

/** A keyed function that asks the reference data as it goes. */
public abstract class ReferenceFunction<I, O> extends KeyedProcessFunction<String, I, O> {
    private static final long serialVersionUID = 1L;

    private final ReferenceSource reference;
    private transient @Nullable ReferenceFollower follower;

    protected ReferenceFunction(ReferenceSource reference) {
        this.reference = reference;
    }

    /** Who opens opens this too. */
    @Override
    public void open(OpenContext context) throws Exception {
        follower = reference.follow();
    }

    @Override
    public void close() throws Exception {
        if (follower != null) {
            follower.close();
        }
    }

    /** The follower, open from {@link #open} on. */
    protected final ReferenceFollower follower() {
        if (follower == null) {
            throw new IllegalStateException("the function is not open");
        }
        return follower;
    }
}
