package org.govbrain.local.hotspots;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What each detector found of the hotspots that were put into a simulated city, and what it told of the same city without
 * any.
 *
 * <p>A hotspot counts as found by a document that names at least three of the cases that were put in for it, and that began
 * no later than {@link #PATIENCE} after its end. Cold spots and data-quality notes are no alarms.
 */
final class HotspotEvaluation {
    /** Days close after they end, and some detectors look at two. */
    static final Duration PATIENCE = Duration.ofDays(2);

    private static final int ENOUGH_CASES = 3;
    private static final double WEEK_MS = 7 * 86_400_000.0;

    private HotspotEvaluation() {}

    /**
     * One detector.
     *
     * @param injected hotspots put in, by kind
     * @param found how many of them it found, by kind
     * @param days from the beginning of each hotspot found to the document, ascending
     * @param alarmsAWeek hotspots told a week where none was put in
     * @param pagesAWeek those of them that are worth a page
     */
    record Row(
            String detector,
            Map<String, Integer> injected,
            Map<String, Integer> found,
            List<Double> days,
            double alarmsAWeek,
            double pagesAWeek) {

        /** Median days until found; null where nothing was. */
        @Nullable
        Double medianDays() {
            return days.isEmpty() ? null : days.get(days.size() / 2);
        }
    }

    /**
     * Rows by detector.
     *
     * @param truth what the simulator put in
     * @param told documents of the city with it
     * @param quiet documents of the city without
     * @param from what begins earlier is not judged: the detectors are still learning
     * @param to end of the data; hotspots that are not over by then are not judged
     */
    static List<Row> of(JsonNode truth, List<JsonNode> told, List<JsonNode> quiet, Instant from, Instant to) {
        Map<String, List<JsonNode>> byDetector = new TreeMap<>();
        alarms(told)
                .forEach(document -> byDetector
                        .computeIfAbsent(document.path("detector").asText(), detector -> new ArrayList<>())
                        .add(document));
        alarms(quiet)
                .forEach(document ->
                        byDetector.computeIfAbsent(document.path("detector").asText(), detector -> new ArrayList<>()));
        double weeks = Duration.between(from, to).toMillis() / WEEK_MS;
        List<Row> rows = new ArrayList<>();
        byDetector.forEach((detector, documents) -> {
            List<JsonNode> alone = alarms(quiet).stream()
                    .filter(document -> document.path("detector").asText().equals(detector))
                    .filter(document -> !at(document, "@timestamp").isBefore(from))
                    .toList();
            long pages = alone.stream()
                    .filter(document -> document.path("pageable").asBoolean())
                    .count();
            rows.add(row(detector, truth, documents, from, to, alone.size() / weeks, pages / weeks));
        });
        return rows;
    }

    private static Row row(
            String detector,
            JsonNode truth,
            List<JsonNode> documents,
            Instant from,
            Instant to,
            double alarmsAWeek,
            double pagesAWeek) {
        Map<String, Integer> injected = new TreeMap<>();
        Map<String, Integer> found = new TreeMap<>();
        List<Double> days = new ArrayList<>();
        for (JsonNode planned : truth.path("hotspots")) {
            if (at(planned, "window_start").isBefore(from)
                    || at(planned, "window_end").isAfter(to)) {
                continue;
            }
            String kind = planned.path("kind").asText();
            injected.merge(kind, 1, Integer::sum);
            documents.stream()
                    .filter(document -> isOf(document, planned))
                    .map(document -> at(document, "@timestamp"))
                    .min(Instant::compareTo)
                    .ifPresent(first -> {
                        found.merge(kind, 1, Integer::sum);
                        days.add(Duration.between(at(planned, "window_start"), first)
                                        .toMillis()
                                / 86_400_000.0);
                    });
        }
        Collections.sort(days);
        return new Row(detector, injected, found, days, alarmsAWeek, pagesAWeek);
    }

    private static List<JsonNode> alarms(List<JsonNode> documents) {
        return documents.stream()
                .filter(document -> !document.path("withdrawn").asBoolean())
                .filter(document -> !document.path("detector").asText().equals("data-quality"))
                .filter(document -> !document.path("pattern").asText().endsWith("-cold"))
                .toList();
    }

    private static boolean isOf(JsonNode document, JsonNode planned) {
        Instant detected = at(document, "@timestamp");
        if (detected.isBefore(at(planned, "window_start"))
                || detected.isAfter(at(planned, "window_end").plus(PATIENCE))) {
            return false;
        }
        Set<String> its = new HashSet<>();
        document.path("case_ids").forEach(caseId -> its.add(caseId.asText()));
        int common = 0;
        for (JsonNode caseId : planned.path("case_ids")) {
            common += its.contains(caseId.asText()) ? 1 : 0;
        }
        return common >= ENOUGH_CASES;
    }

    private static Instant at(JsonNode node, String field) {
        return Instant.parse(node.path(field).asText());
    }
}
