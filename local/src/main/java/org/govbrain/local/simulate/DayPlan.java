package org.govbrain.local.simulate;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.local.city.Draws;
import org.govbrain.schemas.Topic;

/**
 * Everything that begins on one day, to its end on whatever day that is. Decides of each record when it arrives: most after
 * a second, one in a hundred late, one in a hundred twice.
 */
final class DayPlan {
    private static final long MINUTE_MS = 60_000L;

    private final long seed;
    private final List<FeedEvent> events = new ArrayList<>();
    private final List<PlannedBreach> breaches = new ArrayList<>();
    private final List<PlannedHotspot> hotspots = new ArrayList<>();
    private final List<SimulatedDay.PlannedCase> cases = new ArrayList<>();

    DayPlan(long seed) {
        this.seed = seed;
    }

    <T extends SpecificRecordBase> void add(Topic<T> topic, long atMs, T record) {
        String eventId = String.valueOf(record.get("eventId"));
        Draws draws = Draws.of(seed, "arrival", eventId);
        long arrivesMs = atMs + draws.between(150, 2_400);
        if (draws.chance(0.012)) {
            arrivesMs += draws.between(MINUTE_MS, draws.chance(0.1) ? 300 * MINUTE_MS : 45 * MINUTE_MS);
        }
        events.add(new FeedEvent(arrivesMs, atMs, eventId, 0, topic, record));
        if (draws.chance(0.008)) {
            events.add(new FeedEvent(arrivesMs + draws.between(500, 2 * MINUTE_MS), atMs, eventId, 1, topic, record));
        }
    }

    void add(PlannedBreach breach) {
        breaches.add(breach);
    }

    void add(PlannedHotspot hotspot) {
        hotspots.add(hotspot);
    }

    /** A matter that is a case from {@code fromMs} on. */
    void addCase(String caseId, long fromMs) {
        cases.add(new SimulatedDay.PlannedCase(caseId, fromMs));
    }

    SimulatedDay finished() {
        events.sort(FeedEvent.BY_ARRIVAL);
        return new SimulatedDay(List.copyOf(events), List.copyOf(breaches), List.copyOf(hotspots), List.copyOf(cases));
    }
}
