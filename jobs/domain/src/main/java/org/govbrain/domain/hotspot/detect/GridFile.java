package org.govbrain.domain.hotspot.detect;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.HotspotBook;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.domain.hotspot.Trip;
import org.jspecify.annotations.Nullable;

/** What is kept of the rules of one grid, beside its cases. A plain state object. */
public final class GridFile {
    /** That in which a look sorts its cases: sorted once, they are in order at each. */
    private static final Comparator<CaseHistory> IN_ORDER = (one, other) -> {
        int byInstant = one.openedAt().compareTo(other.openedAt());
        return byInstant == 0 ? one.caseId().compareTo(other.caseId()) : byInstant;
    };

    /** What was said. */
    public HotspotBook book = new HotspotBook();

    /** The midnight with which the running day closes; null while there is nothing to close. */
    public @Nullable Instant dayEnd;

    /**
     * Days that ended before it are not looked at again: a case of then that is heard of now would seem to have been the only
     * one, if the grid has been forgotten since. Null where it is not known.
     */
    public @Nullable Instant from;

    /**
     * Since when versions are in force of which nothing was known when the district was told of its cases; null where there are
     * none.
     */
    public @Nullable Instant versionsSince;

    /** When its timer fires, in epoch milliseconds; {@link Long#MAX_VALUE} for none. */
    public long timerAt = Long.MAX_VALUE;

    /**
     * What there is to do.
     *
     * @param said in the order of saying
     * @param forget ids of cases, and of trips, that nothing depends on any more
     * @param next when time alone changes something; null when the grid can be forgotten
     */
    public record Step(
            List<SaidHotspot> said,
            List<String> forget,
            @Nullable Instant next) {}

    /**
     * Of a grid of which nothing is known any more, or yet.
     *
     * @param reached the instant that event time has reached as far as is known
     */
    public static GridFile begun(Instant reached, CityVersions versions) {
        GridFile file = new GridFile();
        file.from = reached.minus(versions.at(reached).policy().lateness());
        return file;
    }

    /**
     * Sees to it that the day of something that happened closes in its turn, also if what is known already happened later: of what
     * comes in several ways, some is ahead of event time.
     *
     * @param reached the instant that event time has reached as far as is known: what closed by then stays closed
     */
    public void beginWith(Instant at, Instant reached, CityVersions versions) {
        Instant open = reached.minus(versions.at(reached).policy().lateness());
        Instant end = midnightAfter(at.isAfter(open) ? at : open, versions);
        if (dayEnd != null && end.isBefore(dayEnd)) {
            dayEnd = end;
        }
    }

    /**
     * Looks at every midnight that has passed, and at now.
     *
     * @param cases of the grid, in any order
     * @param trips what is known of trips among them, see {@link TripFile}
     * @param atEnd whether now is the end of all input, which says everything once more
     */
    public Step advance(
            String gridId,
            CityVersions versions,
            Collection<CaseHistory> cases,
            Collection<Trip> trips,
            Instant now,
            boolean atEnd) {
        if (dayEnd == null) {
            Optional<Instant> first = Stream.concat(
                            cases.stream().map(CaseHistory::openedAt),
                            trips.stream().map(Trip::openedAt))
                    .min(Instant::compareTo);
            dayEnd = first.map(at -> midnightAfter(from != null && from.isAfter(at) ? from : at, versions))
                    .orElse(null);
        }
        List<SaidHotspot> said = new ArrayList<>();
        List<CaseHistory> known = new ArrayList<>(cases);
        known.sort(IN_ORDER);
        List<String> forget = new ArrayList<>();
        List<Trip> noted = new ArrayList<>(trips);
        while (dayEnd != null && !closesAt(dayEnd, versions).isAfter(now)) {
            Instant at = closesAt(dayEnd, versions);
            CityVersion version = versions.at(at);
            Instant finalBefore = at.minus(keep(version.policy()));
            Watched watched = look(gridId, version, known, noted, at, finalBefore, true, said);
            Instant oldest = at.minus(reach(version.policy()));
            known.removeIf(history -> isDone(history, oldest, watched, forget));
            noted.removeIf(trip -> forget.contains(trip.caseId()));
            List<Trip> strays =
                    noted.stream().filter(trip -> isStray(trip, oldest, known)).toList();
            strays.forEach(trip -> forget.add(trip.caseId()));
            noted.removeAll(strays);
            boolean empty = known.isEmpty() && noted.isEmpty() && book.said.isEmpty();
            dayEnd = empty ? null : midnightAfter(dayEnd, versions);
        }
        Instant next = dayEnd == null ? null : closesAt(dayEnd, versions);
        Watched watched =
                look(gridId, versions.at(now), known, noted, now, finalBefore(now, next, versions), atEnd, said);
        if (next == null) {
            versions.at(now).forget(gridId);
        }
        return new Step(said, forget, next == null ? null : nextLook(next, watched, known, noted, now));
    }

    /** Also when something happens that is known already: of what comes in several ways, some is ahead of event time. */
    private static Instant nextLook(
            Instant next, Watched watched, List<CaseHistory> known, List<Trip> noted, Instant now) {
        Instant soonest = sooner(next, watched.nextChange());
        for (CaseHistory history : known) {
            soonest = sooner(soonest, history.nextAfter(now).orElse(null));
        }
        for (Trip trip : noted) {
            Instant since = trip.since();
            soonest = since != null && since.isAfter(now) ? sooner(soonest, since) : soonest;
        }
        return soonest;
    }

    private static Instant sooner(Instant one, @Nullable Instant other) {
        return other != null && other.isBefore(one) ? other : one;
    }

    private Watched look(
            String gridId,
            CityVersion version,
            List<CaseHistory> cases,
            List<Trip> noted,
            Instant at,
            Instant finalBefore,
            boolean all,
            List<SaidHotspot> said) {
        LookMemo memo = version.memo(gridId);
        List<CaseFact> facts = memo.facts(cases, at);
        Set<String> trips = noted.stream()
                .filter(trip -> trip.isKnownAt(at))
                .map(Trip::caseId)
                .collect(Collectors.toSet());
        Watched watched = GridWatch.look(version.city(), gridId, facts, trips, version.policy(), at, finalBefore, memo);
        said.addAll(book.say(watched.hotspots(), at, all, finalBefore));
        return watched;
    }

    /** What is final when the day closes is so already: a look in between would say of it what who looks at days alone does not. */
    private static Instant finalBefore(Instant now, @Nullable Instant next, CityVersions versions) {
        Instant last = (next == null ? now : next).minus(keep(versions.at(now).policy()));
        return last.isBefore(now) ? last : now;
    }

    private static boolean isDone(CaseHistory history, Instant oldest, Watched watched, List<String> forget) {
        boolean done = history.lastAt().isBefore(oldest) && !watched.needs(history.caseId());
        if (done) {
            forget.add(history.caseId());
        }
        return done;
    }

    /** Of a case that the grid has forgotten before. */
    private static boolean isStray(Trip trip, Instant oldest, List<CaseHistory> known) {
        return trip.openedAt().isBefore(oldest)
                && known.stream().noneMatch(history -> history.caseId().equals(trip.caseId()));
    }

    private static Duration keep(HotspotPolicy policy) {
        return Duration.ofDays(policy.revision().days());
    }

    /** How far the rules of a grid look back. */
    static Duration reach(HotspotPolicy policy) {
        return Duration.ofMillis(Math.round(policy.gridDays() * 86_400_000)).plus(keep(policy));
    }

    private static Instant closesAt(Instant end, CityVersions versions) {
        return end.plus(versions.before(end).policy().lateness());
    }

    private static Instant midnightAfter(Instant at, CityVersions versions) {
        return midnightAfter(at, versions.at(at).city().zone());
    }

    static Instant midnightAfter(Instant at, ZoneId zone) {
        return LocalDate.ofInstant(at, zone).plusDays(1).atStartOfDay(zone).toInstant();
    }
}
