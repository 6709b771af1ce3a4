package org.govbrain.engine.situation;

import java.time.Instant;
import java.time.LocalDate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.govbrain.domain.situation.CityTime;
import org.govbrain.domain.situation.GridFact;
import org.govbrain.domain.situation.GridRecord;
import org.govbrain.domain.situation.GridSituation;

/** The situation of each grid, said at most once a second. Keyed by grid. */
final class GridFunction extends KeyedProcessFunction<String, GridFact, GridSituation> {
    private static final long serialVersionUID = 1L;
    private static final long AT_MOST_EVERY_MS = 1_000;

    /** Open cases and sums of one grid; lives as long as the grid. */
    private static final ValueStateDescriptor<GridRecord> GRID = new ValueStateDescriptor<>("grid", GridRecord.class);

    private final SituationSettings settings;
    private transient ValueState<GridRecord> grids;
    private transient CityTime cityTime;

    GridFunction(SituationSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        grids = getRuntimeContext().getState(GRID);
        cityTime = settings.reference().load().data().cityTime();
    }

    @Override
    public void processElement(GridFact fact, Context context, Collector<GridSituation> out) throws Exception {
        GridRecord known = grids.value();
        if (known == null) {
            known = new GridRecord();
        }
        long nowMs = now(context.timerService().currentWatermark());
        known.take(fact, day(nowMs));
        if (known.timerAt == 0) {
            wake(known, nowMs + AT_MOST_EVERY_MS, context);
        }
        grids.update(known);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<GridSituation> out) throws Exception {
        GridRecord known = grids.value();
        if (known == null || timestamp != known.timerAt) {
            return;
        }
        long nowMs = now(context.timerService().currentWatermark());
        known.timerAt = 0;
        known.turnTo(day(nowMs));
        out.collect(known.situation(context.getCurrentKey()));
        long midnight = cityTime.startOf(day(nowMs).plusDays(1)).toEpochMilli();
        if (!known.openedToday.isEmpty() && midnight <= settings.asOfMs()) {
            wake(known, midnight, context);
        }
        grids.update(known);
    }

    /** Event time; the epoch before the first watermark. */
    private long now(long watermark) {
        return Math.max(0, settings.asOf(watermark));
    }

    private LocalDate day(long nowMs) {
        return cityTime.dayOf(Instant.ofEpochMilli(nowMs));
    }

    private static void wake(GridRecord known, long atMs, Context context) {
        known.timerAt = atMs;
        context.timerService().registerEventTimeTimer(atMs);
    }
}
