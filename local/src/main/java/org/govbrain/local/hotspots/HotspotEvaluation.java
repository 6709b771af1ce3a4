package org.govbrain.local.hotspots;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.govbrain.domain.hotspot.Detector;
import org.govbrain.domain.hotspot.Finding;
import org.govbrain.domain.hotspot.Hotspot;
import org.govbrain.local.simulate.PlannedHotspot;

/**
 * What each detector found of the hotspots that were put into a simulated city, and what it told of the same city without
 * any.
 *
 * <p>A hotspot counts as found by one that names at least three of the cases that were put in for it, and that began
 * no later than {@link #PATIENCE} after its end. Cold spots and data-quality notes are no alarms.
 */
final class HotspotEvaluation {
    /** Days close after they end, and some detectors look at two. */
    static final Duration PATIENCE = Duration.ofDays(2);

    private static final int ENOUGH_CASES = 3;
    private static final double DAY_MS = 86_400_000.0;
    private static final double WEEK_MS = 7 * DAY_MS;

    private HotspotEvaluation() {}

    /**
     * One detector.
     *
     * @param injected hotspots put in, by kind
     * @param found how many of them it found, by kind
     * @param paged how many of these it found worth a page
     * @param days from the beginning of each hotspot found to the document, ascending
     * @param alarmsAWeek hotspots told a week where none was put in
     * @param pagesAWeek those of them that are worth a page
     */
    record Row(
            String detector,
            Map<String, Integer> injected,
            Map<String, Integer> found,
            Map<String, Integer> paged,
            List<Double> days,
            double alarmsAWeek,
            double pagesAWeek) {}

    /**
     * A row for each detector, in the order of their names.
     *
     * @param planned what the simulator put in
     * @param told hotspots of the city with it
     * @param quiet hotspots of the city without
     * @param from what begins earlier is not judged: the detectors are still learning
     * @param to end of the data; hotspots that are not over by then are not judged
     */
    static List<Row> of(
            List<PlannedHotspot> planned, List<Hotspot> told, List<Hotspot> quiet, Instant from, Instant to) {
        Map<Detector, List<Hotspot>> byDetector = new EnumMap<>(Detector.class);
        EnumSet.complementOf(EnumSet.of(Detector.DATA_QUALITY))
                .forEach(detector -> byDetector.put(detector, new ArrayList<>()));
        alarms(told)
                .forEach(hotspot -> Objects.requireNonNull(
                                byDetector.get(hotspot.finding().detector()))
                        .add(hotspot));
        List<Hotspot> alone = alarms(quiet).stream()
                .filter(hotspot -> !hotspot.detectedAt().isBefore(from))
                .toList();
        double weeks = Duration.between(from, to).toMillis() / WEEK_MS;
        List<Row> rows = new ArrayList<>();
        byDetector.forEach((detector, hotspots) -> {
            List<Finding> its = alone.stream()
                    .map(Hotspot::finding)
                    .filter(finding -> finding.detector() == detector)
                    .toList();
            long pages = its.stream().filter(Finding::pageable).count();
            rows.add(row(detector, judged(planned, from, to), hotspots, its.size() / weeks, pages / weeks));
        });
        rows.sort(Comparator.comparing(Row::detector));
        return rows;
    }

    private static List<PlannedHotspot> judged(List<PlannedHotspot> planned, Instant from, Instant to) {
        return planned.stream()
                .filter(each -> each.fromMs() >= from.toEpochMilli() && each.toMs() <= to.toEpochMilli())
                .toList();
    }

    private static Row row(
            Detector detector,
            List<PlannedHotspot> planned,
            List<Hotspot> hotspots,
            double alarmsAWeek,
            double pagesAWeek) {
        Map<String, Integer> injected = new TreeMap<>();
        Map<String, Integer> found = new TreeMap<>();
        Map<String, Integer> paged = new TreeMap<>();
        List<Double> days = new ArrayList<>();
        for (PlannedHotspot each : planned) {
            String kind = each.kind().word();
            injected.merge(kind, 1, Integer::sum);
            List<Hotspot> its =
                    hotspots.stream().filter(hotspot -> isOf(hotspot, each)).toList();
            its.stream().map(Hotspot::detectedAt).min(Instant::compareTo).ifPresent(first -> {
                found.merge(kind, 1, Integer::sum);
                days.add((first.toEpochMilli() - each.fromMs()) / DAY_MS);
            });
            if (its.stream().anyMatch(hotspot -> hotspot.finding().pageable())) {
                paged.merge(kind, 1, Integer::sum);
            }
        }
        Collections.sort(days);
        return new Row(detector.id(), injected, found, paged, days, alarmsAWeek, pagesAWeek);
    }

    private static List<Hotspot> alarms(List<Hotspot> hotspots) {
        return hotspots.stream()
                .filter(hotspot -> hotspot.finding().detector() != Detector.DATA_QUALITY
                        && !hotspot.finding().isCold())
                .toList();
    }

    private static boolean isOf(Hotspot hotspot, PlannedHotspot planned) {
        long atMs = hotspot.detectedAt().toEpochMilli();
        if (atMs < planned.fromMs() || atMs > planned.toMs() + PATIENCE.toMillis()) {
            return false;
        }
        Set<String> its = new HashSet<>(hotspot.finding().caseIds());
        its.retainAll(Set.copyOf(planned.caseIds()));
        return its.size() >= ENOUGH_CASES;
    }
}
