package org.govbrain.engine.stepped;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.event.WatermarkEvent;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.apache.flink.streaming.api.operators.Output;
import org.apache.flink.streaming.api.operators.StreamOperatorFactory;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.LatencyMarker;
import org.apache.flink.streaming.runtime.streamrecord.RecordAttributes;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.runtime.watermarkstatus.WatermarkStatus;
import org.apache.flink.streaming.util.AbstractStreamOperatorTestHarness;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/** A task with the job's own operator in it; no type may go through Kryo. */
final class SteppedOperator extends SteppedTask {
    private static final ThreadLocal<String> STARTING = ThreadLocal.withInitial(() -> "");

    private final OneInputStreamOperatorTestHarness<Object, Object> harness;

    /** Starts it with its part of what the tasks of the run before knew. */
    SteppedOperator(StreamNode node, int index, Instant startedAt, @Nullable List<OperatorSubtaskState> from)
            throws Exception {
        super(String.valueOf(node.getTransformationUID()), index);
        harness = harness(node, index);
        ((SerializerConfigImpl) harness.getExecutionConfig().getSerializerConfig()).setGenericTypes(false);
        harness.setOutputCreator(unused -> new ToEdges(node.getTypeSerializerOut()));
        harness.setProcessingTime(startedAt.toEpochMilli());
        if (from != null) {
            OperatorSubtaskState all =
                    AbstractStreamOperatorTestHarness.repackageState(from.toArray(OperatorSubtaskState[]::new));
            harness.initializeState(AbstractStreamOperatorTestHarness.repartitionOperatorState(
                    all, SteppedJob.MAX_PARALLELISM, from.size(), node.getParallelism(), index));
        }
        STARTING.set(uid);
        harness.open();
    }

    /** Uid of the operator that this thread starts, or started last. */
    static String starting() {
        return STARTING.get();
    }

    @SuppressWarnings("unchecked")
    private static OneInputStreamOperatorTestHarness<Object, Object> harness(StreamNode node, int index)
            throws Exception {
        var factory = (StreamOperatorFactory<Object>) InstantiationUtil.clone(node.getOperatorFactory());
        int max = SteppedJob.MAX_PARALLELISM;
        int tasks = node.getParallelism();
        KeySelector<?, ?>[] keys = node.getStatePartitioners();
        if (keys.length == 0) {
            return new OneInputStreamOperatorTestHarness<>(factory, max, tasks, index);
        }
        TypeInformation<?> type = node.getStateKeySerializer() instanceof IntSerializer ? Types.INT : Types.STRING;
        return new KeyedOneInputStreamOperatorTestHarness<>(
                factory, (KeySelector<Object, Object>) keys[0], (TypeInformation<Object>) type, max, tasks, index);
    }

    @SuppressWarnings("unchecked")
    static Object key(StreamNode node, Object value) {
        try {
            return ((KeySelector<Object, Object>) node.getStatePartitioners()[0]).getKey(value);
        } catch (Exception e) {
            throw new IllegalStateException("no key for " + node, e);
        }
    }

    @Override
    @SuppressWarnings("unchecked")
    void hear(StreamRecord<?> record) throws Exception {
        harness.processElement((StreamRecord<Object>) record);
    }

    @Override
    void pass(Watermark mark) throws Exception {
        harness.processWatermark(mark);
    }

    @Override
    void save(Barrier barrier, SteppedJob job) throws Exception {
        job.answer(this, harness.snapshot(barrier.checkpoint(), 0), Map.of());
        tell(barrier);
    }

    @Override
    void complete(long checkpoint) throws Exception {
        harness.notifyOfCompletedCheckpoint(checkpoint);
    }

    /** What the operator says, as it is written for another task: copied at once. */
    private final class ToEdges implements Output<StreamRecord<Object>> {
        private final TypeSerializer<?> main;
        private final Map<OutputTag<?>, TypeSerializer<?>> asides = new HashMap<>();

        ToEdges(TypeSerializer<?> main) {
            this.main = main;
        }

        @Override
        public void collect(StreamRecord<Object> record) {
            send(null, main, record);
        }

        @Override
        public <X> void collect(OutputTag<X> tag, StreamRecord<X> record) {
            send(
                    tag,
                    asides.computeIfAbsent(
                            tag, each -> each.getTypeInfo().createSerializer(new SerializerConfigImpl())),
                    record);
        }

        @SuppressWarnings("unchecked")
        private <X> void send(@Nullable OutputTag<?> tag, TypeSerializer<?> serializer, StreamRecord<X> record) {
            for (Edge edge : edges) {
                if (tag == null ? edge.tag() == null : tag.equals(edge.tag())) {
                    edge.send(record.copy(((TypeSerializer<X>) serializer).copy(record.getValue())));
                }
            }
        }

        @Override
        public void emitWatermark(Watermark mark) {
            tell(mark);
        }

        @Override
        public void emitWatermarkStatus(WatermarkStatus status) {}

        @Override
        public void emitLatencyMarker(LatencyMarker marker) {}

        @Override
        public void emitRecordAttributes(RecordAttributes attributes) {}

        @Override
        public void emitWatermark(WatermarkEvent watermark) {}

        @Override
        public void close() {}
    }

    @Override
    void close() {
        try {
            harness.close();
        } catch (Exception e) {
            throw new IllegalStateException(uid + " does not close", e);
        }
    }
}
