package org.govbrain.engine.patrol;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.situation.Breach;
import org.govbrain.domain.situation.PatrolFold;
import org.govbrain.domain.situation.PatrolNews;
import org.govbrain.domain.situation.PatrolRecord;
import org.govbrain.domain.situation.PatrolRecords;
import org.govbrain.domain.situation.ReferenceHistory;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.follow.FollowingFunction;
import org.govbrain.engine.follow.SituationSettings;

/**
 * Says which grids went too long without a patrol. Keyed by grid; every grid that the city has is watched, one that nobody
 * ever patrols too, since the hour of the city's oldest event (DECISIONS "Watched since the oldest event"). A patrol counts once event time has passed it; one timer a grid serves its deadlines and the patrols that
 * wait.
 */
public final class PatrolCadenceFunction extends FollowingFunction<PatrolInput, SaidBreach> {
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
    public String stateName() {
        return PATROLS.getName();
    }

    @Override
    public List<String> namedKeys() {
        return history().gridIds();
    }

    /** Looked at anew when the watermark that brings the news goes on. */
    @Override
    public void hearOfReference(long watermark, TimerService timers) throws Exception {
        PatrolRecords grid = known();
        fold.clockIds().forEach(clockId -> grid.byClock.computeIfAbsent(clockId, id -> new PatrolRecord()));
        Instant newsSince = newsSince();
        if (newsSince != null) {
            grid.versionsSince = grid.versionsSince == null || newsSince.isBefore(grid.versionsSince)
                    ? newsSince
                    : grid.versionsSince;
        }
        long nowMs = settings.asOf(watermark, NEVER);
        if (nowMs != NEVER) {
            grid.timerAt = wake(grid.timerAt, nowMs, timers);
        }
        patrols.update(grid);
    }

    @Override
    public void processElement(PatrolInput input, Context context, Collector<SaidBreach> out) throws Exception {
        PatrolRecords grid = known();
        long nowMs = context.timerService().currentWatermark();
        if (hear(grid, input, saidAsOf(nowMs))) {
            long atMs = input.at().toEpochMilli();
            if (atMs > nowMs) {
                grid.timerAt = wake(grid.timerAt, atMs, context.timerService());
            } else {
                say(grid, nowMs, context, out);
            }
            patrols.update(grid);
        }
    }

    /** Whether it was news. */
    private boolean hear(PatrolRecords grid, PatrolInput input, long nowMs) {
        if (input.said() != null) {
            return recall(grid, input.gridId(), input.said());
        }
        EventKind kind = input.kind();
        return kind == null ? begin(grid, input.at(), nowMs) : take(grid, input, kind);
    }

    /** Of a grid or a clock that the city never had, nothing was said. */
    private boolean recall(PatrolRecords grid, String gridId, Breach said) {
        String clockId = said.clockId();
        return fold.addedAt(gridId) != null
                && fold.clockIds().contains(clockId)
                && fold.recall(grid.byClock.computeIfAbsent(clockId, id -> new PatrolRecord()), said);
    }

    /** Whether it was news. What is older than all that is remembered begins nothing, as it ends nothing. */
    private boolean begin(PatrolRecords grid, Instant at, long nowMs) {
        if (settings.leavesAt(at.toEpochMilli()) < nowMs) {
            return false;
        }
        fold.clockIds().forEach(clockId -> grid.byClock.computeIfAbsent(clockId, id -> new PatrolRecord()));
        return grid.begin(at);
    }

    private boolean take(PatrolRecords grid, PatrolInput steps, EventKind kind) {
        long[] atMs = LongStream.concat(
                        LongStream.of(steps.at().toEpochMilli()),
                        steps.laterMs().stream().mapToLong(Long::longValue))
                .toArray();
        return fold.take(grid, steps.gridId(), kind, atMs);
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
        if (grid.versionsSince != null) {
            fold.hearOfVersions(grid, gridId, grid.versionsSince);
            grid.versionsSince = null;
        }
        Instant addedAt = fold.addedAt(gridId);
        long asOfMs = settings.asOf(nowMs == NEVER ? NEVER : saidAsOf(nowMs), NEVER);
        if (addedAt == null || asOfMs == NEVER || grid.sinceMs == 0) {
            return;
        }
        long sinceMs = addedAt.equals(Instant.MIN) ? grid.sinceMs : Math.max(addedAt.toEpochMilli(), grid.sinceMs);
        if (sinceMs > asOfMs) {
            grid.timerAt = wakeUntilAsOf(grid.timerAt, sinceMs, context.timerService());
            return;
        }
        Instant asOf = Instant.ofEpochMilli(asOfMs);
        grid.byClock.forEach((clockId, known) -> {
            fold.begin(known, Instant.ofEpochMilli(sinceMs));
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
