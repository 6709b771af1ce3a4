package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.situation.EventBuilder.incident;
import static org.govbrain.engine.situation.EventBuilder.platform;
import static org.govbrain.engine.situation.Events.at;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.feed.FeedHour;
import org.govbrain.domain.feed.FeedLimit;
import org.govbrain.domain.feed.FeedRecord;
import org.govbrain.domain.feed.FeedSigns;
import org.govbrain.domain.indicator.CaseIndicators;
import org.govbrain.domain.indicator.CaseShares;
import org.govbrain.domain.indicator.CountedFact;
import org.govbrain.domain.indicator.IndicatorRecord;
import org.govbrain.domain.indicator.PublishedBreach;
import org.govbrain.domain.matter.CaseLink;
import org.govbrain.domain.matter.CaseMove;
import org.govbrain.domain.matter.LinkCandidate;
import org.govbrain.domain.situation.CaseRecord;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.domain.situation.GridFact;
import org.govbrain.domain.situation.GridRecord;
import org.govbrain.domain.situation.PatrolFold;
import org.govbrain.domain.situation.PatrolRecord;
import org.govbrain.domain.situation.PatrolRecords;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.domain.situation.SituationFold;
import org.govbrain.engine.patrol.PatrolSteps;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What the jobs keep can be written without Kryo, and what was written before a field was there can still be read. */
class StateTypesTest {
    private static final GovernanceEvent EVENT = incident("I1", EventKind.RECEIVED, 0)
            .category("noise")
            .urgency(Urgency.URGENT)
            .department("D1")
            .grid("G1")
            .building("B1")
            .due(90)
            .build();

    private static Stream<Object> states() {
        CaseRecord record = new CaseRecord();
        record.add(EVENT);
        record.add(incident("I1", EventKind.RECEIVED, 1).id(EVENT.eventId()).build());
        record.link(new CaseLink("P2", 0.5), true);
        record.move("P1", new CaseMove("I2", 3, at(2)));
        record.heard(at(1));
        record.saidGridIds.add("G1");
        record.saidRevision = 7;
        record.timerAt = 8;
        SituationFold fold = new SituationFold(SituationRun.NO_CITY.follow().history());
        CaseSituation situation = fold.fold("linkage110/I1", record, at(100)).orElseThrow();
        record.breaches = fold.breaches(record, situation);
        TraceOriginFunction.Trace trace = new TraceOriginFunction.Trace();
        trace.events.add(
                platform("P1", EventKind.REPORTED, 0).fromIncident("I1").build());
        trace.sentTo = "linkage110/I1";
        trace.leavesAt = 5;
        GridRecord grid = new GridRecord();
        grid.take(GridFact.of("G1", situation, 20_000, 9));
        grid.take(GridFact.patrolled("G1", at(3)));
        PatrolRecord patrol = new PatrolRecord();
        patrol.sinceMs = 1;
        patrol.sincePatrol = true;
        patrol.openSinceMs = 2;
        patrol.patrols = new long[] {at(1).toEpochMilli()};
        patrol.sayAgainFromMs = 5;
        patrol.breaches.put("a", record.breaches.get(0));
        PatrolRecords patrols = new PatrolRecords();
        patrols.byClock.put("patrol-cadence", patrol);
        patrols.timerAt = 4;
        patrols.sinceMs = 3;
        patrols.versionsSince = at(2);
        new PatrolFold(SituationRun.NO_CITY.follow().history())
                .take(patrols, "G1", EventKind.VISIT, new long[] {at(1).toEpochMilli()});
        FeedRecord feed = new FeedRecord();
        FeedLimit limit = lastAt -> lastAt.plusSeconds(60);
        feed.take(
                FeedHour.of(FeedSigns.event(org.govbrain.domain.event.Stream.PLATFORM, "urban", at(0), at(1))), limit);
        feed.take(FeedHour.of(FeedSigns.heartbeat(org.govbrain.domain.event.Stream.PLATFORM, "urban", at(9))), limit);
        feed.timerAt = 3;
        CaseIndicators told = new CaseIndicators();
        IndicatorRecord sums = new IndicatorRecord();
        told.tell(CaseShares.of(situation), situation.revision()).forEach(change -> {
            sums.take(change);
            sums.correct(change, LocalDate.parse("2026-03-06"));
        });
        told.leavesAt = 6;
        PublishedBreach published = new PublishedBreach();
        published.take(record.breaches.get(0));
        published.miss.before = CountedFact.openingOf(situation);
        published.leavesAt = 8;
        sums.timerAt = 7;
        LinkCandidate candidate = new LinkCandidate("linkage110/I1", true, "noise", at(0), 116.3, 39.9, "B1");
        return Stream.of(
                record,
                trace,
                grid,
                patrol,
                patrols,
                new LinkFunction.Waiting(candidate, true, 9),
                feed,
                feed.gaps.get(0),
                FeedHour.of(FeedSigns.heartbeat(org.govbrain.domain.event.Stream.PLATFORM, "urban", at(9))),
                new PatrolSteps("G1", EventKind.VISIT, List.of(3L, 5L)),
                new SaidBreach(record.breaches.get(0), 7, "platform|urban"),
                told,
                told.shares.values().iterator().next(),
                published,
                sums,
                EVENT,
                record.breaches.get(0));
    }

    @TestFactory
    Stream<DynamicTest> everyStateComesBackAsItWent() {
        return states().map(state -> DynamicTest.dynamicTest(
                state.getClass().getSimpleName(),
                () -> assertThat(read(serializer(state), write(serializer(state), state)))
                        .usingRecursiveComparison()
                        .isEqualTo(state)));
    }

    /** As if each field that may be absent had been added after the state was written. */
    @TestFactory
    Stream<DynamicTest> aStateWrittenBeforeAFieldWasThereComesBackWithItsDefault() {
        return states().flatMap(state -> laterFields(state.getClass()).stream()
                .map(field -> DynamicTest.dynamicTest(
                        state.getClass().getSimpleName() + " without " + field.getName(),
                        () -> restoreWithout(field, state))));
    }

    private static void restoreWithout(Field field, Object state) throws Exception {
        TypeSerializer<Object> before = serializerWithout(field, state);
        byte[] written = write(before, state);
        TypeSerializerSnapshot<Object> then = before.snapshotConfiguration();
        TypeSerializerSnapshot<Object> now = serializer(state).snapshotConfiguration();
        assertThat(now.resolveSchemaCompatibility(then).isCompatibleAfterMigration())
                .as("Flink can carry it over")
                .isTrue();
        Object restored = read(then.restoreSerializer(), written);
        assertThat(restored)
                .usingRecursiveComparison()
                .ignoringFields(field.getName())
                .isEqualTo(state);
        Object byDefault = state.getClass().isRecord()
                ? null
                : field.get(state.getClass().getDeclaredConstructor().newInstance());
        field.setAccessible(true);
        assertThat(field.get(restored))
                .as("its default")
                .usingRecursiveComparison()
                .isEqualTo(byDefault);
    }

    /** Of a plain state object every field may come later, of a record those that may be null. */
    private static List<Field> laterFields(Class<?> type) {
        List<Field> later = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            boolean optional = !type.isRecord() || field.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (!Modifier.isStatic(field.getModifiers()) && optional) {
                later.add(field);
            }
        }
        return later;
    }

    @SuppressWarnings("unchecked")
    private static PojoTypeInfo<Object> typeOf(Object state) {
        TypeInformation<?> type = TypeInformation.of(state.getClass());
        assertThat(type).as("a plain object or a record to Flink").isInstanceOf(PojoTypeInfo.class);
        return (PojoTypeInfo<Object>) type;
    }

    private static SerializerConfigImpl withoutKryo() {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        return config;
    }

    private static TypeSerializer<Object> serializer(Object state) {
        return typeOf(state).createSerializer(withoutKryo());
    }

    private static TypeSerializer<Object> serializerWithout(Field missing, Object state) {
        PojoTypeInfo<Object> type = typeOf(state);
        List<Field> fields = new ArrayList<>();
        List<TypeSerializer<?>> serializers = new ArrayList<>();
        for (int i = 0; i < type.getArity(); i++) {
            Field field = type.getPojoFieldAt(i).getField();
            if (!field.getName().equals(missing.getName())) {
                fields.add(field);
                serializers.add(type.getPojoFieldAt(i).getTypeInformation().createSerializer(withoutKryo()));
            }
        }
        return new PojoSerializer<>(
                type.getTypeClass(),
                serializers.toArray(TypeSerializer<?>[]::new),
                fields.toArray(Field[]::new),
                withoutKryo());
    }

    private static byte[] write(TypeSerializer<Object> serializer, Object state) throws Exception {
        DataOutputSerializer out = new DataOutputSerializer(1024);
        serializer.serialize(state, out);
        return out.getCopyOfBuffer();
    }

    private static Object read(TypeSerializer<Object> serializer, byte[] bytes) throws Exception {
        return serializer.deserialize(new DataInputDeserializer(bytes));
    }
}
