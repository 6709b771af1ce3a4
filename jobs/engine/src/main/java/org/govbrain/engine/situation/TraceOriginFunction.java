package org.govbrain.engine.situation;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.matter.CaseKey;
import org.govbrain.domain.matter.EventLog;
import org.govbrain.domain.matter.OriginTrace;
import org.jspecify.annotations.Nullable;

/**
 * Sends a platform case's events to the case that they belong to. Keyed by the platform's case id. When the origin
 * becomes known only later, everything heard before is sent again to the right case, and the wrong one is told.
 */
final class TraceOriginFunction extends KeyedProcessFunction<String, HeardEvent, CaseInput> {
    private static final long serialVersionUID = 1L;

    /** The platform case's distinct events, and the case that they were last sent to. */
    private static final ValueStateDescriptor<Trace> TRACE = new ValueStateDescriptor<>("trace", Trace.class);

    private final SituationSettings settings;
    private transient ValueState<Trace> traces;

    TraceOriginFunction(SituationSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        traces = getRuntimeContext().getState(TRACE);
    }

    @Override
    public void processElement(HeardEvent heard, Context context, Collector<CaseInput> out) throws Exception {
        Trace trace = traces.value();
        if (trace == null) {
            trace = new Trace();
        }
        GovernanceEvent event = heard.event();
        boolean duplicate = EventLog.add(trace.events, event) == EventLog.Addition.DUPLICATE;
        String key = OriginTrace.caseKey(trace.events);
        String before = trace.sentTo;
        if (before == null || before.equals(key)) {
            out.collect(CaseInput.event(key, heard.heardAt(), event));
        } else {
            String platformCaseId = context.getCurrentKey();
            out.collect(CaseInput.moved(before, heard.heardAt(), platformCaseId, CaseKey.caseId(key)));
            out.collect(CaseInput.moved(key, heard.heardAt(), platformCaseId, null));
            for (GovernanceEvent known : trace.events) {
                out.collect(CaseInput.event(key, heard.heardAt(), known));
            }
        }
        if (duplicate) {
            return;
        }
        trace.sentTo = key;
        long leavesAt = settings.leavesAt(event.occurredAt().toEpochMilli());
        if (leavesAt != Long.MAX_VALUE && leavesAt > trace.leavesAt) {
            trace.leavesAt = leavesAt;
            if (trace.timerAt == 0) {
                trace.timerAt = leavesAt;
                context.timerService().registerEventTimeTimer(leavesAt);
            }
        }
        traces.update(trace);
    }

    /** The end of the input lets nothing leave: there is nothing after it that could make room matter. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<CaseInput> out) throws Exception {
        Trace trace = traces.value();
        if (trace == null) {
            return;
        }
        if (timestamp < trace.leavesAt) {
            trace.timerAt = trace.leavesAt;
            context.timerService().registerEventTimeTimer(trace.leavesAt);
            traces.update(trace);
        } else {
            traces.clear();
        }
    }

    /** State of one platform case. */
    public static final class Trace {
        public List<GovernanceEvent> events = new ArrayList<>();
        public @Nullable String sentTo;
        public long leavesAt;
        public long timerAt;
    }
}
