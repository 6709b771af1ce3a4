package org.govbrain.domain.hotspot.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.PatrolEffort;
import org.govbrain.domain.hotspot.count.Slices;

/** What statistics see in a district when a slice of time closes. */
public final class DistrictWatch {
    private static final Comparator<CaseFact> IN_ORDER =
            Comparator.comparing(CaseFact::openedAt).thenComparing(CaseFact::caseId);

    private DistrictWatch() {}

    /**
     * Findings when a day has closed.
     *
     * @param cases the district's cases, in any order
     * @param end of the day: the beginning of the next
     */
    public static List<Finding> daily(
            District district,
            Collection<CaseFact> cases,
            Collection<PatrolEffort> efforts,
            HotspotPolicy policy,
            Instant end) {
        return daily(district, cases, tripsAmong(cases, policy, end), efforts, policy, end);
    }

    /**
     * The same, where it is known which cases are trips.
     *
     * @param trips their ids
     */
    static List<Finding> daily(
            District district,
            Collection<CaseFact> cases,
            Set<String> trips,
            Collection<PatrolEffort> efforts,
            HotspotPolicy policy,
            Instant end) {
        DistrictView view = view(district, cases, trips, efforts, policy, end);
        Slices days = Slices.days(
                district.city().zone(), view.from(), end, policy.scan().days());
        if (days.count() == 0) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        findings.addAll(SeriesDetector.detect(view, days, policy.daily()));
        findings.addAll(GetisOrdDetector.detect(view, days.last(policy.daily().slices()), policy.daily()));
        findings.addAll(ScanDetector.daily(view, days, policy));
        findings.addAll(NearRepeatDetector.detect(view, end, policy));
        return findings;
    }

    /** Findings when an hour has closed; the arguments as in {@link #daily}. */
    public static List<Finding> hourly(
            District district, Collection<CaseFact> cases, HotspotPolicy policy, Instant end) {
        return hourly(district, cases, tripsAmong(cases, policy, end), policy, end);
    }

    /** The same, where it is known which cases are trips. */
    static List<Finding> hourly(
            District district, Collection<CaseFact> cases, Set<String> trips, HotspotPolicy policy, Instant end) {
        DistrictView view = view(district, cases, trips, List.of(), policy, end);
        Slices hours = Slices.hours(view.from(), end, policy.scan().hours());
        // A day of hours is the least from which a night can be told from a noon.
        return hours.count() < 24 ? List.of() : ScanDetector.hourly(view, hours, policy);
    }

    /** Those that these cases are enough to tell. */
    private static Set<String> tripsAmong(Collection<CaseFact> cases, HotspotPolicy policy, Instant end) {
        return ShuttleTrips.among(
                cases.stream()
                        .filter(fact -> fact.stands() && fact.openedAt().isBefore(end))
                        .sorted(IN_ORDER)
                        .toList(),
                policy.quality());
    }

    /** Before the end of the slice, in grids of the district, without what only looks like a case. */
    private static DistrictView view(
            District district,
            Collection<CaseFact> cases,
            Set<String> trips,
            Collection<PatrolEffort> efforts,
            HotspotPolicy policy,
            Instant end) {
        List<CaseFact> standing = cases.stream()
                .filter(fact -> fact.stands()
                        && district.holds(String.valueOf(fact.gridId()))
                        && fact.openedAt().isBefore(end))
                .sorted(IN_ORDER)
                .toList();
        Map<String, List<CaseFact>> byGrid = new TreeMap<>();
        standing.forEach(fact -> byGrid.computeIfAbsent(String.valueOf(fact.gridId()), id -> new ArrayList<>())
                .add(fact));
        List<CaseFact> sound = new ArrayList<>();
        // The rules of the grids say what is noted.
        Watched notes = new Watched(end, end);
        byGrid.forEach((gridId, its) -> sound.addAll(
                DataQualityDetector.review(GridView.of(district.city(), gridId), its, trips, policy, notes)));
        sound.sort(IN_ORDER);
        return new DistrictView(
                district,
                sound.stream().filter(CaseFact::matter).toList(),
                sound.stream().filter(fact -> fact.origin() == Stream.PATROL).toList(),
                efforts,
                end);
    }
}
