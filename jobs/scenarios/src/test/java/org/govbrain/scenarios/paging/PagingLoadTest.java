package org.govbrain.scenarios.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.govbrain.domain.alert.Alert;
import org.govbrain.domain.alert.AlertKind;
import org.govbrain.domain.alert.AlertState;
import org.govbrain.domain.alert.Answer;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.domain.alert.Scene;
import org.govbrain.domain.alert.Severity;
import org.govbrain.domain.geo.Grid;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.local.city.CityFiles;
import org.govbrain.local.city.ReferenceCity;
import org.junit.jupiter.api.Test;

/** Many alerts in the reference city, by its own rules and roster. */
class PagingLoadTest {
    private static final Instant TEN = Instant.parse("2026-03-04T02:00:00Z");
    private static final int ROBOT_LIMIT = 18;
    private static final ReferenceCity CITY = ReferenceCity.generate(ReferenceCity.DEFAULT_SEED);

    private static final List<String> GRIDS =
            CITY.grids().all().stream().map(Grid::gridId).sorted().toList();

    private final PagingTheatre theatre =
            new PagingTheatre(ReferenceLoader.fromFiles(CityFiles.of(CITY)).paging());
    private final Map<String, Instant> heardAt = new HashMap<>();

    @Test
    void aThousandBreachesInAMinuteAreAllToldWithinHalfAMinuteAndTheEmergencyAtOnce() {
        Random random = new Random(20_260_304);
        for (int i = 0; i < 1_000; i++) {
            Instant at = TEN.plusMillis(60L * i);
            hear(alert("I-" + i, 1, i == 500, grid(random), AlertState.OPEN, at), at);
        }
        Instant end = TEN.plusSeconds(91);
        theatre.passTo(end, false);

        Map<String, List<Delivery>> first = theatre.deliveries().stream()
                .filter(delivery -> delivery.purpose().asks())
                .collect(Collectors.groupingBy(delivery -> delivery.alert().dedupKey()));
        assertThat(first).as("nobody is forgotten").hasSize(1_000);
        first.forEach((key, deliveries) -> assertThat(
                        Duration.between(heardAt.get(key), deliveries.get(0).issuedAt()))
                .as(key)
                .isLessThanOrEqualTo(Duration.ofSeconds(30)));
        assertThat(first.get("accept|I-500|1|")).singleElement().satisfies(emergency -> {
            assertThat(emergency.issuedAt()).as("with its news").isEqualTo(heardAt.get("accept|I-500|1|"));
            assertThat(emergency.priority()).isZero();
        });
        assertThat(theatre.deliveries().stream().filter(each -> each.priority() == 0))
                .as("nothing else has its priority")
                .hasSize(1);
        Map<String, Set<String>> messages = new HashMap<>();
        for (Delivery delivery : theatre.deliveries()) {
            String minute = String.valueOf(delivery.issuedAt().getEpochSecond() / 60);
            messages.computeIfAbsent(delivery.alert().scene().communityId() + "@" + minute, unused -> new HashSet<>())
                    .add(delivery.recipient() + "/" + delivery.bundle());
        }
        assertThat(messages.values())
                .as("bundled, a robot for each community stays within its limit")
                .allSatisfy(each -> assertThat(each).hasSizeLessThanOrEqualTo(ROBOT_LIMIT));
    }

    @Test
    void twentyFourHoursWithAnAlertEachMinutePassWithoutAStorm() {
        Random random = new Random(7);
        Map<Instant, List<Runnable>> script = new TreeMap<>();
        for (int i = 0; i < 24 * 60; i++) {
            String grid = grid(random);
            String id = "I-" + i;
            boolean urgent = random.nextInt(20) == 0;
            Instant opens = TEN.plus(Duration.ofMinutes(i));
            Instant answers = opens.plusSeconds(60 + random.nextInt(600));
            Instant ends = opens.plusSeconds(900 + random.nextInt(3_600));
            script.computeIfAbsent(opens, at -> new ArrayList<>())
                    .add(() -> theatre.hear(alert(id, 1, urgent, grid, AlertState.OPEN, opens)));
            if (random.nextInt(5) > 0) {
                script.computeIfAbsent(answers, at -> new ArrayList<>()).add(() -> answer(id, answers));
            }
            script.computeIfAbsent(ends, at -> new ArrayList<>())
                    .add(() -> theatre.hear(alert(id, 2, urgent, grid, AlertState.RESOLVED, opens)));
        }
        script.forEach((at, steps) -> {
            theatre.passTo(at, false);
            steps.forEach(Runnable::run);
        });
        theatre.passTo(TEN.plus(Duration.ofHours(28)), false);

        assertThat(theatre.deliveries().stream().map(Delivery::deliveryId))
                .as("nobody is told twice for one step")
                .doesNotHaveDuplicates();
        assertThat(theatre.deliveries()).noneMatch(Delivery::digest);
        Map<String, Long> asked = theatre.deliveries().stream()
                .filter(delivery -> delivery.purpose().asks())
                .collect(Collectors.groupingBy(
                        delivery -> delivery.recipient() + "@"
                                + delivery.issuedAt().getEpochSecond() / 3_600 + "/" + delivery.bundle(),
                        Collectors.counting()));
        Map<String, Long> messages = asked.keySet().stream()
                .collect(Collectors.groupingBy(key -> key.substring(0, key.indexOf('/')), Collectors.counting()));
        assertThat(Collections.max(messages.values()))
                .as("messages that ask one person for an answer in one hour, half of the 60 alerts in the city at most")
                .isLessThanOrEqualTo(30L);
        assertThat(theatre.pages()).as("all pages have ended").allMatch(page -> page.endsWith(" resolved"));
    }

    private void answer(String id, Instant at) {
        theatre.hear(new Answer("a-" + id, at, theatre.pageOf("accept|" + id + "|1|"), "somebody", Answer.Action.ACK));
    }

    private void hear(Alert alert, Instant at) {
        theatre.passTo(at, false);
        heardAt.put(alert.dedupKey(), at);
        theatre.hear(alert);
    }

    private static String grid(Random random) {
        return GRIDS.get(random.nextInt(GRIDS.size()));
    }

    private static Alert alert(String id, long revision, boolean urgent, String grid, AlertState state, Instant at) {
        return new Alert(
                String.format(Locale.ROOT, "accept|%s|1|", id),
                AlertKind.BREACH,
                revision,
                state,
                at,
                Severity.MAJOR,
                urgent,
                null,
                new Scene(null, grid, null, grid.substring(0, grid.lastIndexOf('-')), null, null, null),
                List.of(id),
                "accept",
                null,
                null,
                revision,
                false,
                "案件 " + id,
                "case " + id,
                null,
                null,
                List.of(),
                List.of());
    }
}
