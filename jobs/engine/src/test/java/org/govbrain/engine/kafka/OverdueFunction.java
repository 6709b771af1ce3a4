package org.govbrain.engine.kafka;

import java.time.Duration;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.engine.input.Inbound;
import org.jspecify.annotations.Nullable;

/** The smallest deadline: a case that is reported and not accepted within five seconds is emitted. */
final class OverdueFunction extends KeyedProcessFunction<String, Inbound, String> {

    static final Duration GOAL = Duration.ofSeconds(5);

    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(Inbound inbound, Context context, Collector<String> out) throws Exception {
        GovernanceEvent event = inbound.event();
        if (event == null) {
            return;
        }
        long at = event.occurredAt().toEpochMilli();
        if (event.kind() == EventKind.REPORTED) {
            dueMs().update(at + GOAL.toMillis());
        } else {
            acceptedMs().update(at);
        }
        Long due = dueMs().value();
        if (due != null) {
            if (acceptedInTime(due)) {
                context.timerService().deleteEventTimeTimer(due);
            } else {
                context.timerService().registerEventTimeTimer(due);
            }
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) {
        out.collect(context.getCurrentKey());
    }

    private boolean acceptedInTime(long due) throws Exception {
        Long accepted = acceptedMs().value();
        return accepted != null && accepted <= due;
    }

    private ValueState<@Nullable Long> dueMs() {
        return getRuntimeContext().getState(new ValueStateDescriptor<>("due", Types.LONG));
    }

    private ValueState<@Nullable Long> acceptedMs() {
        return getRuntimeContext().getState(new ValueStateDescriptor<>("accepted", Types.LONG));
    }
}
