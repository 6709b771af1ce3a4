package org.govbrain.bench.peers;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.matter.EventLog;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.domain.sla.Clock;
import org.govbrain.domain.sla.ClockEvaluator;
import org.govbrain.domain.sla.ClockState;
import org.govbrain.domain.sla.ClockSubject;
import org.govbrain.domain.sla.Policy;
import org.govbrain.engine.compact.CompactFields;
import org.govbrain.engine.reference.ReferenceLoader;

/**
 * The clock as the situation job runs it, without the rest of the case: distinct events in order, folded again when one has
 * happened or a deadline has passed. Says the id of each case that breaches, once.
 */
final class AcceptClockFunction extends KeyedProcessFunction<String, PeerEvent, String> {
    private static final long serialVersionUID = 1L;
    private static final ClockSubject ANY = new ClockSubject("any", null, null, null, null, null);

    /** The events of one case. */
    private static final ValueStateDescriptor<Known> KNOWN =
            new ValueStateDescriptor<>("known", CompactFields.pojo(Known.class));

    private transient ValueState<Known> cases;
    private transient ClockEvaluator clocks;

    /** State of one case. */
    public static final class Known {
        public List<GovernanceEvent> events = new ArrayList<>();
        public List<GovernanceEvent> overruled = new ArrayList<>();
        public boolean said;
        public long timerAt;
    }

    @Override
    public void open(OpenContext context) {
        cases = getRuntimeContext().getState(KNOWN);
        ReferenceData city = ReferenceLoader.fromFiles(Map.of()).data();
        Policy policy = city.policy();
        Policy acceptOnly = new Policy(
                policy.version(),
                policy.onPolicyChange(),
                policy.clocks().stream()
                        .filter(clock -> clock.id().equals("accept"))
                        .toList());
        clocks = new ClockEvaluator(acceptOnly, city.calendars());
    }

    @Override
    public void processElement(PeerEvent event, Context context, Collector<String> out) throws Exception {
        Known known = cases.value();
        if (known == null) {
            known = new Known();
        }
        EventLog.add(known.events, known.overruled, toDomain(event));
        wake(known, event.atMs(), context);
        cases.update(known);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) throws Exception {
        Known known = cases.value();
        if (known == null || timestamp != known.timerAt) {
            return;
        }
        known.timerAt = 0;
        Instant asOf = Instant.ofEpochMilli(timestamp);
        List<Clock> read = clocks.evaluate(ANY, known.events, asOf);
        for (Clock clock : read) {
            if (clock.state() == ClockState.BREACHED && !known.said) {
                known.said = true;
                out.collect(context.getCurrentKey());
            }
        }
        Instant next = clocks.nextChange(read, asOf);
        if (next != null) {
            wake(known, next.toEpochMilli(), context);
        }
        cases.update(known);
    }

    private static void wake(Known known, long atMs, Context context) {
        if (known.timerAt == 0 || atMs < known.timerAt) {
            known.timerAt = atMs;
            context.timerService().registerEventTimeTimer(atMs);
        }
    }

    private static GovernanceEvent toDomain(PeerEvent event) {
        return new GovernanceEvent(
                event.accepted() ? "accepted" : "reported",
                Instant.ofEpochMilli(event.atMs()),
                Stream.PLATFORM,
                event.accepted() ? EventKind.ACCEPTED : EventKind.REPORTED,
                event.caseId(),
                null,
                null,
                "bench",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                List.of());
    }
}
