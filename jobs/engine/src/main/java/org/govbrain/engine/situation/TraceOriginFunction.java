package org.govbrain.engine.situation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.matter.CaseKey;
import org.govbrain.domain.matter.CaseMove;
import org.govbrain.domain.matter.EventLog;
import org.govbrain.domain.matter.MatterFold;
import org.govbrain.domain.matter.OriginTrace;
import org.govbrain.engine.compact.CompactFields;
import org.govbrain.engine.echo.Echo;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.input.HeardEvent;
import org.govbrain.engine.input.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Sends a platform case's events, each once, to the case that they belong to. Keyed by the platform's case id. When the
 * origin becomes known only later, everything heard before is sent again to the right case, and the wrong one is told.
 *
 * <p>A run that goes on from a checkpoint hears some events a second time, and may hear the origin first where the run before
 * heard it last. Of these events the wrong cases are told too, as if they had been heard there: else the document of such a
 * case would stand for ever (DECISIONS "Cases that an earlier run may have said").
 */
final class TraceOriginFunction extends KeyedProcessFunction<String, HeardEvent, CaseInput>
        implements CheckpointedFunction {
    private static final long serialVersionUID = 1L;

    /** The platform case's distinct events, and the case that they were last sent to. */
    private static final ValueStateDescriptor<Trace> TRACE =
            new ValueStateDescriptor<>("trace", CompactFields.pojo(Trace.class));

    private final SituationSettings settings;
    private transient ValueState<Trace> traces;
    private transient Counter duplicates;
    private transient boolean isRestored;

    /** When this run began, in epoch milliseconds; 0 before its first event. */
    private transient long startedMs;

    TraceOriginFunction(SituationSettings settings) {
        this.settings = settings;
    }

    @Override
    public void initializeState(FunctionInitializationContext context) {
        isRestored = context.isRestored();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext context) {
        // How this run began is not for the next one.
    }

    @Override
    public void open(OpenContext context) {
        isRestored |= getRuntimeContext().getTaskInfo().getAttemptNumber() > 0;
        isRestored &= !settings.isReplay();
        traces = getRuntimeContext().getState(TRACE);
        duplicates = getRuntimeContext().getMetricGroup().addGroup("govbrain").counter("duplicates");
    }

    @Override
    public void processElement(HeardEvent heard, Context context, Collector<CaseInput> out) throws Exception {
        if (startedMs == 0) {
            startedMs = context.timerService().currentProcessingTime();
        }
        Trace trace = traces.value();
        if (trace == null) {
            trace = new Trace();
            trace.firstRunMs = startedMs;
        }
        GovernanceEvent event = heard.event();
        if (trace.left && trace.sentTo != null) {
            out.collect(CaseInput.event(trace.sentTo, heard.heardAt(), event));
            return;
        }
        switch (EventLog.add(trace.events, trace.overruled, event)) {
            case DUPLICATE -> {
                duplicates.inc();
                return;
            }
            case CONFLICT -> {
                GovernanceEvent overruled = trace.overruled.get(trace.overruled.size() - 1);
                context.output(
                        SituationStreams.DEAD_LETTERS,
                        SituationStreams.setAside(overruled, Rejection.CONFLICTING, "another event has its id"));
            }
            case FULL -> {
                context.output(
                        SituationStreams.DEAD_LETTERS,
                        SituationStreams.setAside(event, Rejection.TOO_LARGE, SituationStreams.FULL));
                return;
            }
            case ADDED -> {}
        }
        send(trace, heard, context, out);
        open(trace, heard, context);
        stay(trace, heard, context);
        traces.update(trace);
    }

    private void send(Trace trace, HeardEvent heard, Context context, Collector<CaseInput> out) {
        String caseId = context.getCurrentKey();
        String key = OriginTrace.caseKey(trace.events);
        String before = trace.sentTo;
        Instant lastAt = trace.events.get(trace.events.size() - 1).occurredAt();
        CaseMove move = new CaseMove(CaseKey.caseId(key), trace.events.size() + trace.overruled.size(), lastAt);
        Instant heardAt = heard.heardAt();
        if (before == null || before.equals(key)) {
            out.collect(CaseInput.event(key, heardAt, heard.event()));
        } else {
            if (before.equals(alone(trace))) {
                out.collect(CaseInput.moved(before, heardAt, caseId, move));
            }
            known(trace).forEach(each -> out.collect(CaseInput.event(key, heardAt, each)));
            out.collect(CaseInput.moved(key, heardAt, caseId, null));
        }
        trace.sentTo = key;
        trace.wasAlone |= alone(trace).equals(before) || alone(trace).equals(key);
        Set<String> passedOver = OriginTrace.passedOver(trace.events, trace.overruled, key);
        passedOver.forEach(other -> out.collect(CaseInput.moved(other, heardAt, caseId, move)));
        if (isRestored && heardAt.toEpochMilli() < startedMs + Echo.GRACE.toMillis()) {
            Set<String> others = new TreeSet<>(passedOver);
            if (mayHaveBeenAlone(trace)) {
                others.add(alone(trace));
            }
            others.remove(key);
            for (String other : others) {
                known(trace).forEach(each -> out.collect(CaseInput.passedBy(other, heardAt, each, caseId, move)));
            }
        }
    }

    /** Whether this run or the one before may have sent it to itself: not if its origin was known at the checkpoint. */
    private boolean mayHaveBeenAlone(Trace trace) {
        return trace.wasAlone || trace.firstRunMs == startedMs || !trace.overruled.isEmpty();
    }

    private static Stream<GovernanceEvent> known(Trace trace) {
        return Stream.concat(trace.events.stream(), trace.overruled.stream());
    }

    /** The key under which it would stand for itself. */
    private static String alone(Trace trace) {
        return CaseKey.ofSubject(trace.events.get(0));
    }

    /** A report that does not name its origin itself may be half of a probable link, until any event does. */
    private static void open(Trace trace, HeardEvent heard, Context context) {
        boolean wasJoined = trace.joined;
        trace.joined |= heard.event().originId() != null;
        List<GovernanceEvent> told = trace.joined == wasJoined
                ? List.of(heard.event())
                : known(trace).toList();
        for (GovernanceEvent event : told) {
            if (event.kind() == EventKind.REPORTED && event.originId() == null) {
                context.output(SituationStreams.OPENINGS, new Opening(heard.heardAt(), event, trace.joined));
            }
        }
    }

    private void stay(Trace trace, HeardEvent heard, Context context) {
        long touchedAt = Math.max(
                heard.heardAt().toEpochMilli(), heard.event().occurredAt().toEpochMilli());
        trace.leavesAt = Math.max(trace.leavesAt, settings.leavesAt(touchedAt));
        if (trace.timerAt == 0 && trace.leavesAt != Long.MAX_VALUE) {
            wake(trace, trace.leavesAt, context);
        }
    }

    /** An open case stays; one that has ended leaves, and where it was sent to is known for ten times as long. */
    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<CaseInput> out) throws Exception {
        Trace trace = traces.value();
        if (trace == null || trace.left) {
            traces.clear();
            return;
        }
        trace.timerAt = 0;
        if (timestamp < trace.leavesAt) {
            wake(trace, trace.leavesAt, context);
        } else if (MatterFold.fold(trace.events).stage().isEnded()) {
            trace.events = List.of();
            trace.overruled = List.of();
            trace.left = true;
            wake(trace, settings.forgottenAt(timestamp), context);
        }
        traces.update(trace);
    }

    private static void wake(Trace trace, long atMs, Context context) {
        trace.timerAt = atMs;
        context.timerService().registerEventTimeTimer(atMs);
    }

    /** State of one platform case. */
    public static final class Trace {
        public List<GovernanceEvent> events = new ArrayList<>();
        public List<GovernanceEvent> overruled = new ArrayList<>();
        public @Nullable String sentTo;
        /** Whether any event named an origin. */
        public boolean joined;

        /** Whether it was ever sent to a case of its own. */
        public boolean wasAlone;

        /** When the run began that heard of it first, in epoch milliseconds. */
        public long firstRunMs;

        public long leavesAt;
        public long timerAt;
        public boolean left;
    }
}
