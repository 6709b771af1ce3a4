package org.govbrain.domain.hotspot.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.Detector;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.PatrolEffort;
import org.govbrain.domain.hotspot.count.Slices;

/** What statistics see in a district when a slice of time closes. */
public final class DistrictWatch {
    /** Detectors of {@link #daily}. */
    public static final Set<Detector> DAILY = Set.copyOf(EnumSet.of(
            Detector.EARS,
            Detector.CUSUM,
            Detector.GETIS_ORD,
            Detector.EMERGING,
            Detector.SCAN_PERMUTATION,
            Detector.SCAN_EFFORT,
            Detector.NEAR_REPEAT));

    /** Detectors of {@link #hourly}. */
    public static final Set<Detector> HOURLY = Set.of(Detector.SCAN_HOURLY);

    private DistrictWatch() {}

    /**
     * Findings when a day has closed.
     *
     * @param cases newest views of the district's cases
     * @param asOf any instant of the day after the one that closed
     */
    public static List<Finding> daily(
            District district,
            Collection<CaseFact> cases,
            Collection<PatrolEffort> efforts,
            HotspotPolicy policy,
            Instant asOf) {
        Instant end = Slices.days(policy.zoneId(), asOf, asOf, 0).end();
        DistrictView view = new DistrictView(district, sound(district, cases, policy, end), efforts, asOf);
        Slices days =
                Slices.days(policy.zoneId(), view.from(), asOf, policy.scan().days());
        if (view.cases().isEmpty() || days.count() == 0) {
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
            District district, Collection<CaseFact> cases, HotspotPolicy policy, Instant asOf) {
        Instant end = Slices.hours(asOf, asOf, 0).end();
        DistrictView view = new DistrictView(district, sound(district, cases, policy, end), List.of(), asOf);
        Slices hours = Slices.hours(view.from(), asOf, policy.scan().hours());
        // A day of hours is the least from which a night can be told from a noon.
        return hours.count() < 24 ? List.of() : ScanDetector.hourly(view, hours, policy);
    }

    /** Cases before the end of the last slice, without those that only look like cases. */
    private static List<CaseFact> sound(
            District district, Collection<CaseFact> cases, HotspotPolicy policy, Instant end) {
        Duration chunk = Duration.ofMillis(Math.round(policy.repeat().windowDays() * 86_400_000));
        Map<String, List<CaseFact>> chunks = new TreeMap<>();
        cases.stream()
                .filter(fact -> fact.counts() && fact.openedAt().isBefore(end))
                .sorted(Comparator.comparing(CaseFact::openedAt).thenComparing(CaseFact::caseId))
                .forEach(fact -> chunks.computeIfAbsent(
                                fact.gridId() + "/"
                                        + Duration.between(fact.openedAt(), end).dividedBy(chunk),
                                key -> new ArrayList<>())
                        .add(fact));
        List<CaseFact> sound = new ArrayList<>();
        chunks.forEach((key, its) -> sound.addAll(DataQualityDetector.review(
                        GridView.of(district.city(), String.valueOf(its.get(0).gridId())), its, policy)
                .sound()));
        sound.sort(Comparator.comparing(CaseFact::openedAt).thenComparing(CaseFact::caseId));
        return sound;
    }
}
