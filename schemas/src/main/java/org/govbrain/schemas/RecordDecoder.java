package org.govbrain.schemas;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import org.apache.avro.Schema;
import org.apache.avro.io.DatumReader;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.schemas.UndecodableException.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Single-object bytes of any stored version to today's record. Every call gives a fresh record; the decoder itself is
 * reused and belongs to one thread.
 */
public final class RecordDecoder {

    private final SchemaStore store;
    private final ArrayDecoder in = new ArrayDecoder();

    private final @Nullable VersionReader[] readers;

    private long lastFingerprint;
    private int lastPlace = -1;

    /** A decoder of all that this program has stored. */
    public RecordDecoder() {
        this(SchemaStore.store());
    }

    RecordDecoder(SchemaStore store) {
        this.store = store;
        this.readers = new VersionReader[store.size()];
    }

    /**
     * Decodes one record, whatever its type; the whole array must be used up.
     *
     * @throws UndecodableException for any bytes that are not exactly one record of a stored version; nothing else is
     *     ever thrown
     */
    public SpecificRecordBase decode(byte[] bytes) throws UndecodableException {
        int place = place(bytes);
        in.reset(bytes, SingleObject.HEADER_BYTES);
        SpecificRecordBase decoded;
        try {
            decoded = reader(place).read(in);
        } catch (IOException | RuntimeException e) {
            throw new UndecodableException(Kind.DAMAGED, store.writer(place).getName() + ": " + e);
        }
        if (in.remaining() > 0) {
            throw new UndecodableException(
                    Kind.DAMAGED,
                    in.remaining() + " bytes behind the " + store.writer(place).getName());
        }
        return decoded;
    }

    private int place(byte[] bytes) throws UndecodableException {
        if (!SingleObject.hasMark(bytes)) {
            throw new UndecodableException(
                    Kind.NOT_SINGLE_OBJECT, bytes.length + " bytes that don't begin with C3 01 and a fingerprint");
        }
        long fingerprint = SingleObject.fingerprint(bytes);
        if (lastPlace < 0 || fingerprint != lastFingerprint) {
            int place = store.find(fingerprint);
            if (place < 0) {
                throw new UndecodableException(
                        Kind.UNKNOWN_SCHEMA, "no stored schema has the fingerprint " + Long.toHexString(fingerprint));
            }
            lastFingerprint = fingerprint;
            lastPlace = place;
        }
        return lastPlace;
    }

    private VersionReader reader(int place) {
        VersionReader reader = readers[place];
        if (reader == null) {
            reader = new VersionReader(store.writer(place), store.reader(place));
            readers[place] = reader;
        }
        return reader;
    }

    /** Reads one version of one record. */
    private static final class VersionReader {
        private final DatumReader<SpecificRecordBase> reader;
        private final int[] arrayFields;

        VersionReader(Schema writer, Schema today) {
            SpecificData model = SpecificData.getForSchema(today);
            model.setFastReaderEnabled(true);
            reader = new SpecificDatumReader<>(writer, today, model);
            arrayFields = today.getFields().stream()
                    .filter(field -> field.schema().getType() == Schema.Type.ARRAY)
                    .mapToInt(Schema.Field::pos)
                    .toArray();
        }

        SpecificRecordBase read(ArrayDecoder in) throws IOException {
            SpecificRecordBase decoded = reader.read(null, in);
            for (int field : arrayFields) {
                // Avro's own list throws from equals() when a nested record has an optional time.
                decoded.put(field, new ArrayList<>((Collection<?>) decoded.get(field)));
            }
            return decoded;
        }
    }
}
