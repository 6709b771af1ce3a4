package org.govbrain.engine.hotspot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.util.Collector;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.GridHotspots;
import org.govbrain.domain.hotspot.Hotspot;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.domain.hotspot.Trip;
import org.govbrain.domain.hotspot.detect.DistrictReach;
import org.govbrain.domain.hotspot.detect.GridFile;

/**
 * What rules see in each grid: repeat places, sequences, traps in the data. Keyed by grid. It looks within a second after event time has
 * passed what it heard, when something runs out or what it knows already happens, and at each midnight; and passes on what the district must hear.
 */
final class WatchGridFunction extends WatchFunction<String, HotspotInput, GridFile, SaidHotspot> {
    private static final long serialVersionUID = 1L;
    private static final String SOURCE = "rules";

    /** A look costs by the cases of the grid: however many of them come in a second, one look serves them all. */
    private static final long AT_MOST_EVERY_MS = 1_000;

    /** Cases that are trips, by {@link Trip#wordId}, with their case. */
    private static final MapStateDescriptor<String, Trip> TRIPS =
            new MapStateDescriptor<>("trips", String.class, Trip.class);

    private transient MapState<String, Trip> trips;

    WatchGridFunction(HotspotSettings settings) {
        super(settings, GridFile.class, false);
    }

    @Override
    public void open(OpenContext context) {
        super.open(context);
        trips = getRuntimeContext().getMapState(TRIPS);
    }

    @Override
    public void processElement(HotspotInput input, Context context, Collector<SaidHotspot> out) throws Exception {
        tellDistricts(input, context);
        Trip trip = input.trip();
        if (trip != null) {
            hear(trip, context.timerService());
        }
        CaseHistory history = input.history();
        if (history != null) {
            cases.put(history.caseId(), history);
            wakeSoon(input.at(), context.timerService());
        }
    }

    /**
     * A step to the district in which it was done. A case to every district in which its grid ever was, since it may have seemed to
     * have opened at another time, or in another city: each hears whether it counts it.
     */
    private void tellDistricts(HotspotInput input, Context context) {
        Integer found = input.district();
        for (int district : found == null ? watched.districtsOf(input.gridId()) : Set.of(found)) {
            context.output(HotspotStreams.DISTRICTS, word(district, input).knowing(watched.known()));
        }
    }

    private DistrictInput word(int district, HotspotInput input) {
        CaseHistory history = input.history();
        Trip trip = input.trip();
        if (history != null && !DistrictReach.isIn(district, history.openedAt(), history.gridIds(), watched)) {
            return DistrictInput.left(district, history);
        }
        if (trip != null && !DistrictReach.isIn(district, trip.openedAt(), trip.gridIds(), watched)) {
            return new DistrictInput(district, null, null, trip.withdrawn());
        }
        return new DistrictInput(district, history, input.step(), trip);
    }

    /** The district of what happened since may be another one, and what is known since may make other hotspots. */
    @Override
    void hearOfVersions(GridFile file, Instant since, long atMs, TimerService timers) {
        Instant before = file.versionsSince;
        file.versionsSince = before == null || since.isBefore(before) ? since : before;
        file.timerAt = wake(file.timerAt, atMs, timers);
    }

    private void tellDistrictsAgain(GridFile file, List<Trip> noted, OnTimerContext context) throws Exception {
        Instant since = file.versionsSince;
        if (since == null) {
            return;
        }
        file.versionsSince = null;
        String gridId = context.getCurrentKey();
        for (CaseHistory history : knownCases()) {
            if (!history.openedAt().isBefore(since)) {
                tellDistricts(HotspotInput.of(gridId, history), context);
            }
        }
        for (Trip trip : noted) {
            if (!trip.openedAt().isBefore(since)) {
                tellDistricts(HotspotInput.of(gridId, trip), context);
            }
        }
    }

    private void hear(Trip trip, TimerService timers) throws Exception {
        forgetWithoutFile(trips, trip);
        if (trip.since() == null) {
            trips.remove(trip.wordId());
        } else {
            trips.put(trip.wordId(), trip);
        }
        wakeSoon(trip.openedAt(), timers);
    }

    private void wakeSoon(Instant happenedAt, TimerService timers) throws Exception {
        GridFile file = files.value();
        GridFile known = file == null ? GridFile.begun(reached(timers), watched) : file;
        known.beginWith(happenedAt, reached(timers), watched);
        known.timerAt = wake(known.timerAt, timers.currentWatermark() + AT_MOST_EVERY_MS, timers);
        files.update(known);
    }

    @Override
    long wakesAt(GridFile file) {
        return file.timerAt;
    }

    @Override
    void wakeAt(GridFile file, long atMs) {
        file.timerAt = atMs;
    }

    @Override
    void look(GridFile file, Instant now, boolean atEnd, OnTimerContext context, Collector<SaidHotspot> out)
            throws Exception {
        file.timerAt = Long.MAX_VALUE;
        List<Hotspot> before = file.book.active();
        List<Trip> noted = new ArrayList<>();
        trips.values().forEach(noted::add);
        tellDistrictsAgain(file, noted, context);
        GridFile.Step step = file.advance(context.getCurrentKey(), watched, knownCases(), noted, now, atEnd);
        step.said().forEach(out::collect);
        for (GridHotspots grid : GridHotspots.of(SOURCE, before, file.book.active(), step.said())) {
            context.output(HotspotStreams.GRIDS, grid);
        }
        Set<String> forget = Set.copyOf(step.forget());
        for (String caseId : forget) {
            cases.remove(caseId);
        }
        for (Trip trip : noted) {
            if (forget.contains(trip.caseId())) {
                trips.remove(trip.wordId());
            }
        }
        lookAgain(file, step.next(), context.timerService());
    }
}
