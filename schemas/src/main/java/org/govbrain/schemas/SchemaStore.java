package org.govbrain.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.schemas.input.Heartbeat;

/**
 * Every version of every record that was ever on a topic, by CRC-64-AVRO fingerprint, so that old bytes decode to
 * today's class without a registry. Versions lie in resources as {@code store/<Record>/<n>.avsc}, from 1 upwards: those
 * of documents since 0.1.0, because an index that begins anew reads their topics from the beginning.
 */
public final class SchemaStore {

    private static final SchemaStore STORE = new SchemaStore(SchemaStore::versions);

    /** Sorted, so that a lookup is a search among a few longs and boxes nothing. */
    private final long[] fingerprints;

    private final Schema[] writers;
    private final Schema[] readers;

    /**
     * A store of other versions than those in resources.
     *
     * @param versions the versions of a record by its name, in any order; the one of today is known besides
     */
    SchemaStore(Function<String, List<Schema>> versions) {
        TreeMap<Long, Schema[]> pairs = new TreeMap<>();
        recordClasses().forEach(type -> {
            Schema reader = SpecificData.get().getSchema(type);
            versions.apply(type.getSimpleName())
                    .forEach(writer -> pairs.put(fingerprint(writer), new Schema[] {writer, reader}));
            pairs.put(fingerprint(reader), new Schema[] {reader, reader});
        });
        fingerprints = pairs.keySet().stream().mapToLong(Long::longValue).toArray();
        writers = pairs.values().stream().map(pair -> pair[0]).toArray(Schema[]::new);
        readers = pairs.values().stream().map(pair -> pair[1]).toArray(Schema[]::new);
    }

    /** The store of this program. */
    public static SchemaStore store() {
        return STORE;
    }

    /** Every class that travels on a topic. */
    public static Stream<Class<? extends SpecificRecordBase>> recordClasses() {
        return Stream.concat(Stream.of(Heartbeat.class), Topics.all().stream().map(Topic::recordClass));
    }

    /** The stored versions of a record, oldest first; empty when none is frozen yet. */
    public static List<Schema> versions(String recordName) {
        List<Schema> versions = new ArrayList<>();
        for (int n = 1; ; n++) {
            try (InputStream in = SchemaStore.class.getResourceAsStream("/store/" + recordName + "/" + n + ".avsc")) {
                if (in == null) {
                    return List.copyOf(versions);
                }
                versions.add(new Schema.Parser().parse(in));
            } catch (IOException e) {
                throw new UncheckedIOException("stored schema " + recordName + " " + n, e);
            }
        }
    }

    /** CRC-64-AVRO of the parsing canonical form. */
    public static long fingerprint(Schema schema) {
        return SchemaNormalization.parsingFingerprint64(schema);
    }

    /** Number of versions. */
    int size() {
        return fingerprints.length;
    }

    /** Place of a fingerprint, from 0 to size - 1; negative when it is unknown. */
    int find(long fingerprint) {
        return Arrays.binarySearch(fingerprints, fingerprint);
    }

    /** The schema that wrote. */
    Schema writer(int place) {
        return writers[place];
    }

    /** The schema of today's class. */
    Schema reader(int place) {
        return readers[place];
    }
}
