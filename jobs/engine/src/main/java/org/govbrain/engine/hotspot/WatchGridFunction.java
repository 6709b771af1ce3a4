package org.govbrain.engine.hotspot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.GridHotspots;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.domain.hotspot.detect.GridFile;

/**
 * What rules see in each grid: repeat places, sequences, traps in the data. Keyed by grid. It looks when event time has
 * passed what it heard, when something runs out, and at each midnight; and passes on what the district must hear.
 */
final class WatchGridFunction extends KeyedProcessFunction<String, HotspotInput, SaidHotspot> {
    private static final long serialVersionUID = 1L;
    private static final String SOURCE = "rules";

    /** Cases that were in the grid, as long as a rule may ask for them. */
    private static final MapStateDescriptor<String, CaseHistory> CASES =
            new MapStateDescriptor<>("cases", String.class, CaseHistory.class);

    /** What was said, and the next look; leaves with the last case. */
    private static final ValueStateDescriptor<GridFile> FILE = new ValueStateDescriptor<>("file", GridFile.class);

    private final HotspotSettings settings;
    private transient MapState<String, CaseHistory> cases;
    private transient ValueState<GridFile> files;
    private transient WatchedCity watched;

    WatchGridFunction(HotspotSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        cases = getRuntimeContext().getMapState(CASES);
        files = getRuntimeContext().getState(FILE);
        watched = new WatchedCity(settings.reference(), false);
    }

    @Override
    public void close() {
        if (watched != null) {
            watched.close();
        }
    }

    @Override
    public void processElement(HotspotInput input, Context context, Collector<SaidHotspot> out) throws Exception {
        int district = watched.city().districtOf(input.gridId());
        context.output(HotspotStreams.DISTRICTS, new DistrictInput(district, input.history(), input.step()));
        CaseHistory history = input.history();
        if (history != null) {
            cases.put(history.caseId(), history);
            GridFile file = files.value();
            GridFile known = file == null ? new GridFile() : file;
            wake(known, context.timerService().currentWatermark() + 1, context);
            files.update(known);
        }
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SaidHotspot> out) throws Exception {
        GridFile file = files.value();
        boolean atEnd = timestamp == Long.MAX_VALUE;
        if (file == null || (timestamp != file.timerAt && !atEnd)) {
            return;
        }
        file.timerAt = Long.MAX_VALUE;
        Instant now = settings.asOf(context.timerService().currentWatermark());
        watched.turnTo(now);
        List<CaseHistory> known = new ArrayList<>();
        cases.values().forEach(known::add);
        GridFile.Setting setting = new GridFile.Setting(watched.city(), watched.policy(), context.getCurrentKey());
        GridFile.Step step = file.advance(setting, known, now, atEnd);
        step.said().forEach(out::collect);
        for (GridHotspots grid : GridHotspots.of(SOURCE, now, file.book.active(), step.said())) {
            context.output(HotspotStreams.GRIDS, grid);
        }
        for (String caseId : step.forget()) {
            cases.remove(caseId);
        }
        Instant next = step.next();
        if (next == null) {
            files.clear();
            return;
        }
        if (next.toEpochMilli() <= settings.asOfMs()) {
            wake(file, next.toEpochMilli(), context);
        }
        files.update(file);
    }

    private void wake(GridFile file, long atMs, Context context) {
        if (atMs < file.timerAt) {
            file.timerAt = atMs;
            context.timerService().registerEventTimeTimer(atMs);
        }
        if (settings.isReplay()) {
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }
    }
}
