package org.govbrain.local.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.govbrain.local.cli.Brain;
import org.govbrain.schemas.document.HotspotDocument;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The examples over real data, against figures that were computed independently; docs/CONVERTERS.md explains the rest. */
@EnabledIfSystemProperty(named = "govbrain.shared", matches = ".+")
final class PublicDataTest {
    private static final Path SHARED = Path.of(System.getProperty("govbrain.shared", "."), "data");

    /** Two tests look at it. */
    @TempDir
    static Path sanFrancisco;

    @TempDir
    Path work;

    @BeforeAll
    static void replaySanFrancisco() throws IOException {
        replay(sanFrancisco, "san-francisco", "sf_fire_2016w53/sf_fire_2016w53.csv", List.of("san-francisco"));
    }

    @Test
    void unitsOfSanFranciscoThatCameLateAreTheIndependentlyComputedOnes() throws IOException {
        JsonNode truth = truth("sf_fire_2016w53");
        JsonNode perUnit = truth.path("clocks_per_unit_row").path("dispatch->on_scene (20 min)");
        JsonNode perIncident = truth.path("clocks_per_incident_first_unit");

        work = sanFrancisco;

        Set<String> arrived = new HashSet<>();
        for (JsonNode event : Documents.read(work.resolve("events/linkage.ndjson"))) {
            if (event.path("kind").asText().equals("ARRIVED")) {
                arrived.add(event.path("incidentId").asText() + "|1|"
                        + event.path("departmentId").asText());
            }
        }
        assertThat(arrived).as("arrivals").hasSize(perUnit.path("n").asInt());
        assertThat(breaches("on-scene").stream()
                        .map(breach -> breach.path("breach_id").asText().substring("on-scene|".length()))
                        .filter(arrived::contains))
                .as("units that arrived late; those that never arrived are in docs/CONVERTERS.md")
                .hasSize(perUnit.path("over_20").asInt());
        assertThat(breaches("accept"))
                .as("accepted late, per incident")
                .hasSize(perIncident
                        .path("received->entry (accept, 10 min)")
                        .path("over_10")
                        .asInt());
        assertThat(breaches("assign"))
                .as("assigned late, per incident")
                .hasSize(perIncident
                        .path("entry->dispatch (assign, 5 min)")
                        .path("over_5")
                        .asInt());
        assertThat(documents("breaches"))
                .as("207 late arrivals, 94 called off late, 4 never heard of again; 3 and 106")
                .hasSize(207 + 94 + 4 + 3 + 106);
        assertThat(documents("cases"))
                .as("a case an incident, all of them urgent")
                .hasSize(truth.path("incidents").asInt())
                .allMatch(document -> document.path("urgency").asText().equals("urgent"));
    }

    /**
     * With the settings that every city has. An hour after midnight it is told, with the cases of that hour. Live, the first
     * two of the eight days are enough.
     */
    @Test
    void newYearsMidnightOfSanFranciscoIsFoundInTheFinancialDistrictInABacktestAndLive() throws Exception {
        work = sanFrancisco;

        JsonNode told = documents("hotspots").stream()
                .filter(document -> document.path("detector").asText().equals("scan-hourly"))
                // 01:00 in San Francisco
                .filter(document -> document.path("@timestamp").asText().equals("2017-01-01T09:00:00.000Z"))
                .reduce((first, second) -> fail("two clusters of that hour: %s and %s", first, second))
                .orElseThrow();
        assertThat(told.path("grid_ids"))
                .as("grids")
                .singleElement()
                .satisfies(grid -> assertThat(grid.asText()).isEqualTo("Financial District"));
        assertThat(told.path("window_start").asText()).as("from midnight on").isEqualTo("2017-01-01T08:00:00.000Z");
        assertThat(told.path("observed").asDouble())
                .as("observed")
                .isGreaterThan(2 * told.path("expected").asDouble());
        assertThat(told.path("case_ids"))
                .as("its cases")
                .hasSize(told.path("observed").asInt());

        HotspotDocument live = LiveRun.hotspots(
                        work.resolve("events"), work.resolve("reference"), Instant.parse("2017-01-02T08:00:00Z"))
                .get(told.path("hotspot_id").asText());
        assertThat(live).as("the same hotspot, live").isNotNull().satisfies(document -> {
            assertThat(document.getGridIds()).as("grids").containsExactly("Financial District");
            assertThat(document.getObserved())
                    .as("observed")
                    .isEqualTo(told.path("observed").asDouble());
            assertThat(document.getPValue())
                    .as("p")
                    .isEqualTo(told.path("p_value").asDouble());
            assertThat(document.getCaseIds())
                    .as("cases")
                    .hasSize(told.path("case_ids").size());
        });
    }

    @Test
    void requestsOfNewYorkThatAreLateAreTheIndependentlyComputedOnesByAgency() throws IOException {
        JsonNode truth = truth("nyc311_2013_12_25");

        replay(
                work,
                "new-york",
                "nyc311_2013_12_25/nyc311_2013_12_25.csv",
                List.of("bronx", "brooklyn", "manhattan", "queens", "staten-island"),
                "--as-of",
                "2014-04-24T17:54:27-04:00");

        List<JsonNode> late = breaches("close");
        assertThat(late.stream().filter(breach -> breach.has("stopped_at")))
                .as("closed after due")
                .hasSize(truth.path("closed_after_due").asInt());
        assertThat(late.stream().filter(breach -> !breach.has("stopped_at")))
                .as("open past due")
                .hasSize(truth.path("open_past_due").asInt());
        assertThat(clocks("close"))
                .as("requests with a due date")
                .hasSize(truth.path("due_rows").asInt());
        assertThat(documents("breaches"))
                .as("the city promises nothing else")
                .hasSize(truth.path("late").asInt());
        Map<String, Integer> byAgency = new TreeMap<>();
        Map<String, String> agencies = new TreeMap<>();
        documents("cases")
                .forEach(document -> agencies.put(
                        document.path("case_id").asText(),
                        document.path("department_id").asText()));
        late.forEach(breach ->
                byAgency.merge(agencies.getOrDefault(breach.path("case_id").asText(), "?"), 1, Integer::sum));
        Map<String, Integer> expected = new TreeMap<>();
        truth.path("late_by_agency").properties().forEach(agency -> {
            if (agency.getValue().path("late").asInt() > 0) {
                expected.put(agency.getKey(), agency.getValue().path("late").asInt());
            }
        });
        assertThat(byAgency).as("late by agency").isEqualTo(expected);
    }

    @Test
    void historiesOfChicagoFoldWithoutAnError() throws IOException {
        JsonNode truth = truth("chicago_open311_2014");

        String said = replay(work, "chicago", "chicago_open311_2014/chicago_open311_2014.json", List.of("chicago"));

        assertThat(said)
                .as("every note is an event")
                .contains(truth.path("events").asInt() + " folded + 0 dead letters + 0 duplicates");
        assertThat(documents("cases"))
                .as("a case a request")
                .hasSize(truth.path("requests").asInt());
        assertThat(documents("cases").stream()
                        .filter(document -> document.path("stage").asText().equals("cancelled")))
                .as("the duplicate")
                .hasSize(truth.path("duplicates").asInt());
    }

    private static String replay(Path work, String example, String data, List<String> areas, String... more)
            throws IOException {
        Path reference = Files.createDirectories(work.resolve("reference"));
        Path given = examples().resolve(example);
        try (Stream<Path> files = Files.list(given.resolve("reference"))) {
            for (Path file : files.toList()) {
                Files.copy(file, reference.resolve(String.valueOf(file.getFileName())));
            }
        }
        List<String> grids = new ArrayList<>(List.of("convert", "--out", reference.toString(), "--grids"));
        areas.forEach(area -> grids.add(
                SHARED.resolve("polygons/" + area + "_neighborhoods.geojson").toString()));
        run(grids);
        run(List.of(
                "convert",
                "--mapping",
                given.resolve("mapping.yaml").toString(),
                "--in",
                SHARED.resolve(data).toString(),
                "--out",
                work.resolve("events").toString()));
        List<String> backtest = new ArrayList<>(List.of(
                "backtest",
                "--events",
                work.resolve("events").toString(),
                "--reference",
                reference.toString(),
                "--out",
                work.resolve("out").toString()));
        backtest.addAll(List.of(more));
        return run(backtest);
    }

    private static String run(List<String> arguments) {
        StringWriter said = new StringWriter();
        PrintWriter writer = new PrintWriter(said, true);
        CommandLine brain = Brain.commandLine().setOut(writer).setErr(writer);
        assertThat(brain.execute(arguments.toArray(String[]::new)))
                .as(said.toString())
                .isZero();
        return said.toString();
    }

    /** The examples of this repository, seen from wherever Maven started this module. */
    private static Path examples() {
        Path directory = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(directory.resolve("examples"))) {
            directory = Objects.requireNonNull(directory.getParent(), "no folder examples above");
        }
        return directory.resolve("examples");
    }

    private List<JsonNode> documents(String name) throws IOException {
        return Documents.read(work.resolve("out").resolve(name + ".ndjson"));
    }

    private List<JsonNode> breaches(String clock) throws IOException {
        return documents("breaches").stream()
                .filter(breach -> breach.path("clock").asText().equals(clock))
                .toList();
    }

    private List<JsonNode> clocks(String id) throws IOException {
        List<JsonNode> clocks = new ArrayList<>();
        for (JsonNode document : documents("cases")) {
            for (JsonNode clock : document.path("clocks")) {
                if (clock.path("clock").asText().equals(id)) {
                    clocks.add(clock);
                }
            }
        }
        return clocks;
    }

    private static JsonNode truth(String folder) throws IOException {
        return new JsonMapper()
                .readTree(Files.readAllBytes(SHARED.resolve(folder).resolve("truth.json")));
    }
}
