package org.govbrain.engine.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.Types;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.follow.FollowReferenceOperator;
import org.govbrain.engine.follow.KeyedRun;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.reference.ScriptedReference;
import org.junit.jupiter.api.Test;

/** Versions that the cadence of a grid reads long after what they concern: in the end it says what it would have said in time. */
class LateVersionsTest {
    private static final Instant START = Instant.parse("2026-03-04T00:00:00Z");
    private static final List<PatrolInput> STEPS = List.of(
            step("G1", 1, EventKind.CHECK_IN),
            step("G2", 2, EventKind.CHECK_IN),
            step("G2", 12, EventKind.CHECK_IN),
            step("G1", 14, EventKind.FINDING),
            step("G1", 20, EventKind.CHECK_IN),
            step("G2", 22, EventKind.CHECK_IN),
            step("G1", 30, EventKind.CHECK_IN),
            step("G1", 40, EventKind.CHECK_IN),
            step("G2", 41, EventKind.CHECK_IN));

    @Test
    void aLongerGoalTakesBackWhatTheShorterOneHadCalledABreach() throws Exception {
        late(10, goal("two", 30, "CHECK_IN"), 30);
    }

    @Test
    void aShorterGoalFindsTheGapsThatWereNone() throws Exception {
        late(10, goal("two", 5, "CHECK_IN"), 30);
    }

    @Test
    void whatIsAPatrolByIt() throws Exception {
        late(10, goal("two", 9, "CHECK_IN, FINDING"), 30);
    }

    @Test
    void aGridThatItBringsHadBeenPatrolledAlready() throws Exception {
        late(10, ScriptedReference.grids("G1", "G2"), 30);
    }

    @Test
    void aGridThatItTakesOutEndsItsLastGapThen() throws Exception {
        late(24, ScriptedReference.grids("G2"), 38);
    }

    /** A task may be saved before it has any event time, and other tasks of the same checkpoint may know more versions. */
    @Test
    void aStepThatWasHeardBeforeTheFirstWatermarkCountsInAGridThatIsKnownAfterARestart() throws Exception {
        Map<String, String> city = new HashMap<>(ScriptedReference.grids("G1"));
        city.putAll(goal("one", 9, "CHECK_IN"));
        ScriptedReference reference = new ScriptedReference().publish(Instant.EPOCH, city);
        Map<String, SaidBreach> newest = new TreeMap<>();
        try (KeyedRun<String, PatrolInput, SaidBreach> run = cadence(reference)) {
            run.hear(PatrolInput.since("G2", at(0)), step("G2", 2, EventKind.CHECK_IN));
            reference.publish(at(1), ScriptedReference.grids("G1", "G2"));
            run.restart();
            for (int hour = 1; hour <= 12; hour++) {
                run.passTo(at(hour));
            }
            take(run, newest);
        }
        assertThat(newest.values())
                .filteredOn(said -> said.breach().caseId().equals("G2"))
                .singleElement()
                .satisfies(said -> assertThat(said.breach().startedAt()).isEqualTo(at(2)));
    }

    /** Read in time, long after what it concerns, and by a restart. */
    private static void late(double from, Map<String, String> files, double readAt) throws Exception {
        Map<String, SaidBreach> inTime = play(from, files, from - 1, false);
        assertThat(inTime).as("something to get wrong").isNotEqualTo(play(from, files, 100, false));
        assertThat(play(from, files, readAt, false)).as("read late").isEqualTo(inTime);
        assertThat(play(from, files, readAt, true)).as("read with a restart").isEqualTo(inTime);
    }

    /** What stands in the end: of each breach the highest revision, and of equal ones the first, as in the index. */
    private static Map<String, SaidBreach> play(double from, Map<String, String> files, double readAt, boolean restart)
            throws Exception {
        Map<String, String> city = new HashMap<>(
                files.containsKey("grids.geojson") && from < 20
                        ? ScriptedReference.grids("G1")
                        : ScriptedReference.grids("G1", "G2"));
        city.putAll(goal("one", 9, "CHECK_IN"));
        ScriptedReference reference = new ScriptedReference().publish(Instant.EPOCH, city);
        Map<String, SaidBreach> newest = new TreeMap<>();
        boolean read = false;
        try (KeyedRun<String, PatrolInput, SaidBreach> run = cadence(reference)) {
            run.hear(PatrolInput.since("G1", at(0)), PatrolInput.since("G2", at(0)));
            for (int hour = 1; hour <= 50; hour++) {
                for (PatrolInput step : STEPS) {
                    if (step.at().equals(at(hour))) {
                        run.hear(step);
                    }
                }
                if (!read && hour >= readAt) {
                    read = true;
                    reference.publish(at(from), files);
                    if (restart) {
                        take(run, newest);
                        run.restart();
                    }
                }
                run.passTo(at(hour));
            }
            take(run, newest);
        }
        newest.values().removeIf(said -> said.breach().state() == BreachState.WITHDRAWN);
        return newest;
    }

    private static KeyedRun<String, PatrolInput, SaidBreach> cadence(ScriptedReference reference) throws Exception {
        return new KeyedRun<>(
                () -> new FollowReferenceOperator<>(
                        new PatrolCadenceFunction(SituationSettings.live(reference, Duration.ofDays(30)))),
                PatrolInput::gridId,
                Types.STRING,
                null);
    }

    private static void take(KeyedRun<String, PatrolInput, SaidBreach> run, Map<String, SaidBreach> newest) {
        run.said()
                .forEach(each ->
                        newest.merge(each.breach().breachId(), each, (a, b) -> b.revision() > a.revision() ? b : a));
    }

    private static Map<String, String> goal(String version, int hours, String patrols) {
        String text =
                String.valueOf(ScriptedReference.policy(version, "keep", "10m").get("policy.yaml"));
        return Map.of("policy.yaml", text.replace("examples:\n", """
                  - id: patrol-cadence
                    title: {en: Patrolled often enough, zh: 按频次巡查}
                    per: grid
                    stop: [%s]
                    goal: %sh
                    severity: minor
                examples:
                """.formatted(patrols, hours)));
    }

    private static PatrolInput step(String gridId, int hour, EventKind kind) {
        return PatrolInput.steps(gridId, at(hour), kind, List.of());
    }

    private static Instant at(double hour) {
        return START.plusMillis(Math.round(hour * 3_600_000));
    }
}
