package org.govbrain.bench.throughput;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** The least that a deadline takes: one number in state, read and written with each event, and one timer a key. */
final class OneTimerFunction extends KeyedProcessFunction<String, FloorEvent, String> {
    private static final long serialVersionUID = 1L;
    static final long GOAL_MS = 600_000;

    /** When the key is due. */
    private static final ValueStateDescriptor<Long> DUE = new ValueStateDescriptor<>("due", Long.class);

    private transient ValueState<Long> dues;

    @Override
    public void open(OpenContext context) {
        dues = getRuntimeContext().getState(DUE);
    }

    @Override
    public void processElement(FloorEvent event, Context context, Collector<String> out) throws Exception {
        Long due = dues.value();
        if (due == null) {
            due = event.atMs() + GOAL_MS;
            context.timerService().registerEventTimeTimer(due);
        }
        dues.update(due);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
        out.collect(context.getCurrentKey());
    }
}
