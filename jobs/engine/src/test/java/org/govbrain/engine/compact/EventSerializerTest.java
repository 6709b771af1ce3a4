package org.govbrain.engine.compact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.junit.jupiter.api.Test;

class EventSerializerTest {
    /** As the first release wrote it; never to be changed. */
    private static final String FIRST_FORM = "52feff010845312f318888a489aece01040c047a7a0843312d310204493204706406"
            + "6469670a6e6f6973650282e889aeafce01020451316666666666465e401f85eb51b81e3e40046231047031027606020266";

    private final EventSerializer serializer = new EventSerializer();

    @Property(tries = 1_000, seed = "20261126")
    void whatIsWrittenIsReadTheSame(@ForAll long seed) throws IOException {
        GovernanceEvent event = new RandomEvents(seed).next();
        assertThat(read(serializer, write(event))).isEqualTo(event);
    }

    @Property(tries = 200, seed = "20261126")
    void manyInARowAndCopiedUnreadTheyAreTheSame(@ForAll long seed) throws IOException {
        RandomEvents random = new RandomEvents(seed);
        List<GovernanceEvent> events = List.of(random.next(), random.next(), random.next());
        DataOutputSerializer out = new DataOutputSerializer(64);
        for (GovernanceEvent event : events) {
            serializer.serialize(event, out);
        }
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        DataOutputSerializer copied = new DataOutputSerializer(64);
        for (int i = 0; i < events.size(); i++) {
            serializer.copy(in, copied);
        }
        assertThat(copied.getCopyOfBuffer()).isEqualTo(out.getCopyOfBuffer());
        DataInputDeserializer again = new DataInputDeserializer(copied.getCopyOfBuffer());
        for (GovernanceEvent event : events) {
            assertThat(serializer.deserialize(again)).isEqualTo(event);
        }
        assertThat(again.available()).as("bytes left over").isZero();
    }

    @Test
    void everyComponentOfAnEventIsWritten() throws IOException {
        GovernanceEvent event = full();
        assertThat(Arrays.stream(GovernanceEvent.class.getRecordComponents()).map(component -> component.getName()))
                .as("a component that is added needs a bit of its own in EventSerializer, and its place here")
                .containsExactly(
                        "eventId",
                        "occurredAt",
                        "stream",
                        "kind",
                        "subjectId",
                        "originStream",
                        "originId",
                        "sourceSystem",
                        "platform",
                        "departmentId",
                        "category",
                        "urgency",
                        "dueAt",
                        "gridId",
                        "lon",
                        "lat",
                        "buildingId",
                        "personId",
                        "satisfaction",
                        "households",
                        "flags");
        assertThat(read(serializer, write(event))).isEqualTo(event);
    }

    @Test
    void stateOfTheFirstFormIsStillRead() throws IOException {
        assertThat(HexFormat.of().formatHex(write(full()))).isEqualTo(FIRST_FORM);
        assertThat(read(serializer, HexFormat.of().parseHex(FIRST_FORM))).isEqualTo(full());
    }

    @Test
    void aSavepointKeepsWhatItsNumbersMeant() throws IOException {
        EventWords old = EventWords.of(
                List.of("PLATFORM", "LINKAGE110", "PATROL"),
                List.of("CLOSED", "ACCEPTED"),
                List.of("URGENT", "ROUTINE"));
        TypeSerializerSnapshot<GovernanceEvent> before = throughBytes(new EventSerializerSnapshot(old));
        TypeSerializerSnapshot<GovernanceEvent> now = serializer.snapshotConfiguration();
        assertThat(now.resolveSchemaCompatibility(before).isCompatibleAfterMigration())
                .as("the same words in another order are written anew")
                .isTrue();
        // The second kind of the old words was ACCEPTED.
        byte[] written = HexFormat.of().parseHex("06" + "00" + "00" + "00" + "00" + "02" + "00");
        GovernanceEvent event = read(before.restoreSerializer(), written);
        assertThat(event.stream()).isEqualTo(Stream.PLATFORM);
        assertThat(event.kind()).isEqualTo(EventKind.ACCEPTED);
    }

    @Test
    void aSavepointWithAWordThatIsGoneIsRefused() throws IOException {
        EventWords strange = EventWords.of(List.of("PATROL"), List.of("TELEPORTED"), List.of());
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(throughBytes(new EventSerializerSnapshot(strange)))
                        .isIncompatible())
                .isTrue();
        assertThat(serializer
                        .snapshotConfiguration()
                        .resolveSchemaCompatibility(throughBytes(serializer.snapshotConfiguration()))
                        .isCompatibleAsIs())
                .isTrue();
    }

    @Test
    void codesOfACityAreHeldOnce() throws IOException {
        GovernanceEvent one = read(serializer, write(full()));
        GovernanceEvent other = read(serializer, write(full()));
        assertThat(other.gridId()).isEqualTo("Q1").isSameAs(one.gridId());
    }

    private static GovernanceEvent full() {
        return new GovernanceEvent(
                "E1/1",
                Instant.parse("2026-03-04T10:00:00.002Z"),
                Stream.PLATFORM,
                EventKind.ACCEPTED,
                "C1-1",
                Stream.LINKAGE110,
                "I2",
                "zz",
                "pd",
                "dig",
                "noise",
                Urgency.URGENT,
                Instant.parse("2026-03-05T10:00:00.000000001Z"),
                "Q1",
                121.1,
                30.12,
                "b1",
                "p1",
                "v",
                3,
                List.of("f"));
    }

    private byte[] write(GovernanceEvent event) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(event, out);
        return out.getCopyOfBuffer();
    }

    private static GovernanceEvent read(TypeSerializer<GovernanceEvent> using, byte[] bytes) throws IOException {
        return using.deserialize(new DataInputDeserializer(bytes));
    }

    private static TypeSerializerSnapshot<GovernanceEvent> throughBytes(TypeSerializerSnapshot<GovernanceEvent> written)
            throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, written);
        return TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), EventSerializerTest.class.getClassLoader());
    }
}
