package org.govbrain.local.hotspots;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * The evaluations of several cities as one table in Markdown, a line a detector: of what was put in, how much of it was found in
 * all cities together; of what was told where nothing was put in, the median city and the range.
 */
final class HotspotEvaluationTable {
    private static final List<String> KINDS = List.of("surge", "repeat-place", "sequence");
    private static final String LINE = "| %-16s | %9s | %13s | %9s | %5s | %11s | %19s | %13s | %7s |";

    private HotspotEvaluationTable() {}

    /**
     * Lines of the table.
     *
     * @param cities rows of each city, one a detector that told anything there
     */
    static List<String> of(List<List<HotspotEvaluation.Row>> cities) {
        Map<String, List<HotspotEvaluation.Row>> byDetector = new TreeMap<>();
        cities.forEach(rows -> rows.forEach(row -> byDetector
                .computeIfAbsent(row.detector(), detector -> new ArrayList<>())
                .add(row)));
        Map<String, Integer> injected = new TreeMap<>();
        cities.stream()
                .flatMap(rows -> rows.stream().limit(1))
                .forEach(row -> row.injected().forEach((kind, count) -> injected.merge(kind, count, Integer::sum)));
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                LINE,
                "detector",
                "surges",
                "repeat places",
                "sequences",
                "paged",
                "median days",
                "alone, a week",
                "pages, a week",
                "at most"));
        lines.add("|---|---|---|---|---|---|---|---|---|");
        byDetector.forEach((detector, rows) -> lines.add(line(detector, rows, injected, cities.size())));
        return lines;
    }

    private static String line(
            String detector, List<HotspotEvaluation.Row> rows, Map<String, Integer> injected, int cities) {
        List<Double> days = new ArrayList<>();
        rows.forEach(row -> days.addAll(row.days()));
        Collections.sort(days);
        List<Double> alarms = sorted(rows, cities, HotspotEvaluation.Row::alarmsAWeek);
        List<Double> pages = sorted(rows, cities, HotspotEvaluation.Row::pagesAWeek);
        double meanPages =
                pages.stream().mapToDouble(Double::doubleValue).average().orElse(0.0);
        return String.format(
                Locale.ROOT,
                LINE,
                detector,
                share(rows, injected, KINDS.get(0)),
                share(rows, injected, KINDS.get(1)),
                share(rows, injected, KINDS.get(2)),
                rows.stream()
                        .flatMap(row -> row.paged().values().stream())
                        .mapToInt(Integer::intValue)
                        .sum(),
                days.isEmpty() ? "–" : String.format(Locale.ROOT, "%.1f", days.get(days.size() / 2)),
                String.format(
                        Locale.ROOT, "%.1f (%.1f–%.1f)", alarms.get(cities / 2), alarms.get(0), alarms.get(cities - 1)),
                String.format(Locale.ROOT, "%.2f", meanPages),
                String.format(Locale.ROOT, "%.2f", pages.get(cities - 1)));
    }

    private static String share(List<HotspotEvaluation.Row> rows, Map<String, Integer> injected, String kind) {
        int found =
                rows.stream().mapToInt(row -> row.found().getOrDefault(kind, 0)).sum();
        return found + " of " + injected.getOrDefault(kind, 0);
    }

    /** A detector that told nothing in a city has no row there. */
    private static List<Double> sorted(
            List<HotspotEvaluation.Row> rows, int cities, ToDoubleFunction<HotspotEvaluation.Row> of) {
        List<Double> values = new ArrayList<>(Collections.nCopies(cities - rows.size(), 0.0));
        rows.forEach(row -> values.add(of.applyAsDouble(row)));
        Collections.sort(values);
        return values;
    }
}
