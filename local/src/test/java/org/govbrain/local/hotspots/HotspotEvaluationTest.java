package org.govbrain.local.hotspots;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HotspotEvaluationTest {
    private static final Instant FROM = Instant.parse("2026-03-08T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-03-22T00:00:00Z");

    @Test
    void findsAndFalseAlarmsAreCountedByDetector() throws Exception {
        JsonNode truth = json("""
                {"hotspots": [
                 {"kind": "surge", "window_start": "2026-03-10T00:00:00Z", "window_end": "2026-03-12T00:00:00Z",
                  "case_ids": ["a1", "a2", "a3", "a4"]},
                 {"kind": "surge", "window_start": "2026-03-14T00:00:00Z", "window_end": "2026-03-16T00:00:00Z",
                  "case_ids": ["b1", "b2", "b3"]},
                 {"kind": "surge", "window_start": "2026-03-02T00:00:00Z", "window_end": "2026-03-04T00:00:00Z",
                  "case_ids": ["early"]},
                 {"kind": "repeat-place", "window_start": "2026-03-20T00:00:00Z", "window_end": "2026-03-23T00:00:00Z",
                  "case_ids": ["not over"]}]}
                """);
        List<JsonNode> told = documents(
                document("scan", "2026-03-11T12:00:00Z", "", false, "\"a1\", \"a2\", \"a3\", \"x\""),
                document("scan", "2026-03-11T18:00:00Z", "", false, "\"a2\", \"a3\", \"a4\""),
                document("scan", "2026-03-19T00:00:00Z", "", false, "\"b1\", \"b2\", \"b3\""),
                document("scan", "2026-03-15T00:00:00Z", "", false, "\"b1\", \"b2\""));
        List<JsonNode> quiet = documents(
                document("scan", "2026-03-09T00:00:00Z", "", true, "\"q\""),
                document("scan", "2026-03-10T00:00:00Z", "", false, "\"q\""),
                document("scan", "2026-03-07T00:00:00Z", "", true, "\"still learning\""),
                document("emerging", "2026-03-10T00:00:00Z", "persistent-cold", false, "\"q\""),
                document("data-quality", "2026-03-10T00:00:00Z", "burst", false, "\"q\""),
                document("ears", "2026-03-10T00:00:00Z", "c1", false, "\"q\""));

        assertThat(HotspotEvaluation.of(truth, told, quiet, FROM, TO))
                .as("too late, and with too few of its cases, a document is of no hotspot")
                .containsExactly(
                        new HotspotEvaluation.Row("ears", Map.of("surge", 2), Map.of(), List.of(), 0.5, 0.0),
                        new HotspotEvaluation.Row(
                                "scan", Map.of("surge", 2), Map.of("surge", 1), List.of(1.5), 1.0, 0.5));
    }

    private static List<JsonNode> documents(String... texts) throws JsonProcessingException {
        List<JsonNode> documents = new ArrayList<>();
        for (String text : texts) {
            documents.add(json(text));
        }
        return documents;
    }

    private static String document(String detector, String at, String pattern, boolean pageable, String cases) {
        return "{\"detector\": \"%s\", \"@timestamp\": \"%s\", \"pattern\": \"%s\", \"pageable\": %s, \"withdrawn\": false, \"case_ids\": [%s]}"
                .formatted(detector, at, pattern, pageable, cases);
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new JsonMapper().readTree(text);
    }
}
