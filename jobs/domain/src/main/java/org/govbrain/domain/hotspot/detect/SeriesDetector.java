package org.govbrain.domain.hotspot.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.govbrain.domain.hotspot.Detector;
import org.govbrain.domain.hotspot.Evidence;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.count.CountCube;
import org.govbrain.domain.hotspot.count.Slices;
import org.govbrain.domain.hotspot.statistics.Cusum;
import org.govbrain.domain.hotspot.statistics.Ears;
import org.govbrain.domain.hotspot.statistics.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * EARS and CUSUM on daily series: each community with all groups together, and each group over the whole district. Grids
 * count 0 on most days and would alarm by chance all the time.
 */
final class SeriesDetector {
    /** Days that CUSUM learns the normal mean from, and the days that it watches. */
    private static final int CUSUM_BASELINE = 28;

    private static final int CUSUM_WATCHED = 14;
    /** A normal mean below this is too little to know. */
    private static final double LEAST_MEAN = 0.25;

    private SeriesDetector() {}

    static List<Finding> detect(DistrictView view, Slices days, HotspotPolicy.Daily policy) {
        List<Finding> findings = new ArrayList<>();
        CountCube all = CountCube.of(view.cases(), days, view.district().gridIds());
        view.district().units().forEach((unit, columns) -> look(view, all, unit, columns, null, policy, findings));
        int[] everywhere = IntStream.range(0, view.district().gridIds().size()).toArray();
        for (String group : view.groupsSince(days.start(0), policy.minCases())) {
            if (group != null) {
                CountCube cube = CountCube.of(view.ofGroup(group), days, all.gridIds());
                look(view, cube, "district", everywhere, group, policy, findings);
            }
        }
        return findings;
    }

    private static void look(
            DistrictView view,
            CountCube cube,
            String unit,
            int[] columns,
            @Nullable String group,
            HotspotPolicy.Daily policy,
            List<Finding> findings) {
        double[] series = cube.series(columns);
        Area area = view.district().area(columns);
        Subject subject = new Subject(
                view, area, unit, group, cube.startOfLast(1), cube.slices().end());
        ears(subject, series, policy.minSigma(), findings);
        cusum(subject, series, policy, findings);
    }

    private static void ears(Subject subject, double[] series, double minSigma, List<Finding> findings) {
        Ears ears = new Ears(minSigma, Ears.DEFAULT.threshold12(), Ears.DEFAULT.threshold3());
        Ears.Day day = ears.at(series, series.length - 1);
        double observed = series[series.length - 1];
        if (day.alarm1() || day.alarm2()) {
            boolean second = day.alarm2();
            double c = second ? day.c2() : day.c1();
            double mean = second ? day.mean2() : day.mean1();
            String name = second ? "C2" : "C1";
            findings.add(subject.finding(
                    Detector.EARS,
                    name.toLowerCase(Locale.ROOT),
                    new Evidence(
                            observed,
                            mean,
                            c,
                            name,
                            second ? "the 7 days before the last 2" : "the last 7 days",
                            NormalDistribution.upperTail(c),
                            null,
                            null)));
        } else if (day.alarm3()) {
            // Without a case today the alarm is an echo of the days before, and is called so.
            findings.add(subject.finding(
                    Detector.EARS,
                    day.carryOver() ? "c3-carry-over" : "c3",
                    new Evidence(
                            observed, day.mean2(), day.c3(), "C3", "the 7 days before the last 2", null, null, null)));
        }
    }

    private static void cusum(Subject subject, double[] series, HotspotPolicy.Daily policy, List<Finding> findings) {
        int days = series.length;
        if (days < CUSUM_BASELINE + CUSUM_WATCHED) {
            return;
        }
        double[] watched = Arrays.copyOfRange(series, days - CUSUM_WATCHED, days);
        double mean = Arrays.stream(series, days - CUSUM_WATCHED - CUSUM_BASELINE, days - CUSUM_WATCHED)
                .average()
                .orElse(0.0);
        if (mean < LEAST_MEAN) {
            return;
        }
        // Counts vary more than Poisson; in units of the mean's own spread one limit serves small and large places.
        double limit = policy.cusumLimit() * Math.max(1.0, Math.sqrt(mean));
        double[] sums =
                Cusum.poisson(mean, mean * policy.cusumRise(), limit, false).of(watched);
        double last = sums[sums.length - 1];
        if (last >= limit && watched[watched.length - 1] > mean) {
            findings.add(subject.finding(
                    Detector.CUSUM,
                    "rise",
                    new Evidence(
                            watched[watched.length - 1],
                            mean,
                            last,
                            "S",
                            "28 days that ended 14 days ago",
                            null,
                            null,
                            null)));
        }
    }

    private record Subject(
            DistrictView view,
            Area area,
            String unit,
            @Nullable String group,
            Instant from,
            Instant to) {

        Finding finding(Detector detector, String pattern, Evidence evidence) {
            double expected = evidence.expected() == null ? 0.0 : evidence.expected();
            String rise = detector == Detector.EARS ? "jumped to" : "keep rising:";
            String riseZh = detector == Detector.EARS ? "突增至" : "持续上升，达";
            return view.finding(
                    detector,
                    area,
                    unit,
                    pattern,
                    group,
                    from,
                    to,
                    evidence,
                    false,
                    "Cases (%s) in %s %s %s a day, %s were expected (%s)."
                            .formatted(
                                    view.english(group),
                                    area.english(),
                                    rise,
                                    Sentences.number(evidence.observed()),
                                    Sentences.number(expected),
                                    evidence.statisticName()),
                    "%s的案件（%s）%s每日%s起，预期%s起（%s）。"
                            .formatted(
                                    area.chinese(),
                                    view.chinese(group),
                                    riseZh,
                                    Sentences.number(evidence.observed()),
                                    Sentences.number(expected),
                                    evidence.statisticName()));
        }
    }
}
