package org.govbrain.local.hotspots;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * The evaluations of several cities as one table in Markdown, a line a detector: of what was put in, how much of it was found in
 * all cities together and how much of that was worth a page; the median of the days until then; of what was told where nothing was put in, the mean city. In brackets
 * stands the range: over the cities, and of days over what was found.
 */
final class HotspotEvaluationTable {
    private static final String LINE = "| %-16s | %-29s | %-29s | %-29s | %-13s | %-19s | %-16s |";

    private HotspotEvaluationTable() {}

    /**
     * Lines of the table.
     *
     * @param cities rows of each city, the same detectors in the same order
     */
    static List<String> of(List<List<HotspotEvaluation.Row>> cities) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                LINE, "detector", "surges", "repeat places", "sequences", "days", "alone, a week", "pages, a week"));
        lines.add("|---|---|---|---|---|---|---|");
        IntStream.range(0, cities.get(0).size())
                .mapToObj(i -> line(cities.stream().map(rows -> rows.get(i)).toList()))
                .forEach(lines::add);
        return lines;
    }

    private static String line(List<HotspotEvaluation.Row> rows) {
        double[] days = rows.stream()
                .flatMap(row -> row.days().stream())
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return String.format(
                LINE,
                rows.get(0).detector(),
                share(rows, "surge"),
                share(rows, "repeat-place"),
                share(rows, "sequence"),
                days.length == 0 ? "–" : numbers("%.1f", days[days.length / 2], DoubleStream.of(days)),
                mean("%.1f", rows, HotspotEvaluation.Row::alarmsAWeek),
                mean("%.2f", rows, HotspotEvaluation.Row::pagesAWeek));
    }

    /** How many were found, the range of that, and how many of these were worth a page. */
    private static String share(List<HotspotEvaluation.Row> rows, String kind) {
        int injected = sum(rows, kind, HotspotEvaluation.Row::injected);
        double[] percents = rows.stream()
                .filter(row -> row.injected().containsKey(kind))
                .mapToDouble(row -> 100.0
                        * sum(List.of(row), kind, HotspotEvaluation.Row::found)
                        / sum(List.of(row), kind, HotspotEvaluation.Row::injected))
                .sorted()
                .toArray();
        return injected == 0
                ? "–"
                : String.format(
                        Locale.ROOT,
                        "%d of %d (%.0f–%.0f %%), %d paged",
                        sum(rows, kind, HotspotEvaluation.Row::found),
                        injected,
                        percents[0],
                        percents[percents.length - 1],
                        sum(rows, kind, HotspotEvaluation.Row::paged));
    }

    private static int sum(
            List<HotspotEvaluation.Row> rows, String kind, Function<HotspotEvaluation.Row, Map<String, Integer>> of) {
        return rows.stream()
                .mapToInt(row -> of.apply(row).getOrDefault(kind, 0))
                .sum();
    }

    private static String mean(
            String format, List<HotspotEvaluation.Row> rows, ToDoubleFunction<HotspotEvaluation.Row> of) {
        double mean = rows.stream().mapToDouble(of).average().orElse(0.0);
        return numbers(format, mean, rows.stream().mapToDouble(of));
    }

    private static String numbers(String format, double number, DoubleStream range) {
        double[] sorted = range.sorted().toArray();
        return String.format(
                Locale.ROOT, format + " (" + format + "–" + format + ")", number, sorted[0], sorted[sorted.length - 1]);
    }
}
