package org.govbrain.domain.hotspot.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.jspecify.annotations.Nullable;

/**
 * Trips that were logged as matters: records of one person and category that go to and fro between the same two places, a
 * building each or a position to its last digit. Nobody needs to be told which category a shuttle's trips have.
 */
final class ShuttleTrips {
    private final Function<CaseFact, HotspotPolicy.Quality> policy;
    private final Map<String, Instant> trips = new HashMap<>();
    private final Map<Trips, List<CaseFact>> running = new HashMap<>();

    /** Whose trips, and what they were logged as. */
    private record Trips(String reporterId, @Nullable String category) {}

    private ShuttleTrips(Function<CaseFact, HotspotPolicy.Quality> policy) {
        this.policy = policy;
    }

    /**
     * All trips of those who went to and fro often enough without a longer break, each with the opening of the one that made
     * them so many, or its own if that was later.
     *
     * @param cases in order of opening
     * @param policy that was in force when a case was opened
     */
    static Map<String, Instant> of(Collection<CaseFact> cases, Function<CaseFact, HotspotPolicy.Quality> policy) {
        ShuttleTrips found = new ShuttleTrips(policy);
        cases.forEach(found::add);
        return found.trips;
    }

    private void add(CaseFact fact) {
        if (fact.reporterId() == null || (fact.buildingId() == null && fact.lon() == null)) {
            return;
        }
        Trips whose = new Trips(fact.reporterId(), fact.category());
        List<CaseFact> run = running.get(whose);
        if (run == null || !goesOn(run, fact)) {
            CaseFact last = run == null ? null : run.get(run.size() - 1);
            run = new ArrayList<>();
            if (last != null && isTrip(last, fact)) {
                run.add(last);
            }
            running.put(whose, run);
        }
        boolean many = run.size() + 1 >= policy.apply(fact).shuttleTrips();
        boolean goesOn = many && trips.containsKey(run.get(run.size() - 1).caseId());
        run.add(fact);
        if (many) {
            (goesOn ? List.of(fact) : run).forEach(trip -> trips.putIfAbsent(trip.caseId(), fact.openedAt()));
        }
    }

    /** From the one place back to the other. */
    private boolean goesOn(List<CaseFact> run, CaseFact fact) {
        int size = run.size();
        return isTrip(run.get(size - 1), fact) && (size == 1 || isSamePlace(run.get(size - 2), fact));
    }

    private boolean isTrip(CaseFact from, CaseFact to) {
        Duration gap = Duration.between(from.openedAt(), to.openedAt());
        return !isSamePlace(from, to) && gap.toMillis() <= policy.apply(to).shuttleHours() * 3_600_000;
    }

    private static boolean isSamePlace(CaseFact a, CaseFact b) {
        return Objects.equals(a.buildingId(), b.buildingId())
                && (a.buildingId() != null || (Objects.equals(a.lon(), b.lon()) && Objects.equals(a.lat(), b.lat())));
    }
}
