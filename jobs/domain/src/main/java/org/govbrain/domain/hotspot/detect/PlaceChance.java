package org.govbrain.domain.hotspot.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.statistics.PoissonDistribution;

/**
 * How seldom chance alone makes so many cases of one group at one place within a window.
 *
 * <p>A place is expected to have what a place of its grid has on average, or what it had itself before, whichever is more:
 * a market is no hotspot for being a market. The average counts one case more than there were, so that a grid of which
 * little is known calls nothing improbable. If cases come singly at a rate, those that find {@code n - 1} others in the
 * window before them come at that rate times P(X &ge; n - 1) (cases of a Poisson process see what an observer at any
 * instant sees; R. W. Wolff, "Poisson arrivals see time averages", Operations Research 30, 1982). Times all places, grids
 * and groups that could have been the one, that is how often the city has such a place by chance.
 *
 * @param expected cases of the group in a window at the place
 * @param p of so many or more in one window at the place
 * @param recurrenceDays chance alone makes such a place somewhere in the city once in so many days
 * @param baseline what {@code expected} comes from
 */
record PlaceChance(double expected, double p, double recurrenceDays, String baseline) {
    private static final double DAY_MS = 86_400_000.0;
    /** Beyond it an interval says nothing but never. */
    private static final double MAX_RECURRENCE_DAYS = 1e6;

    /**
     * The cases from which the chance of some is reckoned.
     *
     * @param together as below
     * @param cases sound cases of the grid in places of the same sort, in order of opening
     */
    static List<CaseFact> base(List<CaseFact> together, List<CaseFact> cases, HotspotPolicy.Repeat policy) {
        Instant until = together.get(together.size() - 1).openedAt();
        Instant from = until.minusMillis(Math.round((policy.windowDays() + policy.baseDays()) * DAY_MS));
        int first = 0;
        while (!cases.get(first).openedAt().isAfter(from)) {
            first++;
        }
        int end = cases.size();
        while (cases.get(end - 1).openedAt().isAfter(until)) {
            end--;
        }
        return cases.subList(first, end);
    }

    /**
     * The chance of some cases.
     *
     * @param together cases of one group at one place within a window, in order of opening
     * @param base see {@link #base}
     * @param knownPlaces places of the grid that are known whether or not they have cases
     * @param placeOf names the place of a case
     */
    static PlaceChance of(
            GridView grid,
            List<CaseFact> together,
            List<CaseFact> base,
            long knownPlaces,
            HotspotPolicy.Repeat policy,
            Function<CaseFact, String> placeOf) {
        CaseFact newest = together.get(together.size() - 1);
        Instant until = newest.openedAt();
        double window = policy.windowDays();
        double days =
                Math.max(window, Duration.between(base.get(0).openedAt(), until).toMillis() / DAY_MS);
        // By their ids: of one that was closed since these were put together, more is known by now.
        Set<String> those = together.stream().map(CaseFact::caseId).collect(Collectors.toSet());
        List<CaseFact> others = base.stream()
                .filter(fact -> fact.categoryGroup().equals(newest.categoryGroup()) && !those.contains(fact.caseId()))
                .toList();
        String here = placeOf.apply(newest);
        long before =
                others.stream().filter(fact -> placeOf.apply(fact).equals(here)).count();
        long places =
                Math.max(knownPlaces, base.stream().map(placeOf).distinct().count());
        long groups = base.stream().map(CaseFact::categoryGroup).distinct().count();
        double average = (others.size() + 1) * window / (places * days);
        double own = before * window / Math.max(window, days - window);
        double expected = Math.max(average, own);
        double aDay = expected
                / window
                * PoissonDistribution.upperTail(together.size() - 1, expected)
                * places
                * groups
                * grid.city().size();
        return new PlaceChance(
                expected,
                PoissonDistribution.upperTail(together.size(), expected),
                aDay * MAX_RECURRENCE_DAYS > 1.0 ? 1.0 / aDay : MAX_RECURRENCE_DAYS,
                own > average
                        ? "the same place before"
                        : others.size() + " other cases at " + places + " places of the grid in "
                                + Sentences.number(Math.rint(days)) + " days");
    }
}
