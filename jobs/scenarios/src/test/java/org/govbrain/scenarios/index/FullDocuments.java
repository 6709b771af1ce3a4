package org.govbrain.scenarios.index;

import java.time.Instant;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.schemas.Topic;

/** Documents with every field filled, so that every field of a mapping meets a value of its type. */
final class FullDocuments {
    private static final String SQUARE =
            "{\"type\":\"Polygon\",\"coordinates\":[[[114.0,22.5],[114.1,22.5],[114.1,22.6],[114.0,22.5]]]}";

    private FullDocuments() {}

    /** A document of a topic, with this id and version. */
    static SpecificRecordBase of(Topic<?> topic, String id, long version) {
        Schema schema = SpecificData.get().getSchema(topic.recordClass());
        SpecificRecordBase document = record(schema);
        document.put(schema.getField(schema.getProp("key")).pos(), id);
        document.put(schema.getField(schema.getProp("version")).pos(), version);
        return document;
    }

    private static SpecificRecordBase record(Schema schema) {
        SpecificRecordBase record = (SpecificRecordBase) SpecificData.get().newRecord(null, schema);
        schema.getFields().forEach(field -> record.put(field.pos(), value(field, field.schema())));
        return record;
    }

    private static Object value(Schema.Field field, Schema schema) {
        return switch (schema.getType()) {
            case STRING -> "boundary".equals(field.getProp("es")) ? SQUARE : "a " + field.name();
            case LONG ->
                schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
                        ? Instant.parse("2026-11-23T04:00:00.123Z")
                        : (Object) 7L;
            case DOUBLE -> 22.5;
            case BOOLEAN -> true;
            case ARRAY -> List.of(value(field, schema.getElementType()));
            case UNION -> value(field, schema.getTypes().get(1));
            case RECORD -> record(schema);
            default -> throw new IllegalArgumentException(field + " of type " + schema);
        };
    }
}
