package org.govbrain.local.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.govbrain.domain.privacy.Masking;
import org.govbrain.local.cli.Brain;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What sources write into every field that takes words, and into fields that take none, ends in no document. */
class PersonalDataTest {
    private static final String WORDS = "联系人：王小明，电话13812345678，身份证11010519491231002X，苏E12345，zhang@example.com";
    private static final List<String> PERSONAL =
            List.of("王小明", "13812345678", "1381234", "11010519491231002X", "苏E12345", "zhang@example.com");

    private static final String PLATFORM = """
        {"eventId":"1","occurredAt":"2026-03-04T10:00:00+08:00","kind":"REPORTED","caseId":"P-1","sourceSystem":"hotline",\
        "category":"噪音 13812345678","urgency":"ROUTINE","address":"%1$s","description":"%1$s"}
        {"eventId":"2","occurredAt":"2026-03-04T11:00:00+08:00","kind":"CLOSED","caseId":"P-1","sourceSystem":"hotline",\
        "satisfaction":"不满意，请打13812345678","description":"%1$s"}
        {"eventId":"3","occurredAt":"2026-03-04T10:00:00+08:00","kind":"%1$s","caseId":"P-2","sourceSystem":"hotline"}
        {"eventId":"4","occurredAt":"%1$s","kind":"REPORTED","caseId":"P-3","sourceSystem":"hotline"}
        {"eventId":"5","occurredAt":"2026-03-04T10:00:00+08:00","kind":"REPORTED","caseId":"P-4","sourceSystem":"hotline","%1$s":1}
        {"eventId":"6","occurredAt":"2026-03-04T10:00:00+08:00","kind":"REPORTED","caseId":"P-5","sourceSystem":"hotline","handlerId":"%1$s%1$s"}
        %1$s
        """;
    private static final String INCIDENTS = """
        {"eventId":"1","occurredAt":"2026-03-04T10:00:00+08:00","kind":"RECEIVED","incidentId":"I-1","category":"%1$s",\
        "urgency":"URGENT","address":"%1$s","description":"%1$s"}
        """;
    private static final String FINDINGS = """
        {"eventId":"1","occurredAt":"2026-03-04T10:00:00+08:00","kind":"FINDING","findingId":"F-1","officerId":"O-1",\
        "category":"电话 67891234","urgency":"URGENT","households":0,"description":"%1$s"}
        """;

    @TempDir
    Path work;

    @Test
    void no_string_of_any_document_holds_it() throws IOException {
        Path events = Files.createDirectories(work.resolve("events"));
        Files.writeString(events.resolve("platform.ndjson"), PLATFORM.formatted(WORDS));
        Files.writeString(events.resolve("linkage.ndjson"), INCIDENTS.formatted("王小明女士 13812345678"));
        Files.writeString(events.resolve("patrol.ndjson"), FINDINGS.formatted(WORDS));
        Path reference = Files.createDirectories(work.resolve("reference"));
        Files.writeString(reference.resolve("policy.yaml"), """
            version: test
            clocks:
              - {id: close, start: [REPORTED, RECEIVED, FINDING], stop: [CLOSED], goal: 10m, severity: major}
            """);
        Path out = work.resolve("out");
        StringWriter said = new StringWriter();

        Brain.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(
                        "backtest",
                        "--events",
                        events.toString(),
                        "--reference",
                        reference.toString(),
                        "--out",
                        out.toString());

        List<JsonNode> documents = documents(out);
        assertThat(documents.stream()
                        .map(document -> document.path("case_id").asText())
                        .filter(id -> !id.isEmpty()))
                .as("the cases are there: " + said)
                .contains("P-1", "I-1", "F-1");
        assertThat(documents.stream().filter(document -> document.has("dead_letter_id")))
                .as("what could not be read is there")
                .hasSize(5);
        assertThat(documents.stream()
                        .map(document -> document.path("satisfaction").asText()))
                .as("the rest of the words is there")
                .contains("不满意，请打[phone]");
        List<String> strings = new ArrayList<>();
        documents.forEach(document -> collect(document, strings));
        assertThat(strings)
                .as("every string of every document")
                .hasSizeGreaterThan(100)
                .allSatisfy(string -> {
                    assertThat(string).doesNotContain(PERSONAL);
                    assertThat(Masking.mask(string))
                            .as("nothing is left to mask")
                            .isEqualTo(string);
                });
    }

    private static List<JsonNode> documents(Path folder) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".ndjson"))
                    .sorted()
                    .toList()) {
                for (String line : Files.readAllLines(file)) {
                    documents.add(new JsonMapper().readTree(line));
                }
            }
        }
        return documents;
    }

    private static void collect(JsonNode node, List<String> strings) {
        if (node.isTextual()) {
            strings.add(node.textValue());
        }
        node.forEach(child -> collect(child, strings));
    }
}
