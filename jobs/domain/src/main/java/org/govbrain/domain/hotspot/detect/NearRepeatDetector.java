package org.govbrain.domain.hotspot.detect;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.govbrain.domain.geo.Distance;
import org.govbrain.domain.geo.Longitude;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.Detector;
import org.govbrain.domain.hotspot.Evidence;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.statistics.Knox;
import org.govbrain.domain.hotspot.statistics.SeededRandom;

/** Groups of which one case makes another nearby likelier for some days: after each, its grid is at risk. */
final class NearRepeatDetector {
    /** The pairs grow with the square. */
    private static final int MAX_CASES = 2000;

    private static final int PERMUTATIONS = 199;

    private NearRepeatDetector() {}

    static List<Finding> detect(DistrictView view, Instant end, HotspotPolicy policy) {
        HotspotPolicy.NearRepeat nearRepeat = policy.nearRepeat();
        Instant from = end.minus(days(nearRepeat.historyDays()));
        List<Finding> findings = new ArrayList<>();
        for (String group : view.groupsSince(from, policy.daily().minCases())) {
            if (group == null) {
                continue;
            }
            List<CaseFact> cases = view.ofGroup(group).stream()
                    .filter(fact -> fact.lon() != null && fact.lat() != null)
                    .filter(fact ->
                            fact.openedAt().isAfter(from) && fact.openedAt().isBefore(end))
                    .toList();
            look(view, group, cases.subList(Math.max(0, cases.size() - MAX_CASES), cases.size()), end, nearRepeat)
                    .forEach(findings::add);
        }
        return findings;
    }

    private static List<Finding> look(
            DistrictView view, String group, List<CaseFact> cases, Instant end, HotspotPolicy.NearRepeat policy) {
        if (cases.isEmpty()) {
            return List.of();
        }
        int n = cases.size();
        double[] x = new double[n];
        double[] y = new double[n];
        double[] time = new double[n];
        // A plane in metres around the first case, with one cosine for all: with that of each case's own latitude a
        // step
        // north would be one east as well, and the further from Greenwich the larger.
        double lon = lon(cases.get(0));
        double lat = lat(cases.get(0));
        double metresEast = Distance.EARTH_RADIUS_M * Math.cos(Math.toRadians(lat));
        for (int i = 0; i < n; i++) {
            CaseFact fact = cases.get(i);
            x[i] = Math.toRadians(Longitude.beside(lon, lon(fact)) - lon) * metresEast;
            y[i] = Math.toRadians(lat(fact) - lat) * Distance.EARTH_RADIUS_M;
            time[i] = Duration.between(end, fact.openedAt()).toMillis() / 86_400_000.0;
        }
        Knox knox = Knox.of(x, y, time, policy.distanceM(), policy.days());
        if (knox.ratio() <= 1.0 || knox.poissonP() > policy.alpha()) {
            return List.of();
        }
        long seed = SeededRandom.seedOf(end.toString(), Detector.NEAR_REPEAT.id(), group);
        double p = Knox.permutationP(x, y, time, policy.distanceM(), policy.days(), PERMUTATIONS, seed);
        return p > policy.alpha() ? List.of() : atRisk(view, group, cases, end, policy, knox, p);
    }

    private static List<Finding> atRisk(
            DistrictView view,
            String group,
            List<CaseFact> cases,
            Instant end,
            HotspotPolicy.NearRepeat policy,
            Knox knox,
            double p) {
        Instant from = end.minus(days(policy.days()));
        TreeSet<String> gridIds = new TreeSet<>();
        cases.stream()
                .filter(fact -> fact.openedAt().isAfter(from))
                .forEach(fact -> gridIds.add(String.valueOf(fact.gridId())));
        Evidence evidence = new Evidence(
                knox.closeInBoth(), knox.expected(), knox.ratio(), "Knox ratio", "pairs of cases", p, null, null);
        List<Finding> findings = new ArrayList<>();
        for (int column = 0; column < view.district().gridIds().size(); column++) {
            Area area = view.district().area(column);
            String gridId = area.gridIds().get(0);
            if (gridIds.contains(gridId)) {
                String ratio = Sentences.number(knox.ratio());
                findings.add(view.finding(
                        Detector.NEAR_REPEAT,
                        area,
                        gridId,
                        "near-repeat-risk",
                        group,
                        from,
                        end,
                        evidence,
                        false,
                        "Near-repeat risk in %s: within %s m and %s days another case (%s) is %s times as likely as by chance."
                                .formatted(
                                        area.english(),
                                        Sentences.number(policy.distanceM()),
                                        Sentences.number(policy.days()),
                                        view.english(group),
                                        ratio),
                        "%s近邻重复风险：%s米、%s天内再次发生同类案件（%s）的可能为偶然的%s倍。"
                                .formatted(
                                        area.chinese(),
                                        Sentences.number(policy.distanceM()),
                                        Sentences.number(policy.days()),
                                        view.chinese(group),
                                        ratio)));
            }
        }
        return findings;
    }

    /** Only cases with a position come here. */
    private static double lon(CaseFact fact) {
        return fact.lon() == null ? Double.NaN : fact.lon();
    }

    private static double lat(CaseFact fact) {
        return fact.lat() == null ? Double.NaN : fact.lat();
    }

    private static Duration days(double days) {
        return Duration.ofMillis(Math.round(days * 86_400_000));
    }
}
