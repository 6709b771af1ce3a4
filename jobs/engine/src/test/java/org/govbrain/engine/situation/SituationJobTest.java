package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.situation.Breach;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.avro.CaseMapper;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.reference.ScriptedReference;
import org.junit.jupiter.api.Test;

/** The whole graph on plain lists. */
class SituationJobTest {

    @Test
    void anIncidentThatNoPlatformAcceptsWithinTenMinutesBreaches() throws Exception {
        Said said = run(at(30), Events.incident("I1", EventKind.RECEIVED, 0));
        assertThat(said.breaches).containsOnlyKeys("accept|I1|1|");
        assertThat(said.breach("accept|I1|1|").state()).isEqualTo(BreachState.OPEN);
        assertThat(said.breach("accept|I1|1|").dueAt()).isEqualTo(at(10));
    }

    @Test
    void acceptedExactlyAtTheDeadlineIsInTimeAndJoinsByOrigin() throws Exception {
        Said said = run(
                at(12),
                Events.incident("I1", EventKind.RECEIVED, 0),
                Events.platform("P1", EventKind.REPORTED, 3, "I1"),
                Events.platform("P1", EventKind.ACCEPTED, 10, null));
        assertThat(said.breaches).isEmpty();
        assertThat(said.cases).containsOnlyKeys("I1");
        assertThat(said.caseOf("I1").matter().sourceIds()).containsExactly("I1", "P1");
    }

    @Test
    void theEndOfTheInputBreachesNothingThatWasNotDueByThen() throws Exception {
        Said said = run(at(9), Events.incident("I1", EventKind.RECEIVED, 0));
        assertThat(said.breaches).isEmpty();
        assertThat(said.cases).containsOnlyKeys("I1");
    }

    @Test
    void aRoutineFindingIsNoCaseAndAnUrgentOneIs() throws Exception {
        Said said = run(
                at(5),
                Events.finding("F1", EventKind.FINDING, 0, Urgency.ROUTINE),
                Events.finding("F2", EventKind.FINDING, 1, Urgency.URGENT));
        assertThat(said.cases).containsOnlyKeys("F2");
    }

    @Test
    void anOriginThatBecomesKnownLateSupersedesTheFirstDocument() throws Exception {
        Said said = run(
                at(40),
                Events.platform("P1", EventKind.REPORTED, 0, null),
                Events.incident("I1", EventKind.RECEIVED, 1),
                Events.platform("P1", EventKind.ACCEPTED, 5, "I1"));
        assertThat(said.caseOf("I1").matter().sourceIds()).containsExactly("I1", "P1");
        if (said.cases.containsKey("P1")) {
            assertThat(said.caseOf("P1").mergedInto()).isEqualTo("I1");
        }
        assertThat(said.breaches).doesNotContainKey("accept|P1|1|");
    }

    @Test
    void everyDepartmentOfAnEmergencyHasItsOwnClock() throws Exception {
        Said said = run(
                at(60),
                Events.emergency("I1", EventKind.RECEIVED, 0, null),
                Events.emergency("I1", EventKind.DISPATCHED, 1, "D1"),
                Events.emergency("I1", EventKind.DISPATCHED, 1, "D2"),
                Events.emergency("I1", EventKind.DISPATCHED, 1, "D3"),
                Events.emergency("I1", EventKind.ARRIVED, 21, "D1"),
                Events.emergency("I1", EventKind.ARRIVED, 22, "D2"),
                Events.emergency("I1", EventKind.STOOD_DOWN, 4, "D3"));
        assertThat(said.breaches).containsOnlyKeys("accept|I1|1|", "on-scene|I1|1|D2");
        assertThat(said.breach("on-scene|I1|1|D2").state()).isEqualTo(BreachState.RESOLVED);
    }

    @Test
    void anyOrderAndRepetitionOfArrivalEndsInTheSameDocuments() throws Exception {
        List<GovernanceEvent> events = manyLives();
        Said inOrder = run(at(500), events.toArray(GovernanceEvent[]::new));
        for (int seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            List<GovernanceEvent> disturbed = new ArrayList<>(events);
            events.stream().filter(event -> random.nextInt(4) == 0).forEach(disturbed::add);
            Collections.shuffle(disturbed, random);
            Said shuffled = run(at(500), disturbed.toArray(GovernanceEvent[]::new));
            assertThat(standing(shuffled)).as("cases, seed %s", seed).isEqualTo(standing(inOrder));
            assertThat(confirmed(shuffled)).as("breaches, seed %s", seed).isEqualTo(confirmed(inOrder));
        }
    }

    @Test
    void soItDoesWhenThePolicyChangesMeanwhile() throws Exception {
        FixedReferenceSource changing = FixedReferenceSource.of(
                        ScriptedReference.bytes(ScriptedReference.policy("one", "keep", "10m")))
                .then(at(80), ScriptedReference.bytes(ScriptedReference.policy("two", "adopt", "5m")))
                .then(at(150), ScriptedReference.bytes(ScriptedReference.policy("three", "keep", "15m")));
        List<GovernanceEvent> events = manyLives();
        Said inOrder = run(changing, at(500), events.toArray(GovernanceEvent[]::new));
        assertThat(inOrder.cases.values())
                .extracting(CaseSituation::policyVersion)
                .contains("one", "two", "three");
        for (int seed = 1; seed <= 2; seed++) {
            List<GovernanceEvent> shuffled = new ArrayList<>(events);
            Collections.shuffle(shuffled, new Random(seed));
            Said said = run(changing, at(500), shuffled.toArray(GovernanceEvent[]::new));
            assertThat(standing(said)).as("cases, seed %s", seed).isEqualTo(standing(inOrder));
            assertThat(confirmed(said)).as("breaches, seed %s", seed).isEqualTo(confirmed(inOrder));
        }
    }

    private static List<GovernanceEvent> manyLives() {
        List<GovernanceEvent> events = new ArrayList<>();
        Random random = new Random(7);
        for (int i = 0; i < 40; i++) {
            double minute = random.nextInt(200);
            events.add(Events.emergency("I" + i, EventKind.RECEIVED, minute, null));
            events.add(Events.emergency("I" + i, EventKind.DISPATCHED, minute + 1, "D" + i % 3));
            events.add(Events.platform("P" + i, EventKind.REPORTED, minute + 2, i % 2 == 0 ? "I" + i : null));
            events.add(Events.platform("P" + i, EventKind.ACCEPTED, minute + 4 + random.nextInt(12), null));
            events.add(Events.platform("P" + i, EventKind.ASSIGNED, minute + 20, i % 3 == 0 ? "I" + i : null));
            events.add(Events.emergency("I" + i, EventKind.ARRIVED, minute + 5 + random.nextInt(30), "D" + i % 3));
            events.add(Events.platform("P" + i, EventKind.CLOSED, minute + 60, null));
            if (i % 5 == 0) {
                events.add(Events.platform("P" + i, EventKind.REOPENED, minute + 80, null));
            }
        }
        return events;
    }

    /** Cases that stand for themselves; a superseded document tells of the order in which we heard. */
    private static Map<String, String> standing(Said said) {
        Map<String, String> cases = new TreeMap<>();
        said.cases.forEach((id, situation) -> {
            if (situation.mergedInto() == null) {
                cases.put(id, new CaseMapper().toDocument(situation).toString());
            }
        });
        return cases;
    }

    /** Breaches but for those withdrawn, which tell of what we once believed, and without when we first heard. */
    private static Map<String, Object> confirmed(Said said) {
        Map<String, Object> breaches = new TreeMap<>();
        said.breaches.forEach((id, breach) -> {
            if (breach.breach().state() != BreachState.WITHDRAWN) {
                breaches.put(
                        id, List.of(breach.breach().state(), breach.breach().dueAt(), breach.revision()));
            }
        });
        return breaches;
    }

    private static Instant at(double minutes) {
        return Events.at(minutes);
    }

    private record Said(Map<String, CaseSituation> cases, Map<String, SaidBreach> breaches) {
        Breach breach(String id) {
            return Objects.requireNonNull(breaches.get(id), id).breach();
        }

        CaseSituation caseOf(String id) {
            return Objects.requireNonNull(cases.get(id), id);
        }
    }

    /** Runs the graph over events in this order of arrival, as of an instant. */
    private static Said run(Instant asOf, GovernanceEvent... events) throws Exception {
        return run(FixedReferenceSource.of(Map.of()), asOf, events);
    }

    private static Said run(FixedReferenceSource reference, Instant asOf, GovernanceEvent... events) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, SituationJob.config());
        SituationStreams said = SituationJob.pipeline(
                source(env, Stream.PATROL, events),
                source(env, Stream.LINKAGE110, events),
                source(env, Stream.PLATFORM, events),
                SituationSettings.replay(reference, asOf));
        CloseableIterator<CaseSituation> cases = said.cases().collectAsync();
        CloseableIterator<SaidBreach> breaches = said.breaches().collectAsync();
        env.execute();
        return new Said(
                newest(cases, CaseSituation::caseId, CaseSituation::revision),
                newest(breaches, breach -> breach.breach().breachId(), SaidBreach::revision));
    }

    private static DataStream<Inbound> source(
            StreamExecutionEnvironment env, Stream stream, GovernanceEvent... events) {
        List<Inbound> inbound = new ArrayList<>();
        for (GovernanceEvent event : events) {
            if (event.stream() == stream) {
                inbound.add(Inbound.of(event, event.occurredAt()));
            }
        }
        // A source must have something to have a type; a sign of life long ago says nothing.
        inbound.add(0, Inbound.of(new org.govbrain.engine.input.SignOfLife(Instant.EPOCH, null), Instant.EPOCH));
        return env.fromData(Inbound.class, inbound.toArray(Inbound[]::new))
                .uid("source-" + stream)
                .assignTimestampsAndWatermarks(WatermarkStrategy.<Inbound>forMonotonousTimestamps()
                        .withTimestampAssigner((each, before) -> each.at().toEpochMilli()))
                .uid("time-" + stream);
    }

    private static <T> Map<String, T> newest(
            CloseableIterator<T> values, Function<T, String> id, ToLongFunction<T> revision) {
        Map<String, T> newest = new HashMap<>();
        values.forEachRemaining(value -> newest.merge(
                id.apply(value), value, (a, b) -> revision.applyAsLong(b) >= revision.applyAsLong(a) ? b : a));
        return newest;
    }
}
