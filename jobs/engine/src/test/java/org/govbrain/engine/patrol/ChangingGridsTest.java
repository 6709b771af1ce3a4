package org.govbrain.engine.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.situation.Breach;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.follow.FollowReferenceOperator;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.reference.ReferenceSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Patrol cadence while grids come, go and change their class, under the default policy: six hours of the patrol hours 08:00 to
 * 20:00 in resettlement estates, twelve in old ones. Each story is played straight and with restarts.
 */
@SuppressWarnings("try") // The harness says that closing could be interrupted.
class ChangingGridsTest {
    private static final String G1_RESETTLEMENT = grid("G1", "resettlement", 120.0);
    private static final String G1_OLD = grid("G1", "old", 120.0);
    private static final String G2_RESETTLEMENT = grid("G2", "resettlement", 121.0);

    @Test
    void a_grid_that_comes_to_the_city_has_its_first_gap_from_then_on() throws Exception {
        ReferenceSource city = city(G1_RESETTLEMENT).then(at(16), files(G1_RESETTLEMENT, G2_RESETTLEMENT));
        Map<String, Breach> breaches = play(city, 40, visit("G1", 8), visit("G1", 19), visit("G1", 33));
        Breach breach = only(breaches, "G2");
        assertThat(breach.startedAt()).isEqualTo(at(16));
        assertThat(breach.dueAt())
                .as("four hours of the first day and two of the second")
                .isEqualTo(at(24 + 10));
    }

    @Test
    void a_visit_to_a_place_that_is_no_grid_yet_is_no_patrol_of_it() throws Exception {
        ReferenceSource city = city(G1_RESETTLEMENT).then(at(16), files(G1_RESETTLEMENT, G2_RESETTLEMENT));
        Breach breach = only(play(city, 40, visit("G2", 15), visit("G2", 37)), "G2");
        assertThat(breach.startedAt()).isEqualTo(at(16));
        assertThat(breach.stoppedAt()).isEqualTo(at(37));
    }

    @Test
    void a_grid_that_is_taken_out_in_time_breaches_no_more() throws Exception {
        ReferenceSource city = city(G1_RESETTLEMENT, G2_RESETTLEMENT).then(at(12), files(G2_RESETTLEMENT));
        assertThat(play(city, 40, visit("G1", 8)).values())
                .as("nobody is to patrol what is no grid any more")
                .noneMatch(breach -> breach.caseId().equals("G1"));
    }

    @Test
    void the_breach_of_a_grid_that_is_taken_out_ends_then() throws Exception {
        ReferenceSource city = city(G1_RESETTLEMENT, G2_RESETTLEMENT).then(at(15), files(G2_RESETTLEMENT));
        Breach breach = only(play(city, 40, visit("G1", 8)), "G1");
        assertThat(breach.dueAt()).isEqualTo(at(14));
        assertThat(breach.state()).isEqualTo(BreachState.RESOLVED);
        assertThat(breach.stoppedAt()).isEqualTo(at(15));
    }

    @Test
    void a_gap_is_promised_what_the_class_was_when_it_began() throws Exception {
        ReferenceSource city = city(G1_OLD).then(at(10), files(G1_RESETTLEMENT));
        assertThat(play(city, 19.9, visit("G1", 8)))
                .as("begun as an old estate")
                .isEmpty();
        Breach before = only(play(city, 20, visit("G1", 8)), "G1");
        assertThat(before.dueAt()).isEqualTo(at(20));
        Breach after = only(play(city, 19, visit("G1", 8), visit("G1", 11)), "G1");
        assertThat(after.dueAt()).as("begun as a resettlement estate").isEqualTo(at(17));
    }

    private static Breach only(Map<String, Breach> breaches, String gridId) {
        List<Breach> found = breaches.values().stream()
                .filter(breach -> breach.caseId().equals(gridId))
                .toList();
        assertThat(found).as("breaches of %s", gridId).hasSize(1);
        return found.get(0);
    }

    /** What stands at the end, whether or not the job is stopped and restored before each visit, and whatever came first. */
    private static Map<String, Breach> play(ReferenceSource city, double end, PatrolInput... visits) throws Exception {
        Map<String, Breach> straight = play(city, end, List.of(visits), false);
        assertThat(play(city, end, List.of(visits), true)).as("with restarts").isEqualTo(straight);
        List<PatrolInput> backwards = new ArrayList<>(List.of(visits));
        Collections.reverse(backwards);
        assertThat(play(city, end, backwards, false)).as("heard backwards").isEqualTo(straight);
        return straight;
    }

    private static Map<String, Breach> play(
            ReferenceSource city, double end, List<PatrolInput> visits, boolean restarts) throws Exception {
        SituationSettings settings = SituationSettings.replay(city, at(end));
        Map<String, SaidBreach> newest = new TreeMap<>();
        OperatorSubtaskState stored = null;
        var job = job(settings, null);
        for (String gridId : List.of("G1", "G2")) {
            job.processElement(PatrolInput.since(gridId, at(8)), 0);
        }
        for (PatrolInput visit : visits) {
            if (restarts) {
                job.processWatermark(visit.at().toEpochMilli() - 1);
                take(job, newest);
                stored = job.snapshot(1, 1);
                job.close();
                job = job(settings, stored);
            }
            job.processElement(visit, 0);
        }
        job.processWatermark(Long.MAX_VALUE);
        take(job, newest);
        job.close();
        Map<String, Breach> standing = new TreeMap<>();
        newest.forEach((id, said) -> {
            if (said.breach().state() != BreachState.WITHDRAWN) {
                standing.put(id, said.breach());
            }
        });
        return standing;
    }

    private static void take(
            KeyedOneInputStreamOperatorTestHarness<String, PatrolInput, SaidBreach> job,
            Map<String, SaidBreach> newest) {
        job.extractOutputValues()
                .forEach(each ->
                        newest.merge(each.breach().breachId(), each, (a, b) -> b.revision() >= a.revision() ? b : a));
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, PatrolInput, SaidBreach> job(
            SituationSettings settings, @Nullable OperatorSubtaskState stored) throws Exception {
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new FollowReferenceOperator<>(new PatrolCadenceFunction(settings)), PatrolInput::gridId, Types.STRING);
        harness.setup();
        if (stored != null) {
            harness.initializeState(stored);
        }
        harness.open();
        return harness;
    }

    private static FixedReferenceSource city(String... grids) {
        return FixedReferenceSource.of(files(grids));
    }

    private static Map<String, byte[]> files(String... grids) {
        String all = "{\"type\": \"FeatureCollection\", \"features\": [" + String.join(",", grids) + "]}";
        return Map.of("grids.geojson", all.getBytes(StandardCharsets.UTF_8));
    }

    private static String grid(String gridId, String neighbourhoodClass, double west) {
        return """
                {"type": "Feature", "properties": {"gridId": "%s", "name": "%s", "neighbourhoodClass": "%s"},
                 "geometry": {"type": "Polygon", "coordinates": [[[W,30.0],[E,30.0],[E,30.1],[W,30.1],[W,30.0]]]}}
                """.formatted(gridId, gridId, neighbourhoodClass)
                .replace("W", String.valueOf(west))
                .replace("E", String.valueOf(west + 0.1));
    }

    private static PatrolInput visit(String gridId, double hour) {
        return PatrolInput.steps(gridId, at(hour), EventKind.VISIT, List.of());
    }

    /** An instant at an hour of 4 March 2026, or of a day after it, in Shanghai. */
    private static Instant at(double hour) {
        return Instant.parse("2026-03-03T16:00:00Z").plus(Duration.ofMillis(Math.round(hour * 3_600_000)));
    }
}
