package org.govbrain.bench.peers;

import java.nio.charset.StandardCharsets;
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
import org.govbrain.engine.compact.CompactFields;
import org.govbrain.engine.reference.ReferenceLoader;

/**
 * The accept clock as the situation job reads it, by the policy from all events of a case, without the rest of the case: its distinct
 * events in order, read again with each event, and when a deadline has passed. Says the id of each case that breaches, once. A case
 * stays until its deadline and an event of no case until event time has passed it: until then events may be repeated and come in any order.
 */
final class CaseClockFunction extends KeyedProcessFunction<String, PeerEvent, String> {
    private static final long serialVersionUID = 1L;
    static final ClockSubject ANY = new ClockSubject("any", null, null, null, null, null);

    /** Without warnings, which none of the others gives either. */
    private static final String POLICY = """
            version: bench-1
            clocks:
              - {id: accept, start: [RECEIVED, FINDING, REPORTED], stop: [ACCEPTED], goal: 10m, severity: major}
            """;

    /** The events of one case. */
    private static final ValueStateDescriptor<Known> KNOWN =
            new ValueStateDescriptor<>("known", CompactFields.pojo(Known.class));

    private transient ValueState<Known> cases;
    private transient ClockEvaluator clocks;

    /** State of one case. */
    public static final class Known {
        public List<GovernanceEvent> events = new ArrayList<>(2);
        public List<GovernanceEvent> overruled = new ArrayList<>(0);

        /** When its timer fires, in epoch milliseconds; 0 for none. */
        public long timerAt;

        /** Whether its clock has ended well, so that time changes nothing any more. */
        public boolean settled;
    }

    @Override
    public void open(OpenContext context) {
        cases = getRuntimeContext().getState(KNOWN);
        clocks = compiled();
    }

    /** The policy that all of them hold. */
    static ClockEvaluator compiled() {
        ReferenceData city = ReferenceLoader.fromFiles(Map.of("policy.yaml", POLICY.getBytes(StandardCharsets.UTF_8)))
                .data();
        return new ClockEvaluator(city.policy(), city.calendars());
    }

    @Override
    public void processElement(PeerEvent event, Context context, Collector<String> out) throws Exception {
        Known known = cases.value();
        if (known == null) {
            known = new Known();
        }
        if (EventLog.add(known.events, known.overruled, toDomain(event)) == EventLog.Addition.DUPLICATE) {
            return;
        }
        Instant asOf = known.events.get(known.events.size() - 1).occurredAt();
        List<Clock> read = clocks.evaluate(ANY, known.events, asOf);
        known.settled = isSettled(read);
        if (!wakeNext(known, read, asOf, context) && known.timerAt == 0) {
            wake(known, asOf.toEpochMilli(), context);
        }
        cases.update(known);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<String> out) throws Exception {
        Known known = cases.value();
        if (known == null || timestamp != known.timerAt) {
            return;
        }
        known.timerAt = 0;
        if (!known.settled) {
            Instant asOf = Instant.ofEpochMilli(timestamp);
            List<Clock> read = clocks.evaluate(ANY, known.events, asOf);
            for (Clock clock : read) {
                if (clock.state() == ClockState.BREACHED) {
                    out.collect(context.getCurrentKey());
                }
            }
            wakeNext(known, read, asOf, context);
        }
        if (known.timerAt == 0) {
            cases.clear();
        } else {
            cases.update(known);
        }
    }

    private static boolean isSettled(List<Clock> read) {
        for (Clock clock : read) {
            if (clock.state() != ClockState.MET) {
                return false;
            }
        }
        return true;
    }

    /** Whether there is an instant at which time alone changes the clock. */
    private boolean wakeNext(Known known, List<Clock> read, Instant asOf, Context context) {
        Instant next = clocks.nextChange(read, asOf);
        if (next != null) {
            wake(known, next.toEpochMilli(), context);
        }
        return next != null;
    }

    private static void wake(Known known, long atMs, Context context) {
        if (known.timerAt == 0 || atMs < known.timerAt) {
            known.timerAt = atMs;
            context.timerService().registerEventTimeTimer(atMs);
        }
    }

    static GovernanceEvent toDomain(PeerEvent event) {
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
