package org.govbrain.engine.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.avro.BreachMapper;
import org.govbrain.engine.follow.FollowReferenceOperator;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.reference.ReferenceSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A resettlement grid under the default policy: six hours of the patrol hours 08:00 to 20:00, Asia/Shanghai. */
@SuppressWarnings("try") // The harness says that closing could be interrupted.
class PatrolCadenceFunctionTest {
    static final ReferenceSource CITY =
            FixedReferenceSource.of(Map.of("grids.geojson", """
                {"type": "FeatureCollection", "features": [
                  {"type": "Feature", "properties": {"gridId": "G1", "name": "一网格", "neighbourhoodClass": "resettlement"},
                   "geometry": {"type": "Polygon",
                     "coordinates": [[[120.0, 30.0], [120.1, 30.0], [120.1, 30.1], [120.0, 30.1], [120.0, 30.0]]]}}]}
                """.getBytes(StandardCharsets.UTF_8)));
    private static final Instant EIGHT = Instant.parse("2026-03-04T00:00:00Z");

    @Test
    void a_grid_that_is_never_patrolled_breaches_at_its_deadline_and_once() throws Exception {
        try (var job = job(live(), null)) {
            job.processElement(since(8), 0);
            job.processWatermark(ms(8));
            job.processWatermark(ms(14) - 1);
            assertThat(said(job)).as("a moment before").isEmpty();
            job.processWatermark(ms(14));
            job.processWatermark(ms(40));
            assertThat(said(job)).as("in silence").hasSize(1).first().satisfies(said -> {
                assertThat(said.breach().breachId())
                        .isEqualTo("patrol-cadence|G1|" + EIGHT.getEpochSecond() / 60 + "|");
                assertThat(said.breach().caseId())
                        .as("the grid stands for the case")
                        .isEqualTo("G1");
                assertThat(said.breach().state()).isEqualTo(BreachState.OPEN);
                assertThat(said.breach().dueAt()).isEqualTo(at(14));
                assertThat(new BreachMapper().toDocument(said).getExplain())
                        .containsExactly(
                                "2026-03-04 08:00:00 the grid is known, and no patrol of it before.",
                                "2026-03-04 14:00:00 deadline missed: Patrolled often enough.");
            });
        }
    }

    @Test
    void a_patrol_resolves_the_breach_and_begins_the_next_gap() throws Exception {
        try (var job = job(live(), null)) {
            job.processElement(since(8), 0);
            job.processWatermark(ms(8));
            job.processWatermark(ms(15));
            job.processElement(patrol(16), 0);
            assertThat(said(job)).as("event time has not passed it").hasSize(1);
            job.processWatermark(ms(16));
            Map<String, SaidBreach> newest = newest(said(job));
            assertThat(newest.values()).hasSize(1).first().satisfies(said -> {
                assertThat(said.breach().state()).isEqualTo(BreachState.RESOLVED);
                assertThat(said.breach().stoppedAt()).isEqualTo(at(16));
            });
            job.processWatermark(ms(24 + 10));
            assertThat(newest(said(job)))
                    .as("16:00 to 20:00 and 08:00 to 10:00 without a patrol")
                    .hasSize(2);
        }
    }

    @Test
    void a_breach_stands_if_event_time_begins_before_its_deadline_after_a_restart() throws Exception {
        OperatorSubtaskState stored;
        try (var job = job(live(), null)) {
            job.processElement(since(8), 0);
            job.processWatermark(ms(8));
            job.processWatermark(ms(14));
            assertThat(said(job)).hasSize(1);
            stored = job.snapshot(1, 1);
        }
        try (var job = job(live(), stored)) {
            job.processWatermark(ms(14) - 1);
            job.processWatermark(ms(14));
            assertThat(said(job)).as("neither taken back nor said again").isEmpty();
        }
    }

    @Test
    void a_patrol_that_is_heard_late_withdraws_what_was_said() throws Exception {
        try (var job = job(live(), null)) {
            job.processElement(since(8), 0);
            job.processWatermark(ms(8));
            job.processWatermark(ms(15));
            job.processElement(patrol(13), 0);
            List<SaidBreach> said = said(job);
            assertThat(said)
                    .extracting(each -> each.breach().state())
                    .containsExactly(BreachState.OPEN, BreachState.WITHDRAWN);
            assertThat(said.get(1).revision())
                    .as("newer")
                    .isGreaterThan(said.get(0).revision());
            assertThat(said.get(1).breach().explain())
                    .last()
                    .satisfies(line -> assertThat(line.zh()).isEqualTo("超时撤销：迟到的信息证明已按时完成。"));
        }
    }

    @Test
    void any_order_and_repetition_of_arrival_ends_in_the_same_breaches() throws Exception {
        List<PatrolInput> steps = new ArrayList<>();
        Random random = new Random(5);
        double hour = 8;
        for (int i = 0; i < 60; i++) {
            hour += random.nextInt(100) / 5.0;
            steps.add(patrol(hour));
        }
        steps.add(since(8));
        steps.add(since(10));
        steps.add(since(30));
        double end = hour + 50;
        Map<String, String> inOrder = play(steps, end, false);
        assertThat(inOrder).as("there is something to compare").hasSizeGreaterThan(5);
        for (int seed = 1; seed <= 20; seed++) {
            Random disturbs = new Random(seed);
            List<PatrolInput> disturbed = new ArrayList<>(steps);
            steps.stream().filter(step -> disturbs.nextInt(3) == 0).forEach(disturbed::add);
            Collections.shuffle(disturbed, disturbs);
            assertThat(play(disturbed, end, seed % 2 == 0)).as("seed %s", seed).isEqualTo(inOrder);
        }
    }

    @Test
    void a_city_without_an_event_is_not_watched() throws Exception {
        try (var job = job(live(), null)) {
            job.processWatermark(ms(8));
            job.processWatermark(ms(100));
            assertThat(said(job)).as("nobody can have seen a patrol").isEmpty();
        }
    }

    @Test
    void an_older_event_that_is_heard_late_moves_the_beginning_of_the_first_gap() throws Exception {
        try (var job = job(live(), null)) {
            job.processElement(since(10), 0);
            job.processWatermark(ms(17));
            job.processElement(since(9), 0);
            job.processElement(since(10), 0);
            assertThat(said(job))
                    .extracting(each ->
                            each.breach().startedAt() + " " + each.breach().state())
                    .containsExactly(at(10) + " OPEN", at(9) + " OPEN", at(10) + " WITHDRAWN");
            SaidBreach withdrawn = said(job).get(2);
            assertThat(withdrawn.revision())
                    .as("newer")
                    .isGreaterThan(said(job).get(0).revision());
            assertThat(withdrawn.breach().explain())
                    .last()
                    .satisfies(line -> assertThat(line.zh()).isEqualTo("超时撤销：该网格此前已纳入管理。"));
        }
    }

    @Test
    void a_beginning_that_is_older_than_the_retention_changes_nothing() throws Exception {
        try (var job = job(SituationSettings.live(CITY, Duration.ofDays(2)), null)) {
            job.processWatermark(ms(100));
            job.processElement(since(8), 0);
            job.processWatermark(ms(200));
            assertThat(said(job)).as("one wrong clock blames no grid").isEmpty();
        }
    }

    @Test
    void nor_does_it_before_the_first_watermark_after_a_restart() throws Exception {
        OperatorSubtaskState stored;
        try (var job = job(SituationSettings.live(CITY, Duration.ofDays(2)), null)) {
            job.processElement(since(80), 0);
            job.processWatermark(ms(100));
            assertThat(said(job)).as("the first gap is open").hasSize(1);
            stored = job.snapshot(1, 1);
        }
        try (var job = job(SituationSettings.live(CITY, Duration.ofDays(2)), stored)) {
            job.processElement(since(8), 0);
            job.processWatermark(ms(101));
            assertThat(said(job)).as("neither taken back nor begun anew").isEmpty();
        }
    }

    @Test
    void the_end_of_a_replay_breaches_nothing_that_was_not_due_by_then() throws Exception {
        try (var job = job(SituationSettings.replay(CITY, at(13.99)), null)) {
            job.processElement(since(8), 0);
            job.processWatermark(Long.MAX_VALUE);
            assertThat(said(job)).as("a minute was left").isEmpty();
        }
        try (var job = job(SituationSettings.replay(CITY, at(14)), null)) {
            job.processElement(since(8), 0);
            job.processWatermark(Long.MAX_VALUE);
            assertThat(said(job)).as("due exactly at the end").hasSize(1);
        }
    }

    @Test
    void what_is_older_than_the_retention_is_forgotten_and_what_was_said_of_it_stays_said() throws Exception {
        SituationSettings twoDays = SituationSettings.live(CITY, Duration.ofDays(2));
        try (var job = job(twoDays, null)) {
            job.processElement(since(8), 0);
            job.processWatermark(ms(8));
            job.processElement(patrol(9), 0);
            job.processElement(patrol(32), 0);
            job.processElement(patrol(100), 0);
            job.processWatermark(ms(101));
            job.getOutput().clear();
            job.processElement(patrol(12), 0);
            assertThat(said(job)).as("too late to change anything").isEmpty();
        }
    }

    /** Half of the steps before the job is stopped and restored, and event time in between, if it is disturbed. */
    private static Map<String, String> play(List<PatrolInput> steps, double end, boolean restarts) throws Exception {
        List<SaidBreach> said = new ArrayList<>();
        OperatorSubtaskState stored;
        int half = restarts ? steps.size() / 2 : 0;
        try (var job = job(SituationSettings.replay(CITY, at(end)), null)) {
            for (PatrolInput step : steps.subList(0, half)) {
                job.processElement(step, 0);
            }
            job.processWatermark(restarts ? ms(end / 2) : ms(8));
            said.addAll(said(job));
            stored = job.snapshot(1, 1);
        }
        try (var job = job(SituationSettings.replay(CITY, at(end)), stored)) {
            for (PatrolInput step : steps.subList(half, steps.size())) {
                job.processElement(step, 0);
            }
            job.processWatermark(Long.MAX_VALUE);
            said.addAll(said(job));
        }
        Map<String, String> documents = new TreeMap<>();
        newest(said).forEach((id, each) -> {
            if (each.breach().state() != BreachState.WITHDRAWN) {
                documents.put(id, new BreachMapper().toDocument(each).toString());
            }
        });
        return documents;
    }

    private static SituationSettings live() {
        return SituationSettings.live(CITY, Duration.ofDays(30));
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

    private static List<SaidBreach> said(KeyedOneInputStreamOperatorTestHarness<String, PatrolInput, SaidBreach> job) {
        return List.copyOf(job.extractOutputValues());
    }

    private static Map<String, SaidBreach> newest(List<SaidBreach> said) {
        Map<String, SaidBreach> newest = new TreeMap<>();
        said.forEach(
                each -> newest.merge(each.breach().breachId(), each, (a, b) -> b.revision() >= a.revision() ? b : a));
        return newest;
    }

    private static PatrolInput patrol(double hour) {
        return PatrolInput.steps("G1", at(hour), EventKind.VISIT, List.of());
    }

    private static PatrolInput since(double hour) {
        return PatrolInput.since("G1", at(hour));
    }

    /** An instant at an hour of 4 March 2026, or of a day after it, in Shanghai. */
    private static Instant at(double hour) {
        return EIGHT.plusMillis(Math.round((hour - 8) * 3_600_000));
    }

    private static long ms(double hour) {
        return at(hour).toEpochMilli();
    }
}
