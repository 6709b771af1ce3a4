package org.govbrain.engine.grid;

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
import org.govbrain.engine.follow.FollowingFunction;
import org.govbrain.engine.follow.SituationSettings;

/**
 * The situation of each grid, said at once and at most once a second. Keyed by grid. Every grid that the city has is said, one without
 * any news too, and one that was taken out of the city says so.
 */
public final class GridFunction extends FollowingFunction<GridFact, GridSituation> {
    private static final long serialVersionUID = 1L;
    private static final long AT_MOST_EVERY_MS = 1_000;

    /** Open cases and sums of one grid; lives as long as the grid. */
    private static final ValueStateDescriptor<GridRecord> GRID = new ValueStateDescriptor<>("grid", GridRecord.class);

    private transient ValueState<GridRecord> grids;
    private transient CityTime cityTime;

    public GridFunction(SituationSettings settings) {
        super(settings);
    }

    @Override
    public void open(OpenContext context) throws Exception {
        super.open(context);
        follow(history());
        grids = getRuntimeContext().getState(GRID);
    }

    @Override
    protected final void follow(ReferenceHistory history) {
        cityTime = history.newest().cityTime();
    }

    @Override
    public String stateName() {
        return GRID.getName();
    }

    @Override
    public List<String> namedKeys() {
        return history().gridIds();
    }

    @Override
    public void hearOfReference(long watermark, TimerService timers) throws Exception {
        GridRecord known = grids.value();
        if (known == null) {
            known = new GridRecord();
        }
        known.timerAt = wake(known.timerAt, soonest(now(watermark, known), known), timers);
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
        if (!known.take(fact)) {
            return;
        }
        TimerService timers = context.timerService();
        known.timerAt = wake(known.timerAt, soonest(now(timers.currentWatermark(), known), known), timers);
        grids.update(known);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<GridSituation> out) throws Exception {
        GridRecord known = grids.value();
        if (known == null || timestamp != known.timerAt) {
            return;
        }
        long watermark = context.timerService().currentWatermark();
        Instant now = Instant.ofEpochMilli(now(watermark, known));
        known.timerAt = 0;
        known.turnTo(cityTime.dayOf(now));
        ReferenceHistory history = history();
        GridProfile profile = GridProfile.of(history, context.getCurrentKey(), now);
        if (profile.known()) {
            known.seed();
        }
        if (known.isKnown()) {
            known.saidAtMs = now.toEpochMilli();
            out.collect(known.say(context.getCurrentKey(), profile, history.indexAt(now), cityTime.zone()));
        }
        // After the end of the input there is nothing to wake for, and a timer would fire again at once.
        if (watermark != Long.MAX_VALUE) {
            wakeNext(known, now, context.timerService());
        }
        grids.update(known);
    }

    /** With the next watermark, so that what came together is said together, and a second after the last word. */
    private static long soonest(long nowMs, GridRecord known) {
        return Math.max(nowMs + 1, known.saidAtMs + AT_MOST_EVERY_MS);
    }

    private void wakeNext(GridRecord known, Instant now, TimerService timers) {
        Instant changesAt = history().nextAfter(now);
        if (changesAt != null) {
            known.timerAt = wakeUntilAsOf(known.timerAt, changesAt.toEpochMilli(), timers);
        }
        if (known.changesWithTheDay(cityTime.zone())) {
            Instant midnight = cityTime.startOf(cityTime.dayOf(now).plusDays(1));
            known.timerAt = wakeUntilAsOf(known.timerAt, midnight.toEpochMilli(), timers);
        }
    }

    /** Event time; the epoch before the first watermark, and still the same day when a live job is drained. */
    private long now(long watermark, GridRecord known) {
        long dayMs = cityTime.startOf(LocalDate.ofEpochDay(known.day)).toEpochMilli();
        return Math.max(0, settings.asOf(watermark, dayMs));
    }
}
