package org.govbrain.schemas.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * The JSON form of a document, as it is indexed and as {@code backtest} writes it, on one line: fields in the order of
 * the schema under their JSON names, times as ISO-8601 in UTC with milliseconds, {@code null}, empty arrays, empty maps
 * and numbers that are not finite left out, a {@code boundary} as the GeoJSON that it is. Safe for several threads.
 */
public final class DocumentJson {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final Map<Schema, DocumentPlan> PLANS = new ConcurrentHashMap<>();

    private DocumentJson() {}

    /** One document in UTF-8, without a line break. */
    public static byte[] toJson(IndexedRecord document) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2_000);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            write(document, json);
        } catch (IOException e) {
            throw new UncheckedIOException("memory doesn't fail", e);
        }
        return bytes.toByteArray();
    }

    /** One document as an object. */
    public static void write(IndexedRecord document, JsonGenerator json) throws IOException {
        json.writeStartObject();
        writeFields(document, json);
        json.writeEndObject();
    }

    /** The fields of a document without the braces, for a caller that adds fields of its own. */
    public static void writeFields(IndexedRecord document, JsonGenerator json) throws IOException {
        Schema schema = document.getSchema();
        DocumentPlan plan = PLANS.get(schema);
        if (plan == null) {
            plan = new DocumentPlan(schema);
            PLANS.put(schema, plan);
        }
        plan.writeFields(document, json);
    }

    static void writeValue(Object value, JsonGenerator json) throws IOException {
        if (value instanceof CharSequence text) {
            json.writeString(text.toString());
        } else if (value instanceof Long number) {
            json.writeNumber(number);
        } else if (value instanceof Integer number) {
            json.writeNumber(number);
        } else if (value instanceof Double number) {
            json.writeNumber(number);
        } else if (value instanceof Float number) {
            json.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            json.writeBoolean(flag);
        } else if (value instanceof IndexedRecord nested) {
            write(nested, json);
        } else if (value instanceof Collection<?> items) {
            json.writeStartArray();
            for (Object item : items) {
                writeValue(item, json);
            }
            json.writeEndArray();
        } else if (value instanceof Map<?, ?> entries) {
            json.writeStartObject();
            for (Map.Entry<?, ?> entry : entries.entrySet()) {
                json.writeFieldName(String.valueOf(entry.getKey()));
                writeValue(entry.getValue(), json);
            }
            json.writeEndObject();
        } else if (value instanceof ByteBuffer bytes) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.duplicate().get(copy);
            json.writeBinary(copy);
        } else {
            json.writeString(value.toString());
        }
    }
}
