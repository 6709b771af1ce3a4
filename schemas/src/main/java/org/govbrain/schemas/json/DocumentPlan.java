package org.govbrain.schemas.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/** How the fields of one schema are written, worked out once. */
final class DocumentPlan {

    private enum Form {
        TIME,
        RAW,
        PLAIN,
        /** Left out: raw bytes may say anything of anybody. */
        TOPIC_ONLY
    }

    /** What a schema says of a field that stays on the topic. */
    private static final String TOPIC_ONLY = "topic_only";

    private final SerializedString[] names;
    private final Form[] forms;

    DocumentPlan(Schema schema) {
        int size = schema.getFields().size();
        names = new SerializedString[size];
        forms = new Form[size];
        for (Schema.Field field : schema.getFields()) {
            names[field.pos()] = new SerializedString(jsonName(field));
            forms[field.pos()] = form(field);
        }
    }

    /** The name of a field in JSON: its property {@code json} where Avro can't have the name, else its own. */
    static String jsonName(Schema.Field field) {
        String name = field.getProp("json");
        return name == null ? field.name() : name;
    }

    private static Form form(Schema.Field field) {
        if (TOPIC_ONLY.equals(field.getProp("es"))) {
            return Form.TOPIC_ONLY;
        }
        if ("boundary".equals(field.getProp("es"))) {
            return Form.RAW;
        }
        Schema type = field.schema();
        boolean time = type.isUnion() ? type.getTypes().stream().anyMatch(DocumentPlan::isTime) : isTime(type);
        return time ? Form.TIME : Form.PLAIN;
    }

    private static boolean isTime(Schema type) {
        return type.getLogicalType() instanceof LogicalTypes.TimestampMillis;
    }

    void writeFields(IndexedRecord document, JsonGenerator json) throws IOException {
        for (int i = 0; i < names.length; i++) {
            Object value = document.get(i);
            if (forms[i] == Form.TOPIC_ONLY
                    || isNothing(value)
                    || (forms[i] == Form.RAW && value.toString().isBlank())) {
                continue;
            }
            json.writeFieldName(names[i]);
            switch (forms[i]) {
                case TIME -> json.writeString(IsoTime.format(epochMs(value)));
                case RAW -> json.writeRawValue(onOneLine(value.toString()));
                case PLAIN, TOPIC_ONLY -> DocumentJson.writeValue(value, json);
            }
        }
    }

    private static boolean isNothing(@Nullable Object value) {
        return value == null
                || (value instanceof Double number && !Double.isFinite(number))
                || (value instanceof Collection<?> items && items.isEmpty())
                || (value instanceof Map<?, ?> entries && entries.isEmpty());
    }

    private static long epochMs(Object value) {
        return value instanceof Instant instant ? instant.toEpochMilli() : (Long) value;
    }

    /** A line break in JSON stands only between tokens; in NDJSON it would end the document. */
    private static String onOneLine(String json) {
        return json.replace('\n', ' ').replace('\r', ' ');
    }
}
