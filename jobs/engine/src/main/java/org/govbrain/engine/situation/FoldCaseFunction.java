package org.govbrain.engine.situation;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.feed.FeedId;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.matter.EventLog.Addition;
import org.govbrain.domain.situation.Breach;
import org.govbrain.domain.situation.CaseRecord;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.domain.situation.CityTime;
import org.govbrain.domain.situation.GridFact;
import org.govbrain.domain.situation.ReferenceHistory;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.domain.situation.SituationFold;
import org.govbrain.engine.compact.CompactFields;
import org.govbrain.engine.follow.FollowingFunction;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.hotspot.HotspotInput;
import org.govbrain.engine.hotspot.LoggedCase;
import org.govbrain.engine.input.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was heard of each case and says what it amounts to. Keyed by case key. What is heard waits until event
 * time has passed it, so events of one instant are folded together and in order; what comes late is folded at once. One
 * timer a case serves all its clocks, its waiting events and its leaving.
 */
final class FoldCaseFunction extends FollowingFunction<CaseInput, CaseSituation> {
    private static final long serialVersionUID = 2L;

    /** Everything about one case. */
    private static final ValueStateDescriptor<CaseRecord> CASE =
            new ValueStateDescriptor<>("case", CompactFields.pojo(CaseRecord.class));

    /**
     * Timer of what has no time of its own and came before the first watermark, which wakes it. When it arrived says nothing: of a
     * backlog that is after all that it tells of, and all days would have closed meanwhile with a case that counts elsewhere.
     */
    private static final long NEWS = Long.MIN_VALUE + 1;

    private transient ValueState<CaseRecord> cases;
    private transient SituationFold fold;
    private transient CityTime cityTime;
    private transient Counter duplicates;
    private transient Counter afterClose;
    private transient FireLag fireLag;

    FoldCaseFunction(SituationSettings settings) {
        super(settings);
    }

    @Override
    public void open(OpenContext context) throws Exception {
        super.open(context);
        follow(history());
        cases = getRuntimeContext().getState(CASE);
        var metrics = getRuntimeContext().getMetricGroup().addGroup("govbrain");
        duplicates = metrics.counter("duplicates");
        afterClose = metrics.counter("after_close");
        fireLag = new FireLag(metrics);
    }

    @Override
    protected final void follow(ReferenceHistory history) {
        fold = new SituationFold(history);
        cityTime = history.newest().cityTime();
    }

    /** Of a city that never changed no case has to hear; of the first one all that came before it. */
    @Override
    public boolean look() {
        return super.look() && (history().versions().size() > 1 || newsSince() != null);
    }

    @Override
    public String stateName() {
        return CASE.getName();
    }

    /**
     * A case that adopts a new version is folded again when that takes effect; at once, if that has been. So is one of which
     * something has happened since, because that was folded without a version that is read late.
     */
    @Override
    public void hearOfReference(long watermark, TimerService timers) throws Exception {
        CaseRecord known = cases.value();
        if (known == null || known.left) {
            return;
        }
        Instant adoptsAt = fold.firstAdoption(known);
        long wakeAt = adoptsAt == null ? Long.MAX_VALUE : adoptsAt.toEpochMilli();
        Instant newsSince = newsSince();
        if (newsSince != null && !known.newestWithMoved(known.lastEventAt()).isBefore(newsSince)) {
            wakeAt = Math.min(wakeAt, watermark);
        }
        if (wakeAt != Long.MAX_VALUE && wakeAt <= settings.asOfMs()) {
            known.locate(fold::located);
            known.timerAt = wake(known.timerAt, wakeAt, timers);
            cases.update(known);
        }
    }

    @Override
    public void processElement(CaseInput input, Context context, Collector<CaseSituation> out) throws Exception {
        CaseRecord known = cases.value();
        if (known == null) {
            known = new CaseRecord();
        }
        if (known.left) {
            if (input.isEcho()) {
                return;
            }
            afterClose.inc();
            if (input.event() != null) {
                setAside(input.event(), Rejection.AFTER_CLOSE, "its case had left the job's memory", context);
            }
            return;
        }
        if (!hear(known, input, context)) {
            return;
        }
        known.heard(input.heardAt());
        long watermark = context.timerService().currentWatermark();
        long dueMs = dueMs(input, watermark);
        if (dueMs > watermark) {
            known.timerAt = wake(known.timerAt, dueMs, context.timerService());
        } else if (watermark == Long.MIN_VALUE) {
            known.timerAt = wake(known.timerAt, NEWS, context.timerService());
        } else {
            say(known, watermark, context, out);
        }
        keep(known);
    }

    /** When there is something to say of an input: an event, or a deadline, must have been passed by event time. */
    private static long dueMs(CaseInput input, long watermark) {
        if (input.event() != null) {
            return input.event().occurredAt().toEpochMilli();
        }
        return input.said() != null ? input.said().dueAt().toEpochMilli() : watermark;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<CaseSituation> out) throws Exception {
        CaseRecord known = cases.value();
        if (known == null || timestamp != known.timerAt) {
            return;
        }
        if (known.left) {
            cases.clear();
            return;
        }
        known.timerAt = 0;
        long watermark = context.timerService().currentWatermark();
        if (timestamp != NEWS) {
            fireLag.fired(timestamp, watermark);
        }
        say(known, watermark, context, out);
        keep(known);
    }

    /** Whether it was news. A platform's events were counted on their way here, and may come again without being again. */
    private boolean hear(CaseRecord known, CaseInput input, Context context) {
        boolean isNews = input.movedCaseId() != null && known.move(input.movedCaseId(), input.move());
        isNews |= input.link() != null && known.link(input.link(), input.dissolved());
        isNews |= input.said() != null && known.recall(input.said());
        GovernanceEvent event = input.event();
        if (event == null) {
            return isNews;
        }
        Addition addition = known.add(fold.located(event));
        if (addition == Addition.FULL) {
            setAside(event, Rejection.TOO_LARGE, SituationStreams.FULL, context);
            return isNews;
        }
        if (event.stream() != Stream.PLATFORM && addition == Addition.DUPLICATE) {
            duplicates.inc();
        } else if (event.stream() != Stream.PLATFORM && addition == Addition.CONFLICT) {
            GovernanceEvent overruled = known.overruled.get(known.overruled.size() - 1);
            setAside(overruled, Rejection.CONFLICTING, "another event has its id", context);
        }
        return isNews || addition != Addition.DUPLICATE;
    }

    private static void setAside(GovernanceEvent event, Rejection reason, String why, Context context) {
        context.output(SituationStreams.DEAD_LETTERS, SituationStreams.setAside(event, reason, why));
    }

    private void say(CaseRecord known, long watermark, Context context, Collector<CaseSituation> out) {
        long newestMs = known.lastEventAt().toEpochMilli();
        Instant asOf = Instant.ofEpochMilli(settings.asOf(saidAsOf(watermark), newestMs));
        Optional<CaseSituation> folded = fold.fold(context.getCurrentKey(), known, asOf);
        boolean recalled = known.takeRecalled(asOf);
        if (folded.isPresent()) {
            CaseSituation situation = folded.get();
            boolean isNews = situation.revision() != known.saidRevision;
            if (isNews) {
                out.collect(situation);
                sayToGrids(known, situation, asOf, context);
            }
            if (isNews || recalled) {
                sayBreaches(known, situation, context);
            }
            known.saidRevision = situation.revision();
        }
        sayToHotspots(known, asOf, context);
        if (watermark != Long.MAX_VALUE) {
            wakeNext(known, folded.orElse(null), asOf, context);
        }
    }

    /** Each of them with every revision of its case: the last one then says the same whatever was said on the way. */
    private void sayBreaches(CaseRecord known, CaseSituation situation, Context context) {
        known.breaches = fold.breaches(known, situation);
        for (Breach breach : known.breaches) {
            String feedId = FeedId.provingFeed(situation, breach.clockId());
            SaidBreach said = new SaidBreach(breach, situation.revision(), feedId);
            String before = known.provingFeeds.put(breach.breachId(), feedId);
            if (before != null && !before.equals(feedId)) {
                context.output(SituationStreams.BREACHES, said.leaves(before));
            }
            context.output(SituationStreams.BREACHES, said);
        }
    }

    /**
     * To every grid that the case ever named, where it is now or not: what a grid knows then does not depend on which of
     * the case's events were folded together.
     */
    private void sayToGrids(CaseRecord known, CaseSituation situation, Instant asOf, Context context) {
        String gridId = situation.mergedInto() == null ? situation.place().gridId() : null;
        long openedDay = cityTime.dayOf(situation.matter().openedAt()).toEpochDay();
        Set<String> told = new TreeSet<>(known.saidGridIds);
        told.addAll(fold.namedGrids(known, asOf));
        for (String each : told) {
            long before = known.saidGridIds.contains(each) ? known.saidRevision : 0;
            long news = situation.revision() - before;
            context.output(
                    SituationStreams.GRID_FACTS,
                    each.equals(gridId)
                            ? GridFact.of(each, situation, openedDay, news)
                            : GridFact.left(each, situation, news));
        }
        known.saidGridIds.addAll(told);
    }

    /**
     * Also of a routine finding that is no case; to where its reporter is known, and to every grid that ever heard of it. A
     * district hears it from each of them, some later than others: if one heard no more, its last word could come last.
     */
    private void sayToHotspots(CaseRecord known, Instant asOf, Context context) {
        CaseHistory history = fold.history(context.getCurrentKey(), known, asOf).orElse(null);
        CaseHistory before = known.saidHistory;
        if (history == null || history.equals(before)) {
            return;
        }
        Set<String> told = new TreeSet<>(history.gridIds());
        if (before != null) {
            told.addAll(before.gridIds());
        }
        told.addAll(known.hotspotGridIds);
        told.forEach(gridId -> context.output(SituationStreams.HOTSPOT_INPUTS, HotspotInput.of(gridId, history)));
        known.hotspotGridIds.addAll(told);
        LoggedCase.of(before, history).forEach(each -> context.output(SituationStreams.LOGGED_CASES, each));
        known.saidHistory = history;
    }

    private void wakeNext(CaseRecord known, @Nullable CaseSituation situation, Instant asOf, Context context) {
        long next = known.nextEventAfter(asOf).map(Instant::toEpochMilli).orElse(Long.MAX_VALUE);
        for (Breach said : known.recalled) {
            next = Math.min(next, said.dueAt().toEpochMilli());
        }
        if (situation != null && situation.nextChangeAt() != null) {
            next = Math.min(next, situation.nextChangeAt().toEpochMilli());
        }
        if (next == Long.MAX_VALUE && (situation == null || !situation.isOpen())) {
            next = settings.leavesAt(known.lastTouchedAt().toEpochMilli());
            if (next <= asOf.toEpochMilli()) {
                known.leave();
                known.timerAt = 0;
                next = known.saidRevision == 0 ? Long.MAX_VALUE : settings.forgottenAt(next);
            }
        }
        if (next != Long.MAX_VALUE) {
            known.timerAt = wakeUntilAsOf(known.timerAt, next, context.timerService());
        }
    }

    /** Of a case that has left, only what was said of it matters; of one that was never said, nothing. */
    private void keep(CaseRecord known) throws Exception {
        if (known.left && known.saidRevision == 0) {
            cases.clear();
        } else {
            cases.update(known);
        }
    }
}
