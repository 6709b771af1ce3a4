package org.govbrain.domain.hotspot.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.Trip;
import org.jspecify.annotations.Nullable;

/**
 * Which cases of one person and category are trips to and fro, through however many grids: a grid or a district that hears of its
 * own cases cannot know. What a case was logged as counts, not what became of it. Cases are kept by days, and what is new makes
 * trips of those around it only: however many one person has logged, a look costs by the few days that it needs. A plain state
 * object.
 */
public final class TripFile {
    /** In days: from the first to the last of as many trips as make a shuttle it can't be longer, see {@code hotspots.yaml}. */
    private static final int LONGEST = 7;

    /** Days of which something was heard since the last look. */
    public Set<Long> changed = new HashSet<>();

    /** When its timer fires, in epoch milliseconds; {@link Long#MAX_VALUE} for none. */
    public long timerAt = Long.MAX_VALUE;

    /**
     * What there is to do.
     *
     * @param news trips that are new, and those that are none any more, in the order of their cases
     * @param days of which something was told, to be kept
     */
    public record Step(List<Trip> news, NavigableSet<Long> days) {}

    /**
     * What becomes of what is known.
     *
     * @param forget days that nobody asks for any more
     * @param next when there will be more to forget; null when all is forgotten
     */
    public record Rest(List<Long> forget, @Nullable Instant next) {}

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

    /** Which of the known days are over, and when the next one will be. */
    public static Rest rest(Collection<Long> days, Instant now, CityVersions versions) {
        Duration reach = reach(versions.at(now).policy());
        List<Long> over = new ArrayList<>();
        Instant next = null;
        for (long day : days) {
            Instant at = TripDay.start(day + 1).plus(reach);
            if (!at.isAfter(now)) {
                over.add(day);
            } else if (next == null || at.isBefore(next)) {
                next = at;
            }
        }
        return new Rest(over, next);
    }

    /** As long as anybody looks back, and so much longer that the trips before are still many. */
    private static Duration reach(HotspotPolicy policy) {
        return looksBack(policy).plusMillis(spanMs(policy));
    }

    private static Duration looksBack(HotspotPolicy policy) {
        Duration grids = GridFile.reach(policy);
        Duration districts = DistrictReach.of(policy);
        return policy.statistics() && districts.compareTo(grids) > 0 ? districts : grids;
    }

    /** How far apart the first and the last of just enough trips can be. */
    private static long spanMs(HotspotPolicy policy) {
        return Math.round(
                (policy.quality().shuttleTrips() - 1) * policy.quality().shuttleHours() * 3_600_000);
    }

    /**
     * Versions are in force of which nothing was known: what was logged since may be trips by them, or none.
     *
     * @param days that are known
     * @return whether there are any to look at
     */
    public boolean hearOfVersions(Collection<Long> days, Instant since) {
        List<Long> later = days.stream()
                .filter(day -> TripDay.start(day + 1).isAfter(since))
                .toList();
        changed.addAll(later);
        return !later.isEmpty();
    }

    /** Days that the next look must know: those around what is new, and what made trips of these. */
    public NavigableSet<Long> needed(CityVersions versions) {
        return around(versions, 2);
    }

    /** Days at so many shuttles' distance, by the thresholds that are in force when a day begins or ends nearby. */
    private NavigableSet<Long> around(CityVersions versions, int shuttles) {
        NavigableSet<Long> days = new TreeSet<>();
        for (long day : changed) {
            long spanMs = 0;
            for (long near = day - LONGEST; near <= day + 2 * LONGEST + 1; near++) {
                spanMs =
                        Math.max(spanMs, spanMs(versions.at(TripDay.start(near)).policy()));
            }
            long span = shuttles * Math.min(LONGEST, (spanMs + TripDay.MS - 1) / TripDay.MS);
            for (long near = day - span; near <= day + span; near++) {
                days.add(near);
            }
        }
        return days;
    }

    /**
     * Looks at what is new and at what is around it.
     *
     * @param days those that are {@link #needed}, as far as anything was logged then; what is told is written into them
     */
    public Step advance(CityVersions versions, Map<Long, TripDay> days, Instant now) {
        List<Logged> cases = days.values().stream()
                .flatMap(day -> day.cases.values().stream())
                .sorted(Logged.IN_ORDER)
                .toList();
        Map<String, Instant> since = ShuttleTrips.of(
                cases, each -> versions.at(each.openedAt()).policy().quality());
        Instant oldest = now.minus(looksBack(versions.at(now).policy()));
        Map<String, Trip> news = new TreeMap<>();
        NavigableSet<Long> told = around(versions, 1);
        told.removeIf(number -> {
            TripDay day = days.get(number);
            return day == null || !day.tell(since, oldest, news);
        });
        changed.clear();
        return new Step(List.copyOf(news.values()), told);
    }
}
