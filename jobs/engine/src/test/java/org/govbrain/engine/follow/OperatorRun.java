package org.govbrain.engine.follow;

import java.util.function.Supplier;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.jspecify.annotations.Nullable;

/** A {@link KeyedRun} of a function that is keyed by text and follows no reference data. */
public final class OperatorRun<I, O> extends KeyedRun<String, I, O> {

    public OperatorRun(Supplier<KeyedProcessFunction<String, I, O>> function, KeySelector<I, String> key)
            throws Exception {
        this(function, key, null);
    }

    /** One that goes on from a checkpoint; from none where that is null. */
    public OperatorRun(
            Supplier<KeyedProcessFunction<String, I, O>> function,
            KeySelector<I, String> key,
            @Nullable OperatorSubtaskState checkpoint)
            throws Exception {
        super(() -> new KeyedProcessOperator<>(function.get()), key, Types.STRING, checkpoint);
    }
}
