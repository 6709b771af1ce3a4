package org.govbrain.engine.hotspot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.EffortStep;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.domain.hotspot.Trip;
import org.govbrain.domain.hotspot.detect.DistrictFile;
import org.govbrain.domain.hotspot.detect.DistrictReach;
import org.jspecify.annotations.Nullable;

/**
 * What statistics see in each district when an hour or a day of the city has closed. Keyed by district. Slices close on
 * event time, so also when nothing is heard, and in a replay as in the stream.
 */
final class WatchDistrictFunction extends WatchFunction<Integer, DistrictInput, DistrictFile, SaidHotspot> {
    private static final long serialVersionUID = 1L;

    /** Patrol steps, as long as a detector looks back. */
    private static final MapStateDescriptor<String, EffortStep> STEPS =
            new MapStateDescriptor<>("steps", String.class, EffortStep.class);

    /** Cases that are trips, by {@link Trip#wordId}, with their case. One is never heard of without its case, but may be before it. */
    private static final MapStateDescriptor<String, Trip> TRIPS =
            new MapStateDescriptor<>("trips", String.class, Trip.class);

    private transient MapState<String, EffortStep> steps;
    private transient MapState<String, Trip> trips;

    WatchDistrictFunction(HotspotSettings settings) {
        super(settings, DistrictFile.class, true);
    }

    @Override
    public void open(OpenContext context) {
        super.open(context);
        steps = getRuntimeContext().getMapState(STEPS);
        trips = getRuntimeContext().getMapState(TRIPS);
    }

    @Override
    public void processElement(DistrictInput input, Context context, Collector<SaidHotspot> out) throws Exception {
        DistrictFile file = files.value();
        Trip trip = input.trip();
        if (trip != null) {
            hear(trip, file, reached(context.timerService()));
            return;
        }
        CaseHistory history = input.history();
        if (history != null && file != null && isOutdated(input, file)) {
            return;
        }
        if (history != null && isElsewhere(input, history)) {
            leave(history.caseId(), file);
            return;
        }
        DistrictFile known = file == null ? new DistrictFile() : file;
        known.district = input.district();
        known.versionsHeard = Math.max(known.versionsHeard, input.versions());
        if (!hear(input, known, reached(context.timerService()))) {
            return;
        }
        TimerService timers = context.timerService();
        boolean closesEarlier = known.beginWith(input.at(), reached(timers), input.district(), watched);
        if (closesEarlier || known.timerAt == Long.MAX_VALUE) {
            known.timerAt = wake(known.timerAt, timers.currentWatermark() + 1, timers);
        }
        files.update(known);
    }

    /**
     * Whether another grid of the case, that knew more of the city, had the last word: this one may have forgotten the case before it
     * hears of that, and say nothing more.
     */
    private boolean isOutdated(DistrictInput input, DistrictFile file) {
        return input.left() && input.versions() < file.versionsHeard && input.versions() >= watched.known();
    }

    /** By the grid, unless more is known here of how the city was then. */
    private boolean isElsewhere(DistrictInput input, CaseHistory history) {
        return input.versions() < watched.known()
                ? !DistrictReach.isIn(input.district(), history.openedAt(), history.gridIds(), watched)
                : input.left();
    }

    /** It is no case of this district, if it ever seemed to be one. */
    private void leave(String caseId, @Nullable DistrictFile file) throws Exception {
        CaseHistory before = cases.get(caseId);
        if (file != null && before != null) {
            cases.remove(caseId);
            file.leave(before, watched);
            files.update(file);
        }
    }

    /** Whether it was news. */
    private boolean hear(DistrictInput input, DistrictFile file, Instant reached) throws Exception {
        CaseHistory history = input.history();
        EffortStep step = input.step();
        if (history != null) {
            CaseHistory before = cases.get(history.caseId());
            if (before == null && DistrictReach.isOver(history.openedAt(), reached, watched)) {
                return false;
            }
            cases.put(history.caseId(), history);
            file.hear(history, before, watched);
            return !history.equals(before);
        }
        if (step != null && !steps.contains(step.eventId()) && !DistrictReach.isOver(step.at(), reached, watched)) {
            steps.put(step.eventId(), step);
            file.hear(step, watched);
            return true;
        }
        return false;
    }

    /** What it corrects waits for the next slice, as a case does; without anything to correct it waits for its case. */
    private void hear(Trip trip, @Nullable DistrictFile file, Instant reached) throws Exception {
        Trip without = forgetWithoutFile(trips, trip);
        Trip before = without == null ? trips.get(trip.wordId()) : without;
        if (trip.since() == null) {
            trips.remove(trip.wordId());
        } else if (before != null || !DistrictReach.isOver(trip.openedAt(), reached, watched)) {
            trips.put(trip.wordId(), trip);
        }
        if (file != null) {
            file.hear(trip, before, watched);
            files.update(file);
        }
    }

    /** What they correct waits for the next slice, as a case does. */
    @Override
    void hearOfVersions(DistrictFile file, Instant since, long atMs, TimerService timers) throws Exception {
        file.hearOfVersions(since);
        Integer district = file.district;
        for (CaseHistory history : knownCases()) {
            if (district != null
                    && !history.openedAt().isBefore(since)
                    && !DistrictReach.isIn(district, history.openedAt(), history.gridIds(), watched)) {
                leave(history.caseId(), file);
            }
        }
    }

    @Override
    long wakesAt(DistrictFile file) {
        return file.timerAt;
    }

    @Override
    void wakeAt(DistrictFile file, long atMs) {
        file.timerAt = atMs;
    }

    @Override
    void look(DistrictFile file, Instant now, boolean atEnd, OnTimerContext context, Collector<SaidHotspot> out)
            throws Exception {
        file.timerAt = Long.MAX_VALUE;
        List<CaseHistory> known = knownCases();
        List<EffortStep> walked = new ArrayList<>();
        steps.values().forEach(walked::add);
        List<Trip> noted = new ArrayList<>();
        trips.values().forEach(noted::add);
        DistrictFile.Step step = file.advance(context.getCurrentKey(), watched, known, noted, walked, now, atEnd);
        step.said().forEach(out::collect);
        step.grids().forEach(grid -> context.output(HotspotStreams.GRIDS, grid));
        for (String caseId : step.forgetCases()) {
            cases.remove(caseId);
        }
        for (String wordId : step.forgetTrips()) {
            trips.remove(wordId);
        }
        for (String eventId : step.forgetSteps()) {
            steps.remove(eventId);
        }
        lookAgain(file, step.next(), context.timerService());
    }
}
