package org.govbrain.engine.patrol;

import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;
import org.govbrain.domain.situation.PatrolFold;
import org.govbrain.domain.situation.PatrolNews;
import org.govbrain.domain.situation.PatrolRecord;
import org.govbrain.domain.situation.PatrolRecords;
import org.govbrain.domain.situation.ReferenceHistory;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.follow.FollowingFunction;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.input.HeardEvent;

/**
 * Says which grids went too long without a patrol. Keyed by grid; every grid that the city has is watched, one that nobody
 * ever patrols too. A patrol counts once event time has passed it; one timer a grid serves its deadlines and the patrols that
 * wait.
 */
public final class PatrolCadenceFunction extends FollowingFunction<HeardEvent, SaidBreach> {
    private static final long serialVersionUID = 1L;
    /** A live job that is drained: its last watermark is no time, and nobody is blamed by it. */
    private static final long NEVER = Long.MIN_VALUE;

    /** Patrols of one grid as far as they are remembered; lives as long as the grid. */
    private static final ValueStateDescriptor<PatrolRecords> PATROLS =
            new ValueStateDescriptor<>("patrols", PatrolRecords.class);

    private transient ValueState<PatrolRecords> patrols;
    private transient PatrolFold fold;

    public PatrolCadenceFunction(SituationSettings settings) {
        super(settings);
    }

    @Override
    public void open(OpenContext context) throws Exception {
        super.open(context);
        follow(history());
        patrols = getRuntimeContext().getState(PATROLS);
    }

    @Override
    protected final void follow(ReferenceHistory history) {
        fold = new PatrolFold(history);
    }

    @Override
    protected String stateName() {
        return PATROLS.getName();
    }

    @Override
    protected List<String> namedKeys() {
        return history().gridIds();
    }

    /** Looked at anew when the watermark that brings the news goes on, or when what is replayed begins. */
    @Override
    protected void hearOfReference(long watermark, TimerService timers) throws Exception {
        PatrolRecords grid = known();
        fold.clockIds().forEach(clockId -> grid.byClock.computeIfAbsent(clockId, id -> new PatrolRecord()));
        long nowMs = settings.asOf(watermark, NEVER);
        if (nowMs != NEVER) {
            grid.timerAt = wake(grid.timerAt, Math.max(nowMs, settings.beginsAtMs()), timers);
        }
        patrols.update(grid);
    }

    @Override
    public void processElement(HeardEvent heard, Context context, Collector<SaidBreach> out) throws Exception {
        Instant at = heard.event().occurredAt();
        PatrolRecords grid = known();
        boolean isNews = false;
        for (String clockId : fold.clocksOf(heard.event())) {
            isNews |= fold.take(grid.byClock.computeIfAbsent(clockId, id -> new PatrolRecord()), at);
        }
        if (isNews) {
            long nowMs = context.timerService().currentWatermark();
            if (at.toEpochMilli() > nowMs) {
                grid.timerAt = wake(grid.timerAt, at.toEpochMilli(), context.timerService());
            } else {
                say(grid, nowMs, context, out);
            }
            patrols.update(grid);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SaidBreach> out) throws Exception {
        PatrolRecords grid = known();
        if (timestamp == grid.timerAt) {
            grid.timerAt = 0;
            say(grid, context.timerService().currentWatermark(), context, out);
            patrols.update(grid);
        }
    }

    private void say(PatrolRecords grid, long nowMs, Context context, Collector<SaidBreach> out) {
        String gridId = context.getCurrentKey();
        Instant addedAt = fold.addedAt(gridId);
        long asOfMs = settings.asOf(nowMs, NEVER);
        if (addedAt == null || asOfMs == NEVER) {
            return;
        }
        Instant asOf = Instant.ofEpochMilli(asOfMs);
        if (addedAt.isAfter(asOf)) {
            grid.timerAt = wakeUntilAsOf(grid.timerAt, addedAt.toEpochMilli(), context.timerService());
            return;
        }
        grid.byClock.forEach((clockId, known) -> {
            if (known.sinceMs == 0) {
                Instant begins = Instant.ofEpochMilli(
                        settings.beginsAtMs() == Long.MIN_VALUE ? asOf.toEpochMilli() : settings.beginsAtMs());
                fold.begin(known, addedAt.isAfter(begins) ? addedAt : begins);
            }
            PatrolNews news = fold.fold(known, clockId, gridId, asOf);
            news.breaches().forEach(out::collect);
            if (settings.leavesAt(0) != Long.MAX_VALUE) {
                fold.forget(known, asOf.toEpochMilli() - settings.retentionMs());
            }
            if (news.nextChangeAt() != null) {
                long changesAt = news.nextChangeAt().toEpochMilli();
                grid.timerAt = wakeUntilAsOf(grid.timerAt, changesAt, context.timerService());
            }
        });
    }

    private PatrolRecords known() throws Exception {
        PatrolRecords grid = patrols.value();
        return grid == null ? new PatrolRecords() : grid;
    }
}
