package org.govbrain.schemas;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.schemas.UndecodableException.Kind;

/**
 * Avro single-object encoding: the mark C3 01, the writer's fingerprint (8 bytes, little-endian), the body. These
 * methods are for single records; a stream keeps a {@link RecordEncoder} or a {@link RecordDecoder}.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding">Avro specification</a>
 */
public final class SingleObject {

    /** Length of mark and fingerprint. */
    public static final int HEADER_BYTES = 10;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private SingleObject() {}

    /** One record as bytes. */
    public static byte[] encode(SpecificRecordBase value) {
        return new RecordEncoder().encode(value);
    }

    /**
     * One record of a known type.
     *
     * @throws UndecodableException when the bytes are no record, or one of another type
     */
    public static <T extends SpecificRecordBase> T decode(byte[] bytes, Class<T> type) throws UndecodableException {
        SpecificRecordBase value = new RecordDecoder().decode(bytes);
        if (!type.isInstance(value)) {
            throw new UndecodableException(
                    Kind.DAMAGED,
                    "a " + value.getSchema().getName() + ", and " + type.getSimpleName() + " was expected");
        }
        return type.cast(value);
    }

    static boolean hasMark(byte[] bytes) {
        return bytes.length >= HEADER_BYTES && bytes[0] == (byte) 0xC3 && bytes[1] == 1;
    }

    /** The fingerprint of bytes that have the mark. */
    static long fingerprint(byte[] bytes) {
        return (long) LONG.get(bytes, 2);
    }

    static byte[] header(Schema schema) {
        byte[] header = new byte[HEADER_BYTES];
        header[0] = (byte) 0xC3;
        header[1] = 1;
        LONG.set(header, 2, SchemaStore.fingerprint(schema));
        return header;
    }
}
