package org.govbrain.bench.peers;

import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** Says the id of each case that breaches, once: two instants a case and one timer, until its deadline. */
final class AcceptClockFunction extends KeyedProcessFunction<String, PeerEvent, String> {
    private static final long serialVersionUID = 1L;
    private static final ValueStateDescriptor<AcceptClock> CLOCK =
            new ValueStateDescriptor<>("clock", Types.POJO(AcceptClock.class));

    private transient ValueState<AcceptClock> clocks;

    @Override
    public void open(OpenContext context) {
        clocks = getRuntimeContext().getState(CLOCK);
    }

    @Override
    public void processElement(PeerEvent event, Context context, Collector<String> out) throws Exception {
        AcceptClock known = clocks.value();
        AcceptClock clock = known == null ? new AcceptClock() : known;
        long dueAt = clock.dueAt();
        if (!clock.hear(event.accepted(), event.atMs())) {
            return;
        }
        clocks.update(clock);
        if (clock.dueAt() != dueAt) {
            context.timerService().registerEventTimeTimer(clock.dueAt());
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) throws Exception {
        AcceptClock clock = clocks.value();
        // A timer of what it seemed to be before an earlier report came, or a report at all.
        if (clock == null || timestamp != clock.dueAt()) {
            return;
        }
        if (clock.isBreached()) {
            out.collect(context.getCurrentKey());
        }
        clocks.clear();
    }
}
