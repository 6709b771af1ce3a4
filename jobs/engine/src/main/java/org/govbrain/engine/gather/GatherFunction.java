package org.govbrain.engine.gather;

import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.jspecify.annotations.Nullable;

/**
 * Gathers what it hears until the next watermark, for {@link GatherOperator}; it collects nothing itself.
 *
 * @param <O> what is gathered, a type of which Flink knows how to keep it
 */
public abstract class GatherFunction<I, O> extends ProcessFunction<I, O> implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    private final Class<O> type;
    private transient @Nullable ListState<O> saved;

    protected GatherFunction(Class<O> type) {
        this.type = type;
    }

    /** Puts back what waited when a checkpoint was taken. */
    protected abstract void putBack(O gathered);

    /** What waits. */
    protected abstract List<O> waiting();

    /** Nothing waits any more. */
    protected abstract void clear();

    @Override
    public final void initializeState(FunctionInitializationContext context) throws Exception {
        // What was not passed on when a checkpoint was taken; never more than comes between two watermarks.
        ListState<O> state = context.getOperatorStateStore().getListState(new ListStateDescriptor<>("waiting", type));
        for (O gathered : state.get()) {
            putBack(gathered);
        }
        saved = state;
    }

    @Override
    public final void snapshotState(FunctionSnapshotContext context) throws Exception {
        if (saved != null) {
            saved.update(waiting());
        }
    }
}
