package org.govbrain.engine.follow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** One keyed operator with real state and timers on a scripted event time; no type may go through Kryo. */
public class KeyedRun<K, I, O> implements AutoCloseable {
    private final Supplier<OneInputStreamOperator<I, O>> operator;
    private final KeySelector<I, K> key;
    private final TypeInformation<K> keyType;
    private final Map<String, Integer> taken = new HashMap<>();
    private KeyedOneInputStreamOperatorTestHarness<K, I, O> harness;

    /** One that goes on from a checkpoint; from none where that is null. */
    public KeyedRun(
            Supplier<OneInputStreamOperator<I, O>> operator,
            KeySelector<I, K> key,
            TypeInformation<K> keyType,
            @Nullable OperatorSubtaskState checkpoint)
            throws Exception {
        this.operator = operator;
        this.key = key;
        this.keyType = keyType;
        harness = start(checkpoint);
    }

    private KeyedOneInputStreamOperatorTestHarness<K, I, O> start(@Nullable OperatorSubtaskState from)
            throws Exception {
        KeyedOneInputStreamOperatorTestHarness<K, I, O> started =
                new KeyedOneInputStreamOperatorTestHarness<>(operator.get(), key, keyType);
        ((SerializerConfigImpl) started.getExecutionConfig().getSerializerConfig()).setGenericTypes(false);
        if (from != null) {
            started.initializeState(from);
        }
        started.open();
        return started;
    }

    /** Inputs in this order, at one instant of event time. */
    @SafeVarargs
    public final void hear(I... inputs) throws Exception {
        for (I input : inputs) {
            harness.processElement(new StreamRecord<>(input));
        }
    }

    public final void passTo(Instant eventTime) throws Exception {
        harness.processWatermark(eventTime.toEpochMilli());
    }

    public final void passToTheEnd() throws Exception {
        harness.processWatermark(Long.MAX_VALUE);
    }

    /** What another run may go on from. */
    public final OperatorSubtaskState checkpoint() throws Exception {
        return harness.snapshot(1, 1);
    }

    /** The clock of the machine; it begins with 1970. */
    public final void setMachineClock(Instant now) throws Exception {
        harness.setProcessingTime(now.toEpochMilli());
    }

    /** A checkpoint, the end of the process, and a new one from the checkpoint: event time is unknown again. */
    public final void restart() throws Exception {
        OperatorSubtaskState checkpoint = checkpoint();
        harness.close();
        taken.clear();
        harness = start(checkpoint);
    }

    /** What was said since the last call. */
    public final List<O> said() {
        return fresh("", harness.extractOutputValues());
    }

    /** What was said aside since the last call. */
    public final <X> List<X> said(OutputTag<X> tag) {
        Collection<StreamRecord<X>> records = harness.getSideOutput(tag);
        List<X> values = new ArrayList<>();
        if (records != null) {
            records.forEach(each -> values.add(each.getValue()));
        }
        return fresh(tag.getId(), values);
    }

    private <X> List<X> fresh(String output, List<X> all) {
        int before = taken.getOrDefault(output, 0);
        taken.put(output, all.size());
        return List.copyOf(all.subList(before, all.size()));
    }

    /** Entries of state and timers that are left. */
    public final int kept() {
        return harness.numKeyedStateEntries() + harness.numEventTimeTimers();
    }

    @Override
    public final void close() {
        try {
            harness.close();
        } catch (Exception e) {
            throw new IllegalStateException("the operator does not close", e);
        }
    }
}
