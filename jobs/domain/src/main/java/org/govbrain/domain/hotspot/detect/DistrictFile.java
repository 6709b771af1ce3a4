package org.govbrain.domain.hotspot.detect;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.EffortStep;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.GridHotspots;
import org.govbrain.domain.hotspot.Hotspot;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.Look;
import org.govbrain.domain.hotspot.LookHistory;
import org.govbrain.domain.hotspot.PatrolEffort;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.domain.hotspot.Trip;
import org.govbrain.domain.hotspot.count.Slices;
import org.jspecify.annotations.Nullable;

/** What is kept of the statistics of one district, beside its cases and patrols. A plain state object. */
public final class DistrictFile {
    /** About as long as the look of a full district at a day takes. */
    private static final long SECONDS_APART = 2;
    /** More districts than this begin again with the first, within an hour. */
    private static final int MAX_IN_TURN = 900;

    /** Looks at days. */
    public LookHistory days = new LookHistory();

    /** Looks at hours. */
    public LookHistory hours = new LookHistory();

    /** End of the day and of the hour to close next; null while there is nothing to close. */
    public @Nullable Instant dayEnd;

    /** See {@link #dayEnd}. */
    public @Nullable Instant hourEnd;

    /** When its timer fires, in epoch milliseconds; {@link Long#MAX_VALUE} for none. */
    public long timerAt = Long.MAX_VALUE;

    /**
     * What there is to do.
     *
     * @param said in the order of saying
     * @param grids the same in short for each grid that it is about
     * @param forgetCases ids of cases that are counted no more
     * @param forgetTrips ids of cases of which it does not matter any more whether they are trips
     * @param forgetSteps event ids of patrol steps that are counted no more
     * @param next when the next slice closes; null when the district can be forgotten
     */
    public record Step(
            List<SaidHotspot> said,
            List<GridHotspots> grids,
            List<String> forgetCases,
            List<String> forgetTrips,
            List<String> forgetSteps,
            @Nullable Instant next) {}

    /**
     * A case is new or was corrected. That one was closed corrects nothing: only rules ask for it.
     *
     * @param before what was known of it, null for a new one
     */
    public void hear(CaseHistory history, @Nullable CaseHistory before, CityVersions versions) {
        if (before != null && history.countsLike(before)) {
            return;
        }
        days.correct(look -> saw(look, span(policy(versions, look)), history, before));
        hours.correct(look -> saw(look, hourSpan(policy(versions, look)), history, before));
    }

    /**
     * A case is a trip, or none any more, or was known as one earlier or later.
     *
     * @param before what was known of it, null where it was none
     */
    public void hear(Trip trip, @Nullable Trip before, CityVersions versions) {
        days.correct(look -> saw(look, span(policy(versions, look)), trip, before));
        hours.correct(look -> saw(look, hourSpan(policy(versions, look)), trip, before));
    }

    /** A patrol step is new. */
    public void hear(EffortStep step, CityVersions versions) {
        days.correct(look -> !step.at().isAfter(look.asOf())
                && !look.end().minus(span(policy(versions, look))).isAfter(step.at()));
    }

    /**
     * Sees to it that the slices of something that happened close in their turn, also if what is known already happened later: of
     * what comes in several ways, some is ahead of event time.
     *
     * @param reached the instant that event time has reached as far as is known: what closed by then stays closed
     * @return whether a slice closes earlier than was to be expected
     */
    public boolean beginWith(Instant at, Instant reached, int district, CityVersions versions) {
        if (dayEnd == null || hourEnd == null) {
            return false;
        }
        Instant open = reached.minus(versions.at(reached).policy().lateness()).minus(turn(district));
        Instant from = at.isAfter(open) ? at : open;
        Instant day = GridFile.midnightAfter(from, versions.at(from).city().zone());
        Instant hour = hourAfter(from);
        boolean earlier = day.isBefore(dayEnd) || hour.isBefore(hourEnd);
        dayEnd = day.isBefore(dayEnd) ? day : dayEnd;
        hourEnd = hour.isBefore(hourEnd) ? hour : hourEnd;
        return earlier;
    }

    /**
     * Whether what happened at an instant has been counted by now, and forgotten: what is told of it later is no news, and would
     * seem to be all that there ever was.
     */
    public static boolean isOver(Instant at, Instant now, CityVersions versions) {
        return at.isBefore(now.minus(reach(versions.at(now).policy())));
    }

    /** How long a district knows what happened. */
    static Duration reach(HotspotPolicy policy) {
        return span(policy).plusDays(policy.revision().days()).plus(repeatWindow(policy));
    }

    private static HotspotPolicy policy(CityVersions versions, Look look) {
        return versions.before(look.end()).policy();
    }

    /** Whether a look that counts the case saw it otherwise, or counted it when it seemed to have opened at another instant. */
    private static boolean saw(Look look, Duration span, CaseHistory history, @Nullable CaseHistory before) {
        return (counts(look, span, history.openedAt()) || (before != null && counts(look, span, before.openedAt())))
                && !history.countsLike(before, look.asOf());
    }

    private static boolean saw(Look look, Duration span, Trip trip, @Nullable Trip before) {
        return (counts(look, span, trip.openedAt()) || (before != null && counts(look, span, before.openedAt())))
                && trip.isKnownAt(look.asOf()) != (before != null && before.isKnownAt(look.asOf()));
    }

    private static boolean counts(Look look, Duration span, Instant openedAt) {
        return look.end().isAfter(openedAt) && !look.end().minus(span).isAfter(openedAt);
    }

    /** What seems to be a case may be part of a trap in the data that began a repeat window earlier. */
    private static Duration hourSpan(HotspotPolicy policy) {
        return Duration.ofHours(policy.scan().hours()).plus(repeatWindow(policy));
    }

    private static Duration repeatWindow(HotspotPolicy policy) {
        return Duration.ofMillis(Math.round(policy.repeat().windowDays() * 86_400_000));
    }

    private static Duration span(HotspotPolicy policy) {
        return Duration.ofMillis(Math.round(policy.districtDays() * 86_400_000)).plusDays(1);
    }

    /**
     * When the next slice closes: so long after its end that what is a little late is in it. One district looks after the
     * other, so that those of a large city do not hold up their task all at once.
     */
    private @Nullable Instant next(int district, CityVersions versions) {
        if (dayEnd == null || hourEnd == null) {
            return null;
        }
        Instant end = dayEnd.isBefore(hourEnd) ? dayEnd : hourEnd;
        return end.plus(versions.before(end).policy().lateness()).plus(turn(district));
    }

    private static Duration turn(int district) {
        return Duration.ofSeconds(SECONDS_APART * (Math.max(0, district) % MAX_IN_TURN));
    }

    private static Instant hourAfter(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(1));
    }

    /**
     * Closes every slice that is due by now.
     *
     * @param district which one it is, -1 for that of grids that the city does not know
     * @param trips what is known of trips among the cases, see {@link TripFile}
     * @param atEnd whether now is the end of all input: slices that have ended by then close without waiting for what is
     *     late, and everything is said once more
     */
    public Step advance(
            int district,
            CityVersions versions,
            Collection<CaseHistory> cases,
            Collection<Trip> trips,
            Collection<EffortStep> steps,
            Instant now,
            boolean atEnd) {
        Progress progress = new Progress(district, versions, cases, trips, steps);
        progress.begin();
        for (Instant next = next(district, versions);
                next != null && !next.isAfter(now);
                next = next(district, versions)) {
            progress.closeNext(next);
        }
        if (atEnd && dayEnd != null && hourEnd != null) {
            progress.closeRest(now);
        }
        return new Step(
                progress.said,
                progress.grids,
                progress.forgetCases,
                progress.forgetTrips,
                progress.forgetSteps,
                next(district, versions));
    }

    /** One call of {@link #advance}. */
    private final class Progress implements LookHistory.Looker {
        private final int district;
        private final CityVersions versions;
        private final List<CaseHistory> cases;
        private final List<Trip> trips;
        private final List<EffortStep> steps;
        private final List<SaidHotspot> said = new ArrayList<>();
        private final List<GridHotspots> grids = new ArrayList<>();
        private final List<String> forgetCases = new ArrayList<>();
        private final List<String> forgetTrips = new ArrayList<>();
        private final List<String> forgetSteps = new ArrayList<>();
        private boolean daily;

        Progress(
                int district,
                CityVersions versions,
                Collection<CaseHistory> cases,
                Collection<Trip> trips,
                Collection<EffortStep> steps) {
            this.district = district;
            this.versions = versions;
            this.cases = new ArrayList<>(cases);
            this.trips = new ArrayList<>(trips);
            this.steps = new ArrayList<>(steps);
        }

        /** With the oldest that is known: what is heard first is not always that. */
        void begin() {
            Instant first = first();
            for (EffortStep step : steps) {
                first = step.at().isBefore(first) ? step.at() : first;
            }
            if ((dayEnd == null || hourEnd == null) && first.isBefore(Instant.MAX)) {
                dayEnd = midnightAfter(first);
                hourEnd = hourAfter(first);
            }
        }

        private Instant midnightAfter(Instant at) {
            return GridFile.midnightAfter(at, versions.at(at).city().zone());
        }

        /** The day before the hour that ends with it. */
        void closeNext(Instant at) {
            Instant day = dayEnd;
            Instant hour = hourEnd;
            if (day == null || hour == null) {
                return;
            }
            if (day.isAfter(hour)) {
                closeHours(hour, at);
                hourEnd = hour.plus(Duration.ofHours(1));
            } else {
                closeDays(day, at);
                forgetOld(at);
                boolean empty = cases.isEmpty() && steps.isEmpty() && isAllSaid();
                dayEnd = empty ? null : midnightAfter(day);
                hourEnd = empty ? null : hour;
            }
        }

        private boolean isAllSaid() {
            return days.book.said.isEmpty() && hours.book.said.isEmpty();
        }

        void closeRest(Instant now) {
            closeHours(now.truncatedTo(ChronoUnit.HOURS), now);
            closeDays(Slices.days(versions.at(now).city().zone(), now, now, 0).end(), now);
        }

        private void closeDays(Instant end, Instant at) {
            daily = true;
            CityVersion version = versions.before(end);
            int keepDays = version.policy().revision().days();
            Slices slices = Slices.days(version.city().zone(), first(), end, keepDays + 1);
            say("daily", days, slices, at, Duration.ofDays(keepDays));
        }

        private void closeHours(Instant end, Instant at) {
            daily = false;
            int keepHours = versions.before(end).policy().revision().hours();
            say("hourly", hours, Slices.hours(first(), end, keepHours + 1), at, Duration.ofHours(keepHours));
        }

        /** A slice that ends before anything was known is none. */
        private void say(String source, LookHistory history, Slices slices, Instant at, Duration keep) {
            List<Instant> ends = slices.edges().subList(1, slices.edges().size());
            Duration fresh =
                    daily ? keep : versions.before(slices.end()).policy().lateness();
            List<Hotspot> before = history.book.active();
            List<SaidHotspot> news = history.close(ends, at, fresh, keep, this);
            said.addAll(news);
            grids.addAll(GridHotspots.of(source + "/" + district, before, history.book.active(), news));
        }

        private Instant first() {
            Instant first = Instant.MAX;
            for (CaseHistory history : cases) {
                first = history.openedAt().isBefore(first) ? history.openedAt() : first;
            }
            return first;
        }

        @Override
        public List<Finding> look(Instant end, Instant asOf) {
            CityVersion version = versions.before(end);
            List<CaseFact> facts = casesBefore(end)
                    .flatMap(history -> history.asOf(asOf).stream())
                    .toList();
            Set<String> known = trips.stream()
                    .filter(trip -> trip.isKnownAt(asOf))
                    .map(Trip::caseId)
                    .collect(Collectors.toSet());
            List<EffortStep> walked =
                    steps.stream().filter(step -> !step.at().isAfter(asOf)).toList();
            District place = version.district(district, facts);
            return daily
                    ? DistrictWatch.daily(place, facts, known, PatrolEffort.of(walked), version.policy(), end)
                    : DistrictWatch.hourly(place, facts, known, version.policy(), end);
        }

        @Override
        public boolean changed(Instant end, Instant after, Instant until) {
            return after.isBefore(until)
                    && (casesBefore(end).anyMatch(history -> history.changesBetween(after, until))
                            || trips.stream()
                                    .anyMatch(trip -> trip.openedAt().isBefore(end) && trip.isNewsBetween(after, until))
                            || (daily
                                    && steps.stream()
                                            .anyMatch(step -> step.at().isAfter(after)
                                                    && !step.at().isAfter(until))));
        }

        /** Those that count in a slice with this end. */
        private Stream<CaseHistory> casesBefore(Instant end) {
            Instant oldest = daily
                    ? Instant.MIN
                    : end.minus(hourSpan(versions.before(end).policy()));
            return cases.stream()
                    .filter(history -> history.openedAt().isBefore(end)
                            && !history.openedAt().isBefore(oldest));
        }

        private void forgetOld(Instant at) {
            forget(cases, CaseHistory::openedAt, CaseHistory::caseId, forgetCases, at);
            forget(trips, Trip::openedAt, Trip::caseId, forgetTrips, at);
            forget(steps, EffortStep::at, EffortStep::eventId, forgetSteps, at);
        }

        private <T> void forget(
                List<T> known,
                Function<T, Instant> happened,
                Function<T, String> id,
                List<String> forgotten,
                Instant at) {
            known.removeIf(each -> {
                boolean old = isOver(happened.apply(each), at, versions);
                if (old) {
                    forgotten.add(id.apply(each));
                }
                return old;
            });
        }
    }
}
