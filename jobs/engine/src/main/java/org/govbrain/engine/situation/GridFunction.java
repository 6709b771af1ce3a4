package org.govbrain.engine.situation;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;
import org.govbrain.domain.situation.CityTime;
import org.govbrain.domain.situation.GridFact;
import org.govbrain.domain.situation.GridProfile;
import org.govbrain.domain.situation.GridRecord;
import org.govbrain.domain.situation.GridSituation;
import org.govbrain.domain.situation.ReferenceHistory;
import org.govbrain.engine.reference.ReferenceFollower;

/**
 * The situation of each grid, said at most once a second. Keyed by grid. Every grid that the city has is said, one without
 * any news too, and one that was taken out of the city says so.
 */
final class GridFunction extends FollowingFunction<GridFact, GridSituation> {
    private static final long serialVersionUID = 1L;
    private static final long AT_MOST_EVERY_MS = 1_000;

    /** Open cases and sums of one grid; lives as long as the grid. */
    private static final ValueStateDescriptor<GridRecord> GRID = new ValueStateDescriptor<>("grid", GridRecord.class);

    private final SituationSettings settings;
    private transient ValueState<GridRecord> grids;
    private transient ReferenceFollower follower;
    private transient CityTime cityTime;
    private transient boolean looked;

    GridFunction(SituationSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        grids = getRuntimeContext().getState(GRID);
        follower = settings.reference().follow();
        cityTime = follower.history().newest().cityTime();
        looked = false;
    }

    @Override
    public void close() {
        if (follower != null) {
            follower.close();
        }
    }

    @Override
    boolean look() {
        boolean changed = follower.refresh();
        if (changed) {
            cityTime = follower.history().newest().cityTime();
        }
        boolean first = !looked;
        looked = true;
        return changed || first;
    }

    @Override
    String stateName() {
        return GRID.getName();
    }

    @Override
    List<String> namedKeys() {
        return follower.history().gridIds();
    }

    @Override
    void hearOfReference(long watermark, TimerService timers) throws Exception {
        GridRecord known = grids.value();
        if (known == null) {
            known = new GridRecord();
        }
        wake(known, now(watermark, known) + AT_MOST_EVERY_MS, timers);
        grids.update(known);
    }

    @Override
    public void processElement(GridFact fact, Context context, Collector<GridSituation> out) throws Exception {
        if (fact.at().toEpochMilli() > settings.asOfMs()) {
            return;
        }
        GridRecord known = grids.value();
        if (known == null) {
            known = new GridRecord();
        }
        known.take(fact);
        wake(known, now(context.timerService().currentWatermark(), known) + AT_MOST_EVERY_MS, context.timerService());
        grids.update(known);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<GridSituation> out) throws Exception {
        GridRecord known = grids.value();
        if (known == null || timestamp != known.timerAt) {
            return;
        }
        long watermark = context.timerService().currentWatermark();
        long nowMs = now(watermark, known);
        known.timerAt = 0;
        known.turnTo(day(nowMs));
        Instant now = Instant.ofEpochMilli(nowMs);
        ReferenceHistory history = follower.history();
        GridProfile profile = GridProfile.of(history, context.getCurrentKey(), now);
        if (profile.known()) {
            known.seed();
        }
        if (known.isKnown()) {
            out.collect(known.situation(context.getCurrentKey(), profile, history.indexAt(now), cityTime.zone()));
        }
        // After the end of the input there is nothing to wake for, and a timer would fire again at once.
        Instant changesAt = watermark == Long.MAX_VALUE ? null : history.nextAfter(now);
        if (changesAt != null) {
            wakeUntilAsOf(known, changesAt, context);
        }
        if (known.changesWithTheDay(cityTime.zone()) && watermark != Long.MAX_VALUE) {
            wakeUntilAsOf(known, cityTime.startOf(day(nowMs).plusDays(1)), context);
        }
        grids.update(known);
    }

    /** Event time; the epoch before the first watermark, and still the same day when a live job is drained. */
    private long now(long watermark, GridRecord known) {
        long dayMs = cityTime.startOf(LocalDate.ofEpochDay(known.day)).toEpochMilli();
        return Math.max(0, settings.asOf(watermark, dayMs));
    }

    private LocalDate day(long nowMs) {
        return cityTime.dayOf(Instant.ofEpochMilli(nowMs));
    }

    private void wakeUntilAsOf(GridRecord known, Instant at, Context context) {
        if (at.toEpochMilli() <= settings.asOfMs()) {
            wake(known, at.toEpochMilli(), context.timerService());
        }
    }

    private static void wake(GridRecord known, long atMs, TimerService timers) {
        if (known.timerAt == 0 || atMs < known.timerAt) {
            known.timerAt = atMs;
            timers.registerEventTimeTimer(atMs);
        }
    }
}
