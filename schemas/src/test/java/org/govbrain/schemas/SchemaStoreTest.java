package org.govbrain.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.avro.util.RandomData;
import org.govbrain.schemas.document.FeedDocument;
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
        return SchemaStore.recordClasses();
    }

    @ParameterizedTest
    @MethodSource("frozenRecords")
    void theSchemaOfTodayIsTheNewestStoredVersion(Class<? extends SpecificRecordBase> type) throws IOException {
        Schema today = SpecificData.get().getSchema(type);
        List<Schema> versions = SchemaStore.versions(type.getSimpleName());
        if (Boolean.getBoolean("govbrain.freeze") && !newest(versions).equals(FrozenSchema.of(today))) {
            List<Schema> all = new ArrayList<>(versions);
            all.add(today);
            assertEachReadsEachOther(all);
            Path version = STORE.resolve(type.getSimpleName()).resolve(all.size() + ".avsc");
            Files.createDirectories(version.getParent());
            Files.writeString(version, FrozenSchema.of(today));
            return;
        }
        assertFrozen(versions, today);
    }

    private static void assertFrozen(List<Schema> versions, Schema today) {
        assertThat(newest(versions))
                .as(
                        "%s changed and the change is not frozen: if it is meant, run"
                                + " mvn -pl schemas test -Dtest=SchemaStoreTest -Dgovbrain.freeze=true and commit the new file",
                        today.getName())
                .isEqualTo(FrozenSchema.of(today));
    }

    private static String newest(List<Schema> versions) {
        return versions.isEmpty() ? "" : FrozenSchema.of(versions.get(versions.size() - 1));
    }

    @ParameterizedTest
    @MethodSource("frozenRecords")
    void everyVersionReadsEveryOther(Class<? extends SpecificRecordBase> type) {
        List<Schema> versions = SchemaStore.versions(type.getSimpleName());
        assertThat(versions).isNotEmpty();
        assertEachReadsEachOther(versions);
    }

    private static void assertEachReadsEachOther(List<Schema> versions) {
        for (int reader = 0; reader < versions.size(); reader++) {
            for (int writer = 0; writer < versions.size(); writer++) {
                assertThat(compatibility(versions.get(reader), versions.get(writer)))
                        .as(
                                "%s %d reads what version %d wrote: fields with a default come and go, others stay as they are",
                                versions.get(reader).getName(), reader + 1, writer + 1)
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
            Object example = new RandomData(version, 1, 20261123L).iterator().next();
            assertThat(new RecordDecoder().decode(OlderRecords.encode((IndexedRecord) example)))
                    .isInstanceOf(type);
        }
    }

    /** Whichever field with a default had come last: what was written without it is read with it. */
    @ParameterizedTest
    @MethodSource("frozenRecords")
    void aRecordOfBeforeAFieldCameIsReadWithItsDefault(Class<? extends SpecificRecordBase> type)
            throws IOException, UndecodableException {
        SpecificRecordBase written = new RandomRecords(20261128L).next(type);
        for (Schema.Field added : written.getSchema().getFields()) {
            if (!added.hasDefaultValue()) {
                continue;
            }
            Schema older = OlderRecords.without(written.getSchema(), added.name());
            byte[] bytes = OlderRecords.encode(OlderRecords.as(written, older));
            SpecificRecordBase expected = SpecificData.get().deepCopy(written.getSchema(), written);
            expected.put(added.pos(), SpecificData.get().getDefaultValue(added));
            SchemaStore store = new SchemaStore(name -> name.equals(type.getSimpleName()) ? List.of(older) : List.of());
            assertThat(new RecordDecoder(store).decode(bytes))
                    .as("%s without %s", type.getSimpleName(), added.name())
                    .isEqualTo(expected);
        }
    }

    @Test
    void aVersionThatIsNotStoredIsUnknown() throws IOException {
        Schema older = OlderRecords.without(FeedDocument.getClassSchema(), "silent_since");
        FeedDocument feed = new RandomRecords(1).next(FeedDocument.class);
        byte[] bytes = OlderRecords.encode(OlderRecords.as(feed, older));
        assertThatThrownBy(() -> new RecordDecoder().decode(bytes)).hasMessageContaining("no stored schema");
    }

    @ParameterizedTest
    @MethodSource("frozenRecords")
    void idAndVersionOfADocumentAreInEveryVersion(Class<? extends SpecificRecordBase> type) {
        Schema today = SpecificData.get().getSchema(type);
        for (String property : List.of("key", "version")) {
            String field = today.getProp(property);
            assertThat(SchemaStore.versions(type.getSimpleName()))
                    .as("%s of %s: %s", property, type.getSimpleName(), field)
                    .allMatch(version -> field == null || version.getField(field) != null);
        }
    }

    @Test
    void aDocumentThatChangedAndIsNotStoredSaysWhatToDo() {
        List<Schema> versions = SchemaStore.versions("FeedDocument");
        Schema changed = OlderRecords.without(FeedDocument.getClassSchema(), "silent_since");
        assertThatThrownBy(() -> assertFrozen(versions, changed))
                .hasMessageContaining(
                        "FeedDocument changed and the change is not frozen: if it is meant, run mvn -pl schemas"
                                + " test -Dtest=SchemaStoreTest -Dgovbrain.freeze=true and commit the new file");
        assertThatThrownBy(() -> assertFrozen(List.of(), changed))
                .as("a document of a new topic")
                .hasMessageContaining("FeedDocument changed");
    }

    @Test
    void aFieldThatOlderVersionsNeedIsNotTakenAway() {
        Schema changed = OlderRecords.without(FeedDocument.getClassSchema(), "state");
        assertThatThrownBy(() -> assertEachReadsEachOther(List.of(FeedDocument.getClassSchema(), changed)))
                .hasMessageContaining("FeedDocument 1 reads what version 2 wrote: fields with a default come and go");
    }

    /** What people do first when they change a schema. */
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
