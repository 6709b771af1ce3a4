package org.govbrain.domain.hotspot.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Trips that were logged as matters: so many records of one person and category in a row that go to and fro between the same
 * two places, a building each or a position to its last digit, none long after the one before. Nobody needs to be told which
 * category a shuttle's trips have.
 */
final class ShuttleTrips {
    private ShuttleTrips() {}

    /** Whose trips, and what they were logged as. */
    private record Whose(String reporterId, @Nullable String category) {}

    /**
     * All trips, each with the opening of the one that made them many enough.
     *
     * @param cases of one person and category, in order
     * @param policy that was in force when a case was opened: it says whether that one makes them many enough
     */
    static Map<String, Instant> of(List<Logged> cases, Function<Logged, HotspotPolicy.Quality> policy) {
        Map<String, Instant> trips = new HashMap<>();
        for (int last = 0; last < cases.size(); last++) {
            Logged newest = cases.get(last);
            HotspotPolicy.Quality quality = policy.apply(newest);
            int first = last - quality.shuttleTrips() + 1;
            if (first >= 0 && isToAndFro(cases, first, last, quality.shuttleHours())) {
                cases.subList(first, last + 1).forEach(trip -> trips.putIfAbsent(trip.caseId(), newest.openedAt()));
            }
        }
        return trips;
    }

    /**
     * Ids of all trips among cases of any persons and categories.
     *
     * @param cases in order of opening
     */
    static Set<String> among(Collection<CaseFact> cases, HotspotPolicy.Quality quality) {
        Map<Whose, List<Logged>> logged = new HashMap<>();
        for (CaseFact fact : cases) {
            if (fact.reporterId() != null && (fact.buildingId() != null || fact.lon() != null)) {
                logged.computeIfAbsent(new Whose(fact.reporterId(), fact.category()), whose -> new ArrayList<>())
                        .add(Logged.of(fact));
            }
        }
        Set<String> trips = new HashSet<>();
        logged.values().forEach(its -> trips.addAll(of(its, each -> quality).keySet()));
        return trips;
    }

    private static boolean isToAndFro(List<Logged> cases, int first, int last, double hours) {
        for (int i = last; i > first; i--) {
            boolean back = i - 1 == first || cases.get(i).isAt(cases.get(i - 2));
            if (!back || !cases.get(i).isTripFrom(cases.get(i - 1), hours)) {
                return false;
            }
        }
        return true;
    }
}
