package org.govbrain.domain.hotspot.detect;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.govbrain.domain.hotspot.Trip;

/** What one person logged as one category on one day of UTC, and which of it was told to be a trip. A plain state object. */
public final class TripDay {
    static final long MS = 86_400_000;

    /** By case. */
    public Map<String, Logged> cases = new HashMap<>();

    /** What was told, by case. */
    public Map<String, Trip> told = new HashMap<>();

    /** The day of an instant, in days since 1970. */
    public static long of(Instant instant) {
        return Math.floorDiv(instant.toEpochMilli(), MS);
    }

    /** The first instant of a day. */
    static Instant start(long day) {
        return Instant.ofEpochMilli(day * MS);
    }

    /**
     * Tells what is new.
     *
     * @param since of every trip, see {@link ShuttleTrips}
     * @param oldest of trips before it, those that made them trips may have been forgotten
     * @param news takes what is told, by case; a trip on one day that is none on another is one
     * @return whether anything was
     */
    boolean tell(Map<String, Instant> since, Instant oldest, Map<String, Trip> news) {
        boolean moved = told.values().removeIf(trip -> {
            boolean gone = !(cases.containsKey(trip.caseId()) && since.containsKey(trip.caseId()))
                    && !trip.openedAt().isBefore(oldest);
            if (gone) {
                news.putIfAbsent(trip.caseId(), trip.withdrawn());
            }
            return gone;
        });
        for (Logged each : cases.values()) {
            Instant from = since.get(each.caseId());
            if (from != null) {
                Trip trip = new Trip(each.caseId(), each.openedAt(), from, each.gridIds());
                Trip known = told.get(each.caseId());
                if (known == null || (!known.equals(trip) && !trip.openedAt().isBefore(oldest))) {
                    told.put(each.caseId(), trip);
                    news.put(each.caseId(), trip);
                    moved = true;
                }
            }
        }
        return moved;
    }
}
