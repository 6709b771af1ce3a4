package org.govbrain.schemas;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.Encoder;
import org.jspecify.annotations.Nullable;

/**
 * How the records of one schema are written, worked out once. Avro's own writer asks for each field of each record anew
 * which branch of a union a value is and which conversion its logical type has.
 */
final class RecordPlan {
    private final String[] names;
    private final Step[] steps;

    /** Writes one value of one schema. */
    @FunctionalInterface
    private interface Step {
        void write(@Nullable Object value, Encoder out) throws IOException;
    }

    RecordPlan(Schema schema) {
        int size = schema.getFields().size();
        names = new String[size];
        steps = new Step[size];
        for (Schema.Field field : schema.getFields()) {
            names[field.pos()] = field.name();
            steps[field.pos()] = step(field.schema());
        }
    }

    /** Writes a record; throws {@link NullPointerException} naming a required field that is not set. */
    void write(IndexedRecord value, Encoder out) throws IOException {
        for (int i = 0; i < steps.length; i++) {
            try {
                steps[i].write(value.get(i), out);
            } catch (NullPointerException e) {
                throw e.getMessage() == null ? absent(value, i, e) : e;
            }
        }
    }

    private NullPointerException absent(IndexedRecord value, int field, NullPointerException cause) {
        NullPointerException absent =
                new NullPointerException(value.getSchema().getName() + "." + names[field] + " is not set");
        absent.initCause(cause);
        return absent;
    }

    private static Step step(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                RecordPlan plan = new RecordPlan(schema);
                yield (value, out) -> plan.write((IndexedRecord) present(value), out);
            }
            case UNION -> optional(schema);
            case STRING -> (value, out) -> out.writeString(present(value).toString());
            case LONG ->
                schema.getLogicalType() instanceof LogicalTypes.TimestampMillis
                        ? (value, out) -> out.writeLong(((Instant) present(value)).toEpochMilli())
                        : (value, out) -> out.writeLong((Long) present(value));
            case INT -> (value, out) -> out.writeInt((Integer) present(value));
            case DOUBLE -> (value, out) -> out.writeDouble((Double) present(value));
            case FLOAT -> (value, out) -> out.writeFloat((Float) present(value));
            case BOOLEAN -> (value, out) -> out.writeBoolean((Boolean) present(value));
            case BYTES -> (value, out) -> out.writeBytes(((ByteBuffer) present(value)).duplicate());
            case ENUM ->
                (value, out) ->
                        out.writeEnum(schema.getEnumOrdinal(present(value).toString()));
            case ARRAY -> array(step(schema.getElementType()));
            case MAP -> map(step(schema.getValueType()));
            case FIXED, NULL -> throw unsupported(schema);
        };
    }

    private static Object present(@Nullable Object value) {
        return Objects.requireNonNull(value);
    }

    /** A union of null and one other type. */
    private static Step optional(Schema schema) {
        if (schema.getTypes().size() != 2 || !schema.isNullable()) {
            throw unsupported(schema);
        }
        int nothing = schema.getTypes().get(0).getType() == Schema.Type.NULL ? 0 : 1;
        Step something = step(schema.getTypes().get(1 - nothing));
        return (value, out) -> {
            if (value == null) {
                out.writeIndex(nothing);
            } else {
                out.writeIndex(1 - nothing);
                something.write(value, out);
            }
        };
    }

    private static Step array(Step element) {
        return (value, out) -> {
            Collection<?> items = (Collection<?>) present(value);
            out.writeArrayStart();
            out.setItemCount(items.size());
            for (Object item : items) {
                out.startItem();
                element.write(item, out);
            }
            out.writeArrayEnd();
        };
    }

    private static Step map(Step element) {
        return (value, out) -> {
            Map<?, ?> entries = (Map<?, ?>) present(value);
            out.writeMapStart();
            out.setItemCount(entries.size());
            for (Map.Entry<?, ?> entry : entries.entrySet()) {
                out.startItem();
                out.writeString(String.valueOf(entry.getKey()));
                element.write(entry.getValue(), out);
            }
            out.writeMapEnd();
        };
    }

    private static IllegalArgumentException unsupported(Schema schema) {
        return new IllegalArgumentException("no record of ours has a field of the type " + schema);
    }
}
