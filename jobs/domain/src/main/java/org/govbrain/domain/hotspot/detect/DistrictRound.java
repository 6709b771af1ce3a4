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
import org.govbrain.domain.hotspot.LookHistory;
import org.govbrain.domain.hotspot.PatrolEffort;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.domain.hotspot.Trip;
import org.govbrain.domain.hotspot.count.Slices;
import org.jspecify.annotations.Nullable;

/** One call of {@link DistrictFile#advance}. */
final class DistrictRound implements LookHistory.Looker {
    private final DistrictFile file;
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

    DistrictRound(
            DistrictFile file,
            int district,
            CityVersions versions,
            Collection<CaseHistory> cases,
            Collection<Trip> trips,
            Collection<EffortStep> steps) {
        this.file = file;
        this.district = district;
        this.versions = versions;
        this.cases = new ArrayList<>(cases);
        this.trips = new ArrayList<>(trips);
        this.steps = new ArrayList<>(steps);
    }

    /** Begins with the oldest that is known: what is heard first is not always that. */
    void begin() {
        Instant first = first();
        for (EffortStep step : steps) {
            first = step.at().isBefore(first) ? step.at() : first;
        }
        if ((file.dayEnd == null || file.hourEnd == null) && first.isBefore(Instant.MAX)) {
            file.dayEnd = midnightAfter(first);
            file.hourEnd = DistrictFile.hourAfter(first);
        }
    }

    private Instant midnightAfter(Instant at) {
        return GridFile.midnightAfter(at, versions.at(at).city().zone());
    }

    /** The day before the hour that ends with it. */
    void closeNext(Instant at) {
        Instant day = file.dayEnd;
        Instant hour = file.hourEnd;
        if (day == null || hour == null) {
            return;
        }
        if (day.isAfter(hour)) {
            closeHours(hour, at);
            file.hourEnd = hour.plus(Duration.ofHours(1));
        } else {
            closeDays(day, at);
            forgetOld(at);
            boolean empty = cases.isEmpty() && steps.isEmpty() && isAllSaid();
            file.dayEnd = empty ? null : midnightAfter(day);
            file.hourEnd = empty ? null : hour;
        }
    }

    private boolean isAllSaid() {
        return file.days.book.said.isEmpty() && file.hours.book.said.isEmpty();
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
        say("daily", file.days, slices, at, Duration.ofDays(keepDays));
    }

    private void closeHours(Instant end, Instant at) {
        daily = false;
        int keepHours = versions.before(end).policy().revision().hours();
        say("hourly", file.hours, Slices.hours(first(), end, keepHours + 1), at, Duration.ofHours(keepHours));
    }

    /** What came of it. */
    DistrictFile.Step step(@Nullable Instant next) {
        return new DistrictFile.Step(said, grids, forgetCases, forgetTrips, forgetSteps, next);
    }

    /** A slice that ends before anything was known is none. */
    private void say(String source, LookHistory history, Slices slices, Instant at, Duration keep) {
        List<Instant> ends = slices.edges().subList(1, slices.edges().size());
        Duration fresh = daily ? keep : versions.before(slices.end()).policy().lateness();
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
        List<CaseFact> facts =
                casesBefore(end).flatMap(history -> history.asOf(asOf).stream()).toList();
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
                : end.minus(DistrictReach.ofHours(versions.before(end).policy()));
        return cases.stream()
                .filter(history ->
                        history.openedAt().isBefore(end) && !history.openedAt().isBefore(oldest));
    }

    private void forgetOld(Instant at) {
        forget(cases, CaseHistory::openedAt, CaseHistory::caseId, forgetCases, at);
        forget(trips, Trip::openedAt, Trip::wordId, forgetTrips, at);
        forget(steps, EffortStep::at, EffortStep::eventId, forgetSteps, at);
    }

    private <T> void forget(
            List<T> known, Function<T, Instant> happened, Function<T, String> id, List<String> forgotten, Instant at) {
        known.removeIf(each -> {
            boolean old = DistrictReach.isOver(happened.apply(each), at, versions);
            if (old) {
                forgotten.add(id.apply(each));
            }
            return old;
        });
    }
}
