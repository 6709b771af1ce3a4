package org.govbrain.local.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.govbrain.dashboards.index.IndexDefinition;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.local.chaos.Documents;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.ExitCode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three simulated days through {@code brain backtest}, against the truth that {@code brain simulate} wrote beside them. */
class SimulatedTruthTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CADENCE = "patrol-cadence";

    @TempDir
    static Path folder;

    private static JsonNode truth;
    private static final Map<String, JsonNode> BREACHES = new TreeMap<>();

    @BeforeAll
    static void simulateAndReplay() throws IOException {
        String days = folder.resolve("days").toString();
        assertThat(Brain.commandLine().execute("simulate", "--days", "3", "--seed", "11", "--out", days))
                .isEqualTo(ExitCode.OK);
        truth = JSON.readTree(folder.resolve("days/truth.json").toFile());
        assertThat(Brain.commandLine()
                        .execute(
                                "backtest",
                                "--events",
                                days,
                                "--reference",
                                days + "/reference",
                                "--as-of",
                                truth.path("as_of").asText(),
                                "--out",
                                folder.resolve("out").toString()))
                .isEqualTo(ExitCode.OK);
        for (String line : Files.readAllLines(folder.resolve("out/breaches.ndjson"))) {
            JsonNode breach = JSON.readTree(line);
            BREACHES.put(breach.path("breach_id").asText(), breach);
        }
    }

    @Test
    void thePromisesThatWereBrokenOnPurposeAreTheBreachesAndNoOthers() {
        Map<String, String> planned = new TreeMap<>();
        truth.path("breaches")
                .forEach(breach -> planned.put(breach.path("breach_id").asText(), describe(breach)));
        Map<String, String> found = new TreeMap<>();
        BREACHES.forEach((id, breach) -> {
            if (!breach.path("clock").asText().equals(CADENCE)) {
                found.put(id, describe(breach));
            }
        });
        assertThat(found).as("state, due and stopped, by id").isEqualTo(planned).hasSizeGreaterThan(30);
    }

    @Test
    void aGridThatWasLeftOutOnADayOfPatrolHoursBreachesItsCadence() {
        Set<String> unpatrolled = new TreeSet<>();
        truth.path("unpatrolled").forEach(grid -> {
            if (grid.path("days").size() == 3) {
                unpatrolled.add(grid.path("grid_id").asText());
            }
        });
        Set<String> breached = new TreeSet<>();
        BREACHES.values().stream()
                .filter(breach -> breach.path("clock").asText().equals(CADENCE))
                .forEach(breach -> breached.add(breach.path("case_id").asText()));
        assertThat(breached)
                .as("never patrolled in three days, and no goal is longer than two")
                .containsAll(unpatrolled)
                .isNotEmpty();
    }

    @Test
    void theJobSaysTheSameWithItsStateOnTheDisk() throws Exception {
        Path onDisk = folder.resolve("on-disk");
        Instant asOf = Instant.parse(truth.path("as_of").asText());
        try (EventFiles events =
                EventFiles.read(folder.resolve("days"), Instant.parse("2026-12-31T00:00:00Z"), ReferenceData.empty())) {
            new Backtest(events, FixedReferenceSource.of(folder.resolve("days/reference")), asOf, onDisk, 0).run();
        }
        for (IndexDefinition index : Documents.COMPARED) {
            Map<String, JsonNode> onHeap = Documents.ofBacktest(folder.resolve("out"), index);
            assertThat(onHeap).as(index.name()).isNotEmpty();
            assertThat(Documents.differences(index, Documents.ofBacktest(onDisk, index), onHeap))
                    .as(index.name())
                    .isEmpty();
        }
    }

    private static String describe(JsonNode breach) {
        JsonNode stopped = breach.path("stopped_at");
        return breach.path("state").asText() + " "
                + Instant.parse(breach.path("due_at").asText())
                + (stopped.isMissingNode() ? "" : " " + Instant.parse(stopped.asText()));
    }
}
