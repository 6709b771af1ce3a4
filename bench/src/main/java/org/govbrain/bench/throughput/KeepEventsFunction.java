package org.govbrain.bench.throughput;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.PrimitiveArrayTypeInfo;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** {@link OneTimerFunction} of one that also keeps every event of a key, as its bytes, and never looks at them. */
final class KeepEventsFunction extends KeyedProcessFunction<String, WholeEvent, String> {
    private static final long serialVersionUID = 1L;

    /** When the key is due. */
    private static final ValueStateDescriptor<Long> DUE = new ValueStateDescriptor<>("due", Long.class);

    /** All that came of the key. */
    private static final ListStateDescriptor<byte[]> EVENTS =
            new ListStateDescriptor<>("events", PrimitiveArrayTypeInfo.BYTE_PRIMITIVE_ARRAY_TYPE_INFO);

    private transient ValueState<Long> dues;
    private transient ListState<byte[]> events;

    @Override
    public void open(OpenContext context) {
        dues = getRuntimeContext().getState(DUE);
        events = getRuntimeContext().getListState(EVENTS);
    }

    @Override
    public void processElement(WholeEvent event, Context context, Collector<String> out) throws Exception {
        Long due = dues.value();
        if (due == null) {
            due = event.atMs() + OneTimerFunction.GOAL_MS;
            context.timerService().registerEventTimeTimer(due);
        }
        dues.update(due);
        events.add(event.bytes());
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
        out.collect(context.getCurrentKey());
    }
}
