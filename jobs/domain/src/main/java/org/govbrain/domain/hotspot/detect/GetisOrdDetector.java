package org.govbrain.domain.hotspot.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.govbrain.domain.hotspot.Detector;
import org.govbrain.domain.hotspot.Evidence;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.count.CountCube;
import org.govbrain.domain.hotspot.count.Slices;
import org.govbrain.domain.hotspot.statistics.EmergingPattern;
import org.govbrain.domain.hotspot.statistics.EmergingRules;
import org.govbrain.domain.hotspot.statistics.FalseDiscoveryRate;
import org.govbrain.domain.hotspot.statistics.MannKendall;
import org.govbrain.domain.hotspot.statistics.NormalDistribution;
import org.govbrain.domain.hotspot.statistics.SpaceTimeGetisOrd;
import org.govbrain.domain.hotspot.statistics.SpaceTimeGetisOrd.Reference;
import org.jspecify.annotations.Nullable;

/** Gi* of the newest day with Benjamini-Hochberg over the look, and from its history the emerging pattern of each grid. */
final class GetisOrdDetector {
    /** Yesterday is near. */
    private static final int LAG = 1;

    private GetisOrdDetector() {}

    /** Scores of one group, null for all: z and two-sided p, slice by grid. */
    private static final class Scores {
        private final @Nullable String group;
        private final CountCube cube;
        private final double[][] z;
        private final double[][] p;

        Scores(DistrictView view, @Nullable String group, Slices days) {
            this.group = group;
            this.cube = CountCube.of(view.ofGroup(group), days, view.district().gridIds());
            this.z = SpaceTimeGetisOrd.giStar(cube.values(), view.district().neighbours(), LAG, Reference.ENTIRE_CUBE);
            this.p = Arrays.stream(z)
                    .map(slice -> Arrays.stream(slice)
                            .map(NormalDistribution::twoSidedP)
                            .toArray())
                    .toArray(double[][]::new);
        }

        int newest() {
            return z.length - 1;
        }
    }

    /** Nothing with fewer days than the policy asks for. */
    static List<Finding> detect(DistrictView view, Slices days, HotspotPolicy.Daily policy) {
        List<Finding> findings = new ArrayList<>();
        if (days.count() < policy.minSlices()) {
            return findings;
        }
        List<Scores> scores = view.groupsSince(days.start(0), policy.minCases()).stream()
                .map(group -> new Scores(view, group, days))
                .toList();
        double[] q = FalseDiscoveryRate.benjaminiHochberg(scores.stream()
                .flatMapToDouble(of -> Arrays.stream(of.p[of.newest()]))
                .toArray());
        int grids = view.district().gridIds().size();
        for (int k = 0; k < scores.size(); k++) {
            for (int grid = 0; grid < grids; grid++) {
                if (q[k * grids + grid] <= policy.alpha() && scores.get(k).z[days.count() - 1][grid] > 0.0) {
                    findings.add(hot(view, scores.get(k), grid, q[k * grids + grid]));
                }
            }
            emerging(view, scores.get(k), policy.alpha(), findings);
        }
        return findings;
    }

    private static Finding hot(DistrictView view, Scores scores, int grid, double q) {
        int newest = scores.newest();
        CountCube cube = scores.cube;
        int[] near = Arrays.copyOf(
                view.district().neighbours()[grid], view.district().neighbours()[grid].length + 1);
        near[near.length - 1] = grid;
        int slices = Math.min(LAG + 1, cube.counts().length);
        double[] around = cube.series(near);
        double observed =
                Arrays.stream(around, around.length - slices, around.length).sum();
        double expected = (double) cube.total()
                * near.length
                * slices
                / ((double) cube.counts().length * cube.gridIds().size());
        Area area = view.district().area(grid);
        return view.finding(
                Detector.GETIS_ORD,
                area,
                view.district().area(near),
                area.gridIds().get(0),
                "hot",
                scores.group,
                cube.startOfLast(slices),
                cube.slices().end(),
                new Evidence(
                        observed,
                        expected,
                        scores.z[newest][grid],
                        "Gi* z",
                        "all grids over " + cube.counts().length + " days",
                        scores.p[newest][grid],
                        q,
                        null),
                false,
                "%s and its neighbours have %s cases (%s) in %d days where %s were expected."
                        .formatted(
                                capitalised(area.english()),
                                Sentences.number(observed),
                                view.english(scores.group),
                                slices,
                                Sentences.number(expected)),
                "%s及周边网格%d天内有%s起案件（%s），预期%s起。"
                        .formatted(
                                area.chinese(),
                                slices,
                                Sentences.number(observed),
                                view.chinese(scores.group),
                                Sentences.number(expected)));
    }

    private static void emerging(DistrictView view, Scores scores, double alpha, List<Finding> findings) {
        int slices = scores.z.length;
        int grids = view.district().gridIds().size();
        double[] q = FalseDiscoveryRate.benjaminiHochberg(
                Arrays.stream(scores.p).flatMapToDouble(Arrays::stream).toArray());
        for (int grid = 0; grid < grids; grid++) {
            int[] bins = new int[slices];
            double[] z = new double[slices];
            for (int slice = 0; slice < slices; slice++) {
                z[slice] = scores.z[slice][grid];
                bins[slice] = q[slice * grids + grid] <= alpha ? (int) Math.signum(z[slice]) : 0;
            }
            MannKendall trend = MannKendall.of(z);
            EmergingPattern pattern = EmergingRules.LIST_ORDER.patternOf(bins, trend.z(), trend.p());
            if (pattern != EmergingPattern.NONE) {
                findings.add(emerging(view, scores, grid, bins, trend, pattern));
            }
        }
    }

    private static Finding emerging(
            DistrictView view, Scores scores, int grid, int[] bins, MannKendall trend, EmergingPattern pattern) {
        Area area = view.district().area(grid);
        CountCube cube = scores.cube;
        Instant from = cube.slices().start(0);
        long hot = Arrays.stream(bins).filter(bin -> bin == pattern.sign()).count();
        double[] series = cube.series(new int[] {grid});
        String word = pattern.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return view.finding(
                Detector.EMERGING,
                area,
                area.gridIds().get(0) + "/" + word,
                word,
                scores.group,
                from,
                cube.slices().end(),
                new Evidence(
                        Arrays.stream(series).sum(),
                        (double) cube.total() / cube.gridIds().size(),
                        trend.z(),
                        "Mann-Kendall z of Gi*",
                        hot + " of " + bins.length + " days significant",
                        trend.p(),
                        null,
                        null),
                false,
                "%s is a %s (%s): significant on %d of %d days."
                        .formatted(
                                capitalised(area.english()),
                                pattern.english(),
                                view.english(scores.group),
                                hot,
                                bins.length),
                "%s为%s（%s）：%d天中有%d天显著。"
                        .formatted(area.chinese(), pattern.chinese(), view.chinese(scores.group), bins.length, hot));
    }

    private static String capitalised(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
