package org.govbrain.engine.hotspot;

import java.time.Instant;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.Trip;
import org.govbrain.domain.hotspot.detect.TripFile;

/**
 * Finds trips to and fro among what one person logged as one category, and tells every grid that they were in: it would count
 * them otherwise. Keyed by person and category. It looks when event time has passed what it heard, and before any grid does.
 */
final class FindTripsFunction extends WatchFunction<String, LoggedCase, TripFile, HotspotInput> {
    private static final long serialVersionUID = 1L;

    FindTripsFunction(HotspotSettings settings) {
        super(settings, TripFile.class, false);
    }

    @Override
    public void processElement(LoggedCase input, Context context, Collector<HotspotInput> out) throws Exception {
        TimerService timers = context.timerService();
        watched.refresh(timers.currentWatermark());
        CaseHistory history = input.history();
        if (!input.isHere()) {
            cases.remove(history.caseId());
        } else if (cases.contains(history.caseId()) || !TripFile.isOver(history.openedAt(), reached(timers), watched)) {
            cases.put(history.caseId(), history);
        } else {
            return;
        }
        TripFile file = files.value();
        TripFile known = file == null ? new TripFile() : file;
        known.timerAt = wake(known.timerAt, timers.currentWatermark() + 1, timers);
        files.update(known);
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
        TripFile.Step step = file.advance(watched, knownCases(), now);
        for (Trip trip : step.news()) {
            trip.gridIds().forEach(gridId -> out.collect(HotspotInput.of(gridId, trip)));
        }
        for (String caseId : step.forget()) {
            cases.remove(caseId);
        }
        lookAgain(file, step.next(), context.timerService());
    }
}
