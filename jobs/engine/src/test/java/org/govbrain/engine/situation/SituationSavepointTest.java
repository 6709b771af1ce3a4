package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.util.CloseableIterator;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.domain.situation.GridSituation;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.avro.BreachMapper;
import org.govbrain.engine.avro.CaseMapper;
import org.govbrain.engine.avro.GridMapper;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.SignOfLife;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.savepoint.HeldSource;
import org.govbrain.engine.savepoint.KeptSavepoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** An upgrade: the job goes on from the state that a release wrote in the midst of some cases, as if it had never stopped. */
class SituationSavepointTest {
    private static final KeptSavepoint KEPT = new KeptSavepoint("0.1.0", SituationJob.NAME);
    private static final double STOPPED_AT = 30;
    private static final FixedReferenceSource CITY =
            FixedReferenceSource.of(Map.of("grids.geojson", """
            {"type": "FeatureCollection", "features": [
              {"type": "Feature", "properties": {"gridId": "G1", "name": "one", "communityId": "C1"},
               "geometry": {"type": "Polygon", "coordinates": [[[116,39],[117,39],[117,40],[116,40],[116,39]]]}},
              {"type": "Feature", "properties": {"gridId": "G2", "name": "two", "communityId": "C1"},
               "geometry": {"type": "Polygon", "coordinates": [[[117,39],[118,39],[118,40],[117,40],[117,39]]]}}]}""".getBytes(StandardCharsets.UTF_8)));

    /** Of the run that is saved: event time has come to where the sources wait. */
    private static final CountDownLatch BREACHED = new CountDownLatch(1);

    /** As it was when the state was kept: a change here needs the state anew. */
    private static List<GovernanceEvent> events() {
        List<GovernanceEvent> events = new ArrayList<>();
        // Accepted before the stop, late on the scene after it.
        events.add(EventBuilder.incident("I1", EventKind.RECEIVED, 1)
                .urgency(Urgency.URGENT)
                .category("fight")
                .place(116.5, 39.5)
                .build());
        events.add(EventBuilder.incident("I1", EventKind.DISPATCHED, 2)
                .urgency(Urgency.URGENT)
                .department("police")
                .build());
        events.add(EventBuilder.platform("P1", EventKind.REPORTED, 3)
                .fromIncident("I1")
                .build());
        events.add(EventBuilder.platform("P1", EventKind.ACCEPTED, 8).build());
        events.add(EventBuilder.incident("I1", EventKind.ARRIVED, 33)
                .urgency(Urgency.URGENT)
                .department("police")
                .build());
        events.add(EventBuilder.platform("P1", EventKind.CLOSED, 70).build());
        // Never accepted: breached before the stop, resolved after it.
        events.add(EventBuilder.incident("I2", EventKind.RECEIVED, 10)
                .urgency(Urgency.ROUTINE)
                .category("noise")
                .place(117.5, 39.5)
                .building("B1")
                .build());
        events.add(EventBuilder.platform("P2", EventKind.REPORTED, 45)
                .fromIncident("I2")
                .build());
        events.add(EventBuilder.platform("P2", EventKind.ACCEPTED, 46).build());
        // Its deadline is after the stop and passes in silence.
        events.add(EventBuilder.platform("P3", EventKind.REPORTED, 25)
                .category("noise")
                .place(117.5, 39.5)
                .building("B1")
                .build());
        // Suspended over the stop.
        events.add(EventBuilder.platform("P4", EventKind.REPORTED, 5)
                .grid("G1")
                .due(60)
                .build());
        events.add(EventBuilder.platform("P4", EventKind.ACCEPTED, 6).build());
        events.add(EventBuilder.platform("P4", EventKind.ASSIGNED, 7)
                .department("city-management")
                .build());
        events.add(EventBuilder.platform("P4", EventKind.SUSPENDED, 20).build());
        events.add(EventBuilder.platform("P4", EventKind.RESUMED, 50).build());
        // A finding that is a case at once, and patrols before and after.
        events.add(EventBuilder.patrol("F1", EventKind.FINDING, 12)
                .urgency(Urgency.URGENT)
                .place(116.2, 39.2)
                .build());
        events.add(EventBuilder.patrol("S1", EventKind.CHECK_IN, 11).grid("G1").build());
        events.add(EventBuilder.patrol("S2", EventKind.CHECK_IN, 40).grid("G2").build());
        events.add(EventBuilder.platform("P5", EventKind.REPORTED, 41)
                .from(Stream.PATROL, "F1")
                .build());
        // Reopened after the stop.
        events.add(EventBuilder.platform("P6", EventKind.REPORTED, 4).grid("G2").build());
        events.add(EventBuilder.platform("P6", EventKind.ACCEPTED, 5).build());
        events.add(EventBuilder.platform("P6", EventKind.CLOSED, 15).build());
        events.add(EventBuilder.platform("P6", EventKind.REOPENED, 60).build());
        return events;
    }

    @Test
    @DisabledIfSystemProperty(named = KeptSavepoint.WRITE, matches = "true")
    void goes_on_from_the_state_of_a_release_as_if_it_had_never_stopped() throws Exception {
        Map<String, String> whole = documents(SituationJob.config());
        Map<String, String> upgraded;
        try {
            upgraded = documents(KEPT.restored(SituationJob.config()));
        } catch (Exception e) {
            throw new AssertionError(KEPT.advice(), e);
        }
        assertThat(upgraded.keySet())
                .as("what is said after the stop")
                .contains(
                        "case I1",
                        "case I2",
                        "case P3",
                        "case P4",
                        "case F1",
                        "case P6",
                        "breach accept|I2|1|",
                        "breach accept|P3|1|",
                        "breach on-scene|I1|1|police",
                        "grid G1",
                        "grid G2");
        assertThat(whole)
                .as("each document is that of a job that never stopped; if not: %s", KEPT.advice())
                .containsAllEntriesOf(upgraded);
    }

    @Test
    @EnabledIfSystemProperty(named = KeptSavepoint.WRITE, matches = "true")
    void writes_the_state_of_this_release(@TempDir Path folder) throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(1, KeptSavepoint.inOneFile(SituationJob.config()));
        SituationStreams said = draw(env, true);
        discard(said.cases(), "cases");
        discard(
                said.breaches()
                        .map(each -> {
                            if (each.breach().breachId().equals("accept|I2|1|")) {
                                BREACHED.countDown();
                            }
                            return each.breach().breachId();
                        })
                        .returns(Types.STRING)
                        .uid("breached"),
                "breaches");
        discard(said.grids(), "grids");
        KEPT.write(env, List.of("patrol", "linkage110", "platform"), BREACHED, folder);
    }

    private static void discard(DataStream<?> said, String what) {
        said.sinkTo(new DiscardingSink<>()).uid("discard-" + what);
    }

    private static Map<String, String> documents(Configuration config) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(1, config);
        SituationStreams said = draw(env, false);
        CloseableIterator<CaseSituation> cases = said.cases().collectAsync();
        CloseableIterator<SaidBreach> breaches = said.breaches().collectAsync();
        CloseableIterator<GridSituation> grids = said.grids().collectAsync();
        env.execute();
        Map<String, String> newest = new TreeMap<>();
        Map<String, Long> revisions = new TreeMap<>();
        cases.forEachRemaining(each ->
                newest("case " + each.caseId(), each.revision(), new CaseMapper().toDocument(each), newest, revisions));
        breaches.forEachRemaining(each -> newest(
                "breach " + each.breach().breachId(),
                each.documentRevision(),
                new BreachMapper().toDocument(each),
                newest,
                revisions));
        grids.forEachRemaining(each ->
                newest("grid " + each.gridId(), each.revision(), new GridMapper().toDocument(each), newest, revisions));
        return newest;
    }

    private static void newest(
            String id,
            long revision,
            SpecificRecordBase document,
            Map<String, String> newest,
            Map<String, Long> revisions) {
        if (revision >= revisions.getOrDefault(id, Long.MIN_VALUE)) {
            revisions.put(id, revision);
            newest.put(id, document.toString());
        }
    }

    private static SituationStreams draw(StreamExecutionEnvironment env, boolean held) {
        return SituationJob.pipeline(
                source(env, Stream.PATROL, held),
                source(env, Stream.LINKAGE110, held),
                source(env, Stream.PLATFORM, held),
                SituationSettings.replay(CITY, Events.at(90)));
    }

    private static DataStream<Inbound> source(StreamExecutionEnvironment env, Stream stream, boolean held) {
        int before = (int) script(stream).stream()
                .filter(each -> each.at().isBefore(Events.at(STOPPED_AT)))
                .count();
        return HeldSource.of(
                env,
                stream.id(),
                TypeInformation.of(Inbound.class),
                WatermarkStrategy.<Inbound>forMonotonousTimestamps()
                        .withTimestampAssigner((each, unused) -> each.at().toEpochMilli()),
                () -> script(stream),
                held ? before : Integer.MAX_VALUE);
    }

    /** In order, with heartbeats that bring event time to where the job was stopped and to the end. */
    private static List<Inbound> script(Stream stream) {
        List<Inbound> script = new ArrayList<>();
        for (GovernanceEvent event : events()) {
            if (event.stream() == stream) {
                script.add(Inbound.of(event, event.occurredAt()));
            }
        }
        for (double minute : new double[] {STOPPED_AT - 1, 90}) {
            Instant at = Events.at(minute);
            script.add(Inbound.of(new SignOfLife(at, null), at));
        }
        script.sort(Comparator.comparing(Inbound::at));
        return script;
    }
}
