package org.govbrain.engine.hotspot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.EffortStep;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.domain.hotspot.detect.District;
import org.govbrain.domain.hotspot.detect.DistrictFile;

/**
 * What statistics see in each district when an hour or a day of the city has closed. Keyed by district. Slices close on
 * event time, so also when nothing is heard, and in a replay as in the stream.
 */
final class WatchDistrictFunction extends KeyedProcessFunction<Integer, DistrictInput, SaidHotspot> {
    private static final long serialVersionUID = 1L;

    /** Cases that were in the district, as long as a detector looks back. */
    private static final MapStateDescriptor<String, CaseHistory> CASES =
            new MapStateDescriptor<>("cases", String.class, CaseHistory.class);

    /** Patrol steps, as long as a detector looks back. */
    private static final MapStateDescriptor<String, EffortStep> STEPS =
            new MapStateDescriptor<>("steps", String.class, EffortStep.class);

    /** Looks that can still be corrected, and what was said; leaves with the last case and step. */
    private static final ValueStateDescriptor<DistrictFile> FILE =
            new ValueStateDescriptor<>("file", DistrictFile.class);

    private final HotspotSettings settings;
    private transient MapState<String, CaseHistory> cases;
    private transient MapState<String, EffortStep> steps;
    private transient ValueState<DistrictFile> files;
    private transient WatchedCity watched;

    WatchDistrictFunction(HotspotSettings settings) {
        this.settings = settings;
    }

    @Override
    public void open(OpenContext context) {
        cases = getRuntimeContext().getMapState(CASES);
        steps = getRuntimeContext().getMapState(STEPS);
        files = getRuntimeContext().getState(FILE);
        watched = new WatchedCity(settings.reference(), true);
    }

    @Override
    public void close() {
        if (watched != null) {
            watched.close();
        }
    }

    @Override
    public void processElement(DistrictInput input, Context context, Collector<SaidHotspot> out) throws Exception {
        DistrictFile file = files.value();
        DistrictFile known = file == null ? new DistrictFile() : file;
        if (!hear(input, known)) {
            return;
        }
        if (known.timerAt == Long.MAX_VALUE) {
            wake(known, context.timerService().currentWatermark() + 1, context);
        }
        files.update(known);
    }

    /** Whether it was news. */
    private boolean hear(DistrictInput input, DistrictFile file) throws Exception {
        CaseHistory history = input.history();
        EffortStep step = input.step();
        if (history != null) {
            CaseHistory before = cases.get(history.caseId());
            cases.put(history.caseId(), history);
            file.hear(history, before, watched.policy());
            return !history.equals(before);
        }
        if (step != null && !steps.contains(step.eventId())) {
            steps.put(step.eventId(), step);
            file.hear(step, watched.policy());
            return true;
        }
        return false;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<SaidHotspot> out) throws Exception {
        DistrictFile file = files.value();
        boolean atEnd = timestamp == Long.MAX_VALUE;
        if (file == null || (timestamp != file.timerAt && !atEnd)) {
            return;
        }
        file.timerAt = Long.MAX_VALUE;
        Instant now = settings.asOf(context.timerService().currentWatermark());
        watched.turnTo(now);
        List<CaseHistory> known = new ArrayList<>();
        cases.values().forEach(known::add);
        List<EffortStep> walked = new ArrayList<>();
        steps.values().forEach(walked::add);
        int number = context.getCurrentKey();
        District district = watched.district(number, number < 0 ? strangers(number, known) : Set.of());
        DistrictFile.Step step = file.advance(district, known, walked, watched.policy(), now, atEnd);
        step.said().forEach(out::collect);
        step.grids().forEach(grid -> context.output(HotspotStreams.GRIDS, grid));
        for (String caseId : step.forgetCases()) {
            cases.remove(caseId);
        }
        for (String eventId : step.forgetSteps()) {
            steps.remove(eventId);
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

    private Set<String> strangers(int number, List<CaseHistory> known) {
        Set<String> strangers = new TreeSet<>();
        for (CaseHistory history : known) {
            String gridId = history.gridId();
            if (gridId != null && watched.city().districtOf(gridId) == number) {
                strangers.add(gridId);
            }
        }
        return strangers;
    }

    private void wake(DistrictFile file, long atMs, Context context) {
        file.timerAt = atMs;
        context.timerService().registerEventTimeTimer(atMs);
        if (settings.isReplay()) {
            context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
        }
    }
}
