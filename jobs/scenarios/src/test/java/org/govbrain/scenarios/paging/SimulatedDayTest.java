package org.govbrain.scenarios.paging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.govbrain.domain.alert.Alert;
import org.govbrain.domain.alert.AlertKind;
import org.govbrain.domain.alert.AlertState;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.domain.alert.Scene;
import org.govbrain.domain.alert.Severity;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.local.city.CityFiles;
import org.govbrain.local.city.ReferenceCity;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.ExitCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A simulated day of the reference city, as {@code brain backtest} finds its breaches and hotspots, in the order of time through the
 * paging machine by the city's own rules and roster; on the bad day ten times as many promises are broken. Nobody answers anything, so
 * every page climbs the whole chain.
 */
class SimulatedDayTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final ReferenceCity CITY = ReferenceCity.generate(ReferenceCity.DEFAULT_SEED);

    @TempDir
    private Path folder;

    private record Step(Instant at, Alert alert) {}

    @ParameterizedTest
    @CsvSource({"usual, 1, 2, 11", "bad, 10, 12, 35"})
    void twentyFourHoursPassWithoutAStormAlsoWhenNobodyAnswers(
            String day, double lateness, long mostOfOnePerson, long mostOfCommandRoom) throws IOException {
        PagingTheatre theatre =
                new PagingTheatre(ReferenceLoader.fromFiles(CityFiles.of(CITY)).paging());
        List<Step> steps = day(lateness);
        for (Step step : steps) {
            theatre.passTo(step.at(), false);
            theatre.hear(step.alert());
        }
        theatre.passTo(steps.get(steps.size() - 1).at().plus(Duration.ofHours(12)), false);

        Map<String, Long> asked = perPersonAndHour(theatre.deliveries().stream()
                .filter(each -> each.purpose().asks())
                .toList());
        assertThat(asked)
                .as("messages that ask one person for an answer in one hour of a %s day", day)
                .isNotEmpty()
                .allSatisfy((personAndHour, messages) -> assertThat(messages)
                        .as(personAndHour)
                        .isLessThanOrEqualTo(personAndHour.startsWith("ZH-") ? mostOfCommandRoom : mostOfOnePerson));
        assertThat(theatre.deliveries().stream().map(Delivery::deliveryId))
                .as("nobody is told twice for one step")
                .doesNotHaveDuplicates();
        Set<String> paged = theatre.deliveries().stream()
                .filter(each -> each.purpose().asks())
                .map(each -> each.alert().dedupKey())
                .collect(Collectors.toSet());
        assertThat(paged)
                .as("nothing grave is forgotten that was not done within its wait")
                .containsAll(steps.stream()
                        .filter(step -> step.alert().urgent())
                        .map(step -> step.alert().dedupKey())
                        .collect(Collectors.toSet()));
    }

    /** Messages as persons get them: what was decided together for one of them is one. */
    private static Map<String, Long> perPersonAndHour(List<Delivery> deliveries) {
        return deliveries.stream()
                .map(each -> each.recipient() + " " + each.issuedAt().truncatedTo(ChronoUnit.HOURS) + "/"
                        + each.issuedAt() + each.bundle())
                .distinct()
                .collect(Collectors.groupingBy(
                        key -> key.substring(0, key.indexOf('/')), TreeMap::new, Collectors.counting()));
    }

    private List<Step> day(double lateness) throws IOException {
        String events = folder.resolve("events").toString();
        Path out = folder.resolve("out");
        assertThat(Brain.commandLine()
                        .execute(
                                "simulate", "--days", "1", "--seed", "7", "--lateness", "" + lateness, "--out", events))
                .isEqualTo(ExitCode.OK);
        assertThat(Brain.commandLine()
                        .execute(
                                "backtest",
                                "--events",
                                events,
                                "--reference",
                                events + "/reference",
                                "--out",
                                out.toString()))
                .isEqualTo(ExitCode.OK);
        List<Step> steps = new ArrayList<>();
        for (String line : Files.readAllLines(out.resolve("breaches.ndjson"))) {
            JsonNode breach = JSON.readTree(line);
            steps.add(new Step(time(breach, "due_at"), breach(breach, 1, AlertState.OPEN)));
            if (breach.has("stopped_at")) {
                steps.add(new Step(time(breach, "stopped_at"), breach(breach, 2, AlertState.RESOLVED)));
            }
        }
        for (String line : Files.readAllLines(out.resolve("hotspots.ndjson"))) {
            JsonNode hotspot = JSON.readTree(line);
            if (hotspot.path("pageable").asBoolean()) {
                steps.add(new Step(time(hotspot, "@timestamp"), hotspot(hotspot)));
            }
        }
        steps.sort(Comparator.comparing(Step::at));
        return steps;
    }

    private static Alert breach(JsonNode breach, long revision, AlertState state) {
        return new Alert(
                breach.path("breach_id").asText(),
                AlertKind.BREACH,
                revision,
                state,
                time(breach, "due_at"),
                Severity.find(breach.path("severity").asText()).orElseThrow(),
                breach.path("urgency").asText().equals("urgent"),
                null,
                new Scene(
                        text(breach, "building_id"),
                        text(breach, "grid_id"),
                        null,
                        text(breach, "community_id"),
                        null,
                        null,
                        null),
                List.of(breach.path("case_id").asText()),
                breach.path("clock").asText(),
                text(breach, "department_id"),
                text(breach, "category_group"),
                revision,
                false,
                "案件",
                "case",
                null,
                null,
                List.of(),
                List.of());
    }

    private static Alert hotspot(JsonNode hotspot) {
        return new Alert(
                "hotspot|" + hotspot.path("hotspot_id").asText(),
                AlertKind.HOTSPOT,
                1,
                AlertState.OPEN,
                time(hotspot, "@timestamp"),
                Severity.MAJOR,
                false,
                null,
                new Scene(
                        text(hotspot, "building_id"),
                        hotspot.path("grid_ids").path(0).asText(null),
                        null,
                        hotspot.path("community_ids").path(0).asText(null),
                        null,
                        null,
                        null),
                List.of(),
                null,
                null,
                text(hotspot, "category_group"),
                1,
                false,
                "热点",
                "hotspot",
                null,
                null,
                List.of(),
                List.of());
    }

    private static @Nullable String text(JsonNode document, String field) {
        return document.has(field) ? document.path(field).asText() : null;
    }

    private static Instant time(JsonNode document, String field) {
        return Instant.parse(document.path(field).asText());
    }
}
