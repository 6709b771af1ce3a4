package org.govbrain.domain.hotspot.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.Trip;
import org.jspecify.annotations.Nullable;

/**
 * Which cases of one person and category are trips to and fro, through however many grids: a grid that hears of its own cases
 * cannot know. What a case was logged as counts, not what became of it. A plain state object.
 */
public final class TripFile {
    /** What was told, by case. */
    public Map<String, Trip> told = new HashMap<>();

    /** When its timer fires, in epoch milliseconds; {@link Long#MAX_VALUE} for none. */
    public long timerAt = Long.MAX_VALUE;

    /**
     * What there is to do.
     *
     * @param news trips that are new, and those that are none any more, in the order of their cases
     * @param forget ids of cases that no rule of a grid looks at any more
     * @param next when there will be more to forget; null when all is forgotten
     */
    public record Step(
            List<Trip> news, List<String> forget, @Nullable Instant next) {}

    /** Whose file a case belongs to; empty where nobody knows who logged it, or where. */
    public static Optional<String> keyOf(CaseHistory history) {
        CaseHistory.View logged = history.views().get(0);
        boolean placed = logged.buildingId() != null || logged.lon() != null;
        return history.reporterId() == null || !placed
                ? Optional.empty()
                : Optional.of(history.reporterId() + "/" + logged.category());
    }

    /** Whether two of the same case say the same of what it was logged as, and of where it is heard. */
    public static boolean isSame(CaseHistory one, CaseHistory other) {
        CaseHistory.View here = one.views().get(0);
        CaseHistory.View there = other.views().get(0);
        return keyOf(one).equals(keyOf(other))
                && one.openedAt().equals(other.openedAt())
                && one.superseded() == other.superseded()
                && Objects.equals(here.buildingId(), there.buildingId())
                && Objects.equals(here.lon(), there.lon())
                && Objects.equals(here.lat(), there.lat())
                && one.gridIds().equals(other.gridIds());
    }

    /** Whether a case that was opened at an instant has been forgotten by now. */
    public static boolean isOver(Instant openedAt, Instant now, CityVersions versions) {
        return openedAt.isBefore(now.minus(reach(versions.at(now).policy())));
    }

    /** As long as rules look back, and so much longer that the trips before are still many. */
    private static Duration reach(HotspotPolicy policy) {
        HotspotPolicy.Quality quality = policy.quality();
        return GridFile.reach(policy)
                .plusMillis(Math.round(quality.shuttleTrips() * quality.shuttleHours() * 3_600_000));
    }

    /** Looks at all cases of the person and category, in any order. */
    public Step advance(CityVersions versions, Collection<CaseHistory> cases, Instant now) {
        Map<String, Instant> since = ShuttleTrips.of(
                cases.stream()
                        .filter(history -> !history.superseded())
                        .flatMap(history -> history.asOf(history.openedAt()).stream())
                        .sorted(Comparator.comparing(CaseFact::openedAt).thenComparing(CaseFact::caseId))
                        .toList(),
                fact -> versions.at(fact.openedAt()).policy().quality());
        // Of a trip at which rules look no more, those that made it one may have been forgotten.
        Instant oldest = now.minus(GridFile.reach(versions.at(now).policy()));
        Map<String, Trip> news = new TreeMap<>();
        for (CaseHistory history : cases) {
            Instant from = since.get(history.caseId());
            if (from != null) {
                Trip trip = new Trip(history.caseId(), history.openedAt(), from, history.gridIds());
                Trip before = told.get(trip.caseId());
                if (before == null || (!before.equals(trip) && !trip.openedAt().isBefore(oldest))) {
                    news.put(trip.caseId(), trip);
                }
            }
        }
        told.values().stream()
                .filter(trip ->
                        !since.containsKey(trip.caseId()) && !trip.openedAt().isBefore(oldest))
                .forEach(trip -> news.put(trip.caseId(), trip.withdrawn()));
        news.forEach((caseId, trip) -> told.compute(caseId, (id, before) -> trip.since() == null ? null : trip));
        return forget(versions, cases, now, List.copyOf(news.values()));
    }

    private Step forget(CityVersions versions, Collection<CaseHistory> cases, Instant now, List<Trip> news) {
        List<String> forget = new ArrayList<>();
        Set<String> kept = new HashSet<>();
        Instant first = Instant.MAX;
        for (CaseHistory history : cases) {
            if (isOver(history.openedAt(), now, versions)) {
                forget.add(history.caseId());
            } else {
                kept.add(history.caseId());
                first = history.openedAt().isBefore(first) ? history.openedAt() : first;
            }
        }
        told.keySet().retainAll(kept);
        Duration reach = reach(versions.at(now).policy());
        return new Step(news, forget, kept.isEmpty() ? null : first.plus(reach).plusMillis(1));
    }
}
