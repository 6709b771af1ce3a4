package org.govbrain.schemas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;

/** Records as a program with an older schema wrote them, by Avro's own encoder. */
public final class OlderRecords {
    private OlderRecords() {}

    /** A schema as it was before one of its fields came. */
    public static Schema without(Schema schema, String field) {
        List<Schema.Field> fields = schema.getFields().stream()
                .filter(each -> !each.name().equals(field))
                .map(each -> new Schema.Field(each, each.schema()))
                .toList();
        return Schema.createRecord(schema.getName(), null, schema.getNamespace(), false, fields);
    }

    /** What an older schema has of a record. */
    public static IndexedRecord as(IndexedRecord record, Schema older) {
        GenericData.Record written = new GenericData.Record(older);
        older.getFields()
                .forEach(field -> written.put(
                        field.pos(),
                        record.get(record.getSchema().getField(field.name()).pos())));
        return written;
    }

    /** Single-object bytes. */
    public static byte[] encode(IndexedRecord record) throws IOException {
        ByteBuffer bytes =
                new BinaryMessageEncoder<IndexedRecord>(SpecificData.get(), record.getSchema()).encode(record);
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }
}
