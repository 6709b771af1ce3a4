package org.govbrain.domain.hotspot.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.govbrain.domain.hotspot.Detector;
import org.govbrain.domain.hotspot.Evidence;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.count.CountCube;
import org.govbrain.domain.hotspot.count.Slices;
import org.govbrain.domain.hotspot.scan.Dispersion;
import org.govbrain.domain.hotspot.scan.FittedCounts;
import org.govbrain.domain.hotspot.scan.MonteCarlo;
import org.govbrain.domain.hotspot.scan.ScanCluster;
import org.govbrain.domain.hotspot.scan.ScanLimits;
import org.govbrain.domain.hotspot.scan.ScanWindow;
import org.govbrain.domain.hotspot.scan.SpaceTimeScan;
import org.govbrain.domain.hotspot.statistics.SeededRandom;
import org.jspecify.annotations.Nullable;

/** Clusters of grids and days, or hours, that chance does not make. */
final class ScanDetector {
    private static final int MAX_CLUSTERS = 5;
    private static final String PERMUTATION = "permutation";

    private ScanDetector() {}

    /** All groups together and each by itself, each day; and what patrols found, by how much they walked. */
    static List<Finding> daily(DistrictView view, Slices days, HotspotPolicy policy) {
        List<Finding> findings = new ArrayList<>();
        ScanLimits limits = limits(policy.scan().maxDays());
        List<String> gridIds = view.district().gridIds();
        List<@Nullable String> groups =
                view.groupsSince(days.start(0), policy.daily().minCases());
        for (String group : groups) {
            CountCube cube = CountCube.of(view.ofGroup(group), days, gridIds);
            SpaceTimeScan scan =
                    SpaceTimeScan.permutation(cube.counts(), view.district().zones(), limits);
            Look look = new Look(
                    Detector.SCAN_PERMUTATION, PERMUTATION, group, cube, dispersion(cube, limits), 1.0, groups.size());
            findings.addAll(clusters(view, scan, look, policy.scan()));
        }
        double[][] effort = CountCube.effort(view.efforts(), days, gridIds);
        if (Arrays.stream(effort).flatMapToDouble(Arrays::stream).sum() > 0.0) {
            CountCube cube = CountCube.ofAll(view.found(), days, gridIds);
            // What a grid yields for a minute is its own: an old quarter is no hotspot for being one.
            double[][] expected = FittedCounts.of(cube.counts(), effort);
            SpaceTimeScan scan = SpaceTimeScan.poisson(
                    cube.counts(), expected, view.district().zones(), limits);
            double dispersion = Dispersion.of(cube.counts(), expected, limits.maxDuration());
            Look look = new Look(
                    Detector.SCAN_EFFORT,
                    "patrol minutes, and what they yield in each grid",
                    null,
                    cube,
                    dispersion,
                    1.0,
                    1);
            findings.addAll(clusters(view, scan, look, policy.scan()));
        }
        return findings;
    }

    /** All groups together, each hour. */
    static List<Finding> hourly(DistrictView view, Slices hours, HotspotPolicy policy) {
        CountCube cube = CountCube.of(view.cases(), hours, view.district().gridIds());
        SpaceTimeScan scan = SpaceTimeScan.permutation(
                cube.counts(), view.district().zones(), limits(policy.scan().maxHours()));
        Look look = new Look(
                Detector.SCAN_HOURLY,
                PERMUTATION,
                null,
                cube,
                dispersion(cube, limits(policy.scan().maxHours())),
                1.0 / 24.0,
                1);
        return clusters(view, scan, look, policy.scan());
    }

    private static double dispersion(CountCube cube, ScanLimits limits) {
        return Dispersion.of(cube.counts(), FittedCounts.of(cube.counts()), limits.maxDuration());
    }

    private record Look(
            Detector detector,
            String baseline,
            @Nullable String group,
            CountCube cube,
            double dispersion,
            double daysBetween,
            int scans) {

        MonteCarlo monteCarlo(HotspotPolicy.Scan policy) {
            long seed = SeededRandom.seedOf(cube.slices().end().toString(), detector.id(), String.valueOf(group));
            // What so many drawn cities beat is no cluster whatever the others are.
            return new MonteCarlo(policy.replicas(), seed, (int) Math.ceil(policy.replicas() * policy.alpha()));
        }
    }

    private static ScanLimits limits(int maxDuration) {
        return new ScanLimits(maxDuration, ScanLimits.DEFAULT.minCases(), ScanLimits.DEFAULT.maxShare());
    }

    private static List<Finding> clusters(DistrictView view, SpaceTimeScan scan, Look look, HotspotPolicy.Scan policy) {
        return scan.clusters(MAX_CLUSTERS, look.monteCarlo(policy), look.dispersion()).stream()
                .filter(cluster -> cluster.p() <= policy.alpha())
                .filter(cluster -> cluster.gumbelP() * look.scans() <= policy.alpha())
                .map(cluster -> finding(view, scan, look, cluster, policy))
                .toList();
    }

    private static double recurrence(ScanCluster cluster, Look look) {
        return cluster.recurrenceDays(look.daysBetween(), look.scans());
    }

    private static Finding finding(
            DistrictView view, SpaceTimeScan scan, Look look, ScanCluster cluster, HotspotPolicy.Scan policy) {
        ScanWindow window = cluster.window();
        Area area = view.district().area(scan.placesOf(window));
        double days = recurrence(cluster, look);
        String unit = look.detector() == Detector.SCAN_HOURLY ? "hours" : "days";
        String unitZh = look.detector() == Detector.SCAN_HOURLY ? "小时" : "天";
        return view.finding(
                look.detector(),
                area,
                area.first().gridId() + "+" + (window.size() - 1),
                "cluster",
                look.group(),
                look.cube().startOfLast(window.duration()),
                look.cube().slices().end(),
                new Evidence(
                        window.observed(),
                        window.expected(),
                        window.logRatio(),
                        "log likelihood ratio",
                        look.baseline() + "; dispersion " + Sentences.number(look.dispersion()),
                        cluster.p(),
                        null,
                        days),
                days >= policy.pageDays(),
                "%d cases (%s) in %s within %d %s where %s were expected; chance makes one as strong every %s days."
                        .formatted(
                                window.observed(),
                                view.english(look.group()),
                                area.english(),
                                window.duration(),
                                unit,
                                Sentences.number(window.expected()),
                                Sentences.number(Math.rint(days))),
                "%s在%d%s内发生%d起案件（%s），预期%s起；偶然出现同等聚集约需%s天。"
                        .formatted(
                                area.chinese(),
                                window.duration(),
                                unitZh,
                                window.observed(),
                                view.chinese(look.group()),
                                Sentences.number(window.expected()),
                                Sentences.number(Math.rint(days))));
    }
}
