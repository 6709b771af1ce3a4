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
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three cases: assigned to market after 4 and 12 minutes by a platform, and to fire after 20 by nobody knows whom, under promises of
 * 3, 10 and 15 minutes. Until they were assigned it was no department's turn.
 */
class CompareTest {
    private static final String POLICY = """
            version: %1$s
            clocks:
              - {id: assign, start: [REPORTED], stop: [ASSIGNED], goal: %1$s, severity: major}
            """;

    @TempDir
    Path work;

    private final StringWriter said = new StringWriter();

    @BeforeEach
    void writeFiles() throws IOException {
        StringBuilder events = new StringBuilder();
        events.append(line("P1", "REPORTED", "10:00", "platform", "west"))
                .append(line("P1", "ASSIGNED", "10:04", "departmentId", "market"));
        events.append(line("P2", "REPORTED", "10:00", "platform", "west"))
                .append(line("P2", "ASSIGNED", "10:12", "departmentId", "market"));
        events.append(line("P3", "REPORTED", "10:00", "description", "-"))
                .append(line("P3", "ASSIGNED", "10:20", "departmentId", "fire"));
        Files.createDirectories(work.resolve("events"));
        Files.writeString(work.resolve("events/platform.ndjson"), events);
        Files.createDirectories(work.resolve("reference"));
        Files.writeString(work.resolve("reference/policy.yaml"), POLICY.formatted("10m"));
    }

    @Test
    void a_tighter_and_a_wider_policy_are_told_by_whose_turn_it_was_with_what_is_gained_lost_and_moved()
            throws IOException {
        Path tighter = Files.writeString(work.resolve("tighter.yaml"), POLICY.formatted("3m"));
        assertThat(backtest("out", "--policy", tighter.toString(), "--compare"))
                .as(said.toString())
                .isEqualTo(ExitCode.OK);
        assertThat(said.toString().lines().map(String::strip))
                .as("the table")
                .containsSubsequence(
                        "same    gained      lost     moved",
                        "assign · command-room                      0         0         0         1",
                        "assign · west                              0         1         0         1",
                        "all                                        0         1         0         2",
                        "assign|P1|1| gained: resolved, due 2026-03-04T02:03:00.000Z",
                        "assign|P2|1| moved: resolved, due 2026-03-04T02:10:00.000Z → resolved, due"
                                + " 2026-03-04T02:03:00.000Z");

        Path wider = Files.writeString(work.resolve("wider.yaml"), POLICY.formatted("15m"));
        Path before = work.resolve("out");
        assertThat(backtest("wider", "--policy", wider.toString(), "--compare", before.toString()))
                .as(said.toString())
                .isEqualTo(ExitCode.OK);
        JsonNode comparison = new JsonMapper().readTree(Files.readAllBytes(work.resolve("wider/comparison.json")));
        assertThat(comparison.path("total").toString())
                .as("from 3 to 15 minutes")
                .isEqualTo("{\"same\":0,\"gained\":0,\"lost\":2,\"moved\":1}");
        assertThat(comparison.path("changes").get(0).path("breach_id").asText()).isEqualTo("assign|P1|1|");
        assertThat(comparison.path("changes").get(0).path("change").asText()).isEqualTo("lost");
        assertThat(comparison.path("by_clock_and_owner").get(1).toString())
                .isEqualTo(
                        "{\"clock\":\"assign\",\"owner_id\":\"west\",\"same\":0,\"gained\":0,\"lost\":2,\"moved\":0}");
    }

    @Test
    void without_a_policy_and_a_folder_there_is_nothing_to_compare() {
        assertThat(backtest("out", "--compare")).isEqualTo(ExitCode.USAGE);
        assertThat(said.toString()).contains("--compare without DIR needs --policy");
    }

    private int backtest(String out, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "backtest",
                "--events",
                work.resolve("events").toString(),
                "--reference",
                work.resolve("reference").toString(),
                "--out",
                work.resolve(out).toString()));
        arguments.addAll(List.of(more));
        said.getBuffer().setLength(0);
        PrintWriter writer = new PrintWriter(said, true);
        return Brain.commandLine().setOut(writer).setErr(writer).execute(arguments.toArray(String[]::new));
    }

    private static String line(String caseId, String kind, String time, String field, String value) {
        return "{\"eventId\":\"" + caseId + kind + "\",\"occurredAt\":\"2026-03-04T" + time
                + ":00+08:00\",\"kind\":\"" + kind + "\",\"caseId\":\"" + caseId + "\",\"sourceSystem\":\"test\",\""
                + field + "\":\"" + value + "\"}\n";
    }
}
