package org.govbrain.engine.hotspot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.Trip;
import org.govbrain.domain.hotspot.detect.Logged;
import org.govbrain.domain.hotspot.detect.TripDay;
import org.govbrain.domain.hotspot.detect.TripFile;

/**
 * Finds trips to and fro among what one person logged as one category, and tells every grid that they were in: it, and its
 * district, would count them otherwise. Keyed by person and category. It looks when event time has passed what it heard, and before
 * any grid does.
 */
final class FindTripsFunction extends WatchFunction<String, LoggedCase, TripFile, HotspotInput> {
    private static final long serialVersionUID = 1L;

    /** What was logged, by days. */
    private static final MapStateDescriptor<Long, TripDay> DAYS =
            new MapStateDescriptor<>("days", Long.class, TripDay.class);

    /** The day on which a case stands. */
    private static final MapStateDescriptor<String, Long> DAY_OF_CASE =
            new MapStateDescriptor<>("day-of-case", String.class, Long.class);

    private transient MapState<Long, TripDay> days;
    private transient MapState<String, Long> dayOfCase;

    FindTripsFunction(HotspotSettings settings) {
        super(settings, TripFile.class, false);
    }

    @Override
    public void open(OpenContext context) {
        super.open(context);
        days = getRuntimeContext().getMapState(DAYS);
        dayOfCase = getRuntimeContext().getMapState(DAY_OF_CASE);
    }

    @Override
    public void processElement(LoggedCase input, Context context, Collector<HotspotInput> out) throws Exception {
        TimerService timers = context.timerService();
        CaseHistory history = input.history();
        Long before = dayOfCase.get(history.caseId());
        boolean stands = input.isHere() && !history.superseded();
        if (before == null && (!stands || TripFile.isOver(history.openedAt(), reached(timers), watched))) {
            return;
        }
        TripFile file = files.value();
        TripFile known = file == null ? new TripFile() : file;
        if (before != null) {
            remove(history.caseId(), before, known);
        }
        if (stands) {
            put(Logged.of(history), known);
        }
        known.timerAt = wake(known.timerAt, timers.currentWatermark() + 1, timers);
        files.update(known);
    }

    private void remove(String caseId, long number, TripFile file) throws Exception {
        TripDay day = days.get(number);
        if (day != null) {
            day.cases.remove(caseId);
            days.put(number, day);
        }
        dayOfCase.remove(caseId);
        file.changed.add(number);
    }

    private void put(Logged logged, TripFile file) throws Exception {
        long number = TripDay.of(logged.openedAt());
        TripDay day = days.get(number);
        TripDay known = day == null ? new TripDay() : day;
        known.cases.put(logged.caseId(), logged);
        days.put(number, known);
        dayOfCase.put(logged.caseId(), number);
        file.changed.add(number);
    }

    @Override
    long wakesAt(TripFile file) {
        return file.timerAt;
    }

    @Override
    void wakeAt(TripFile file, long atMs) {
        file.timerAt = atMs;
    }

    @Override
    void look(TripFile file, Instant now, boolean atEnd, OnTimerContext context, Collector<HotspotInput> out)
            throws Exception {
        file.timerAt = Long.MAX_VALUE;
        Map<Long, TripDay> around = new TreeMap<>();
        for (long number : file.needed(watched)) {
            TripDay day = days.get(number);
            if (day != null) {
                around.put(number, day);
            }
        }
        TripFile.Step step = file.advance(watched, around, now);
        for (Trip each : step.news()) {
            Trip trip = each.saidBy(context.getCurrentKey());
            trip.gridIds().forEach(gridId -> out.collect(HotspotInput.of(gridId, trip)));
        }
        for (long number : step.days()) {
            days.put(number, around.get(number));
        }
        TripFile.Rest rest = TripFile.rest(knownDays(), now, watched);
        for (long number : rest.forget()) {
            forget(number);
        }
        lookAgain(file, rest.next(), context.timerService());
    }

    @Override
    void hearOfVersions(TripFile file, Instant since, long atMs, TimerService timers) throws Exception {
        if (file.hearOfVersions(knownDays(), since)) {
            file.timerAt = wake(file.timerAt, atMs, timers);
        }
    }

    private List<Long> knownDays() throws Exception {
        List<Long> known = new ArrayList<>();
        days.keys().forEach(known::add);
        return known;
    }

    private void forget(long number) throws Exception {
        TripDay day = days.get(number);
        for (String caseId : day.cases.keySet()) {
            dayOfCase.remove(caseId);
        }
        days.remove(number);
    }
}
