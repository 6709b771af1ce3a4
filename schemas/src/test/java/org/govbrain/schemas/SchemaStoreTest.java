package org.govbrain.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.RandomData;
import org.govbrain.schemas.Topic.Use;
import org.govbrain.schemas.input.Heartbeat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Versions are frozen by this test: {@code mvn -pl schemas test -Dtest=SchemaStoreTest -Dgovbrain.freeze=true} writes
 * the schemas that are not stored yet as the next version. A frozen version is never changed and never removed.
 */
class SchemaStoreTest {

    private static final Path STORE = Path.of("src/main/resources/store");

    static Stream<Class<? extends SpecificRecordBase>> frozenRecords() {
        return Stream.concat(
                Stream.of(Heartbeat.class),
                Topics.all().stream().filter(topic -> topic.use() != Use.OUTPUT).map(Topic::recordClass));
    }

    @ParameterizedTest
    @MethodSource("frozenRecords")
    void theSchemaOfTodayIsTheNewestStoredVersion(Class<? extends SpecificRecordBase> type) throws IOException {
        String today = FrozenSchema.of(SpecificData.get().getSchema(type));
        List<Schema> versions = SchemaStore.versions(type.getSimpleName());
        String newest = versions.isEmpty() ? "" : FrozenSchema.of(versions.get(versions.size() - 1));
        if (Boolean.getBoolean("govbrain.freeze") && !newest.equals(today)) {
            Path version = STORE.resolve(type.getSimpleName()).resolve(versions.size() + 1 + ".avsc");
            Files.createDirectories(version.getParent());
            Files.writeString(version, today);
            return;
        }
        assertThat(newest)
                .as(
                        "%s changed and the change is not frozen: if it is meant, run"
                                + " mvn -pl schemas test -Dtest=SchemaStoreTest -Dgovbrain.freeze=true and commit the new file",
                        type.getSimpleName())
                .isEqualTo(today);
    }

    @ParameterizedTest
    @MethodSource("frozenRecords")
    void everyVersionReadsEveryOther(Class<? extends SpecificRecordBase> type) {
        List<Schema> versions = SchemaStore.versions(type.getSimpleName());
        assertThat(versions).isNotEmpty();
        for (Schema reader : versions) {
            for (Schema writer : versions) {
                assertThat(compatibility(reader, writer))
                        .as(
                                "versions %d and %d of %s",
                                versions.indexOf(reader) + 1, versions.indexOf(writer) + 1, type)
                        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
            }
        }
    }

    private static SchemaCompatibilityType compatibility(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getType();
    }

    @ParameterizedTest
    @MethodSource("frozenRecords")
    void bytesOfEveryStoredVersionDecodeToTheClassOfToday(Class<? extends SpecificRecordBase> type)
            throws IOException, UndecodableException {
        for (Schema version : SchemaStore.versions(type.getSimpleName())) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(SingleObject.header(version));
            BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
            Object example = new RandomData(version, 1, 20261123L).iterator().next();
            new GenericDatumWriter<>(version).write(example, encoder);
            encoder.flush();
            assertThat(new RecordDecoder().decode(bytes.toByteArray())).isInstanceOf(type);
        }
    }

    /** Shows that the test above can fail: what people do first when they change a schema. */
    @Test
    void aNewFieldWithoutDefaultIsNoCompatibleChange() {
        Schema one = new Schema.Parser()
                .parse("{'type':'record','name':'R','fields':[{'name':'a','type':'string'}]}".replace('\'', '"'));
        Schema two = new Schema.Parser()
                .parse("{'type':'record','name':'R','fields':[{'name':'a','type':'string'},{'name':'b','type':'long'}]}"
                        .replace('\'', '"'));
        assertThat(compatibility(two, one)).isEqualTo(SchemaCompatibilityType.INCOMPATIBLE);
        assertThat(compatibility(one, two)).isEqualTo(SchemaCompatibilityType.COMPATIBLE);
    }

    @Test
    void aSentenceIsNoNewVersion() {
        Schema stored = SchemaStore.versions("PatrolEvent").get(0);
        Schema today = SpecificData.get().getSchema(org.govbrain.schemas.input.PatrolEvent.class);
        assertThat(stored.getDoc()).isNull();
        assertThat(today.getDoc()).isNotNull();
        assertThat(SchemaStore.fingerprint(stored)).isEqualTo(SchemaStore.fingerprint(today));
    }
}
