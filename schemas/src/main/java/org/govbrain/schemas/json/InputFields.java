package org.govbrain.schemas.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.schemas.Spelling;
import org.govbrain.schemas.json.LineProblem.Kind;
import org.jspecify.annotations.Nullable;

/** The fields of one line, by the schema. What is wrong is noted and reading goes on, so that a person sees all of it. */
final class InputFields {

    /** Longest text in characters; two such texts and the codes stay below what a record on a topic may have. */
    static final int MOST_TEXT_CHARS = 20_000;

    private static final int LAST_YEAR = 9999;
    private static final String A_TIME =
            "a time in ISO-8601 with offset expected, for example 2026-11-23T08:15:30+08:00";

    /** Other words for a symbol, in small letters; {@code --stream} and topics use them. */
    private static final Map<String, String> OTHER_WORDS = Map.of("linkage", "LINKAGE110", "110", "LINKAGE110");

    private final long line;
    private final List<LineProblem> problems;
    private final UnaryOperator<String> written;

    /**
     * Reads a line.
     *
     * @param written the number with a fraction or an exponent at a path, as it stands in the line
     */
    InputFields(long line, List<LineProblem> problems, UnaryOperator<String> written) {
        this.line = line;
        this.problems = problems;
        this.written = written;
    }

    /** A record of this schema; unfinished when there are problems. */
    SpecificRecordBase read(Schema schema, ObjectNode node, String path) {
        SpecificRecordBase input =
                (SpecificRecordBase) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
        for (Schema.Field field : schema.getFields()) {
            JsonNode value = node.get(field.name());
            String fieldPath = path + field.name();
            if (value != null && !value.isNull()) {
                Object read = value(field.schema(), value, fieldPath, false);
                if (read != null) {
                    input.put(field.pos(), read);
                }
            } else if (field.hasDefaultValue()) {
                input.put(field.pos(), SpecificData.get().getDefaultValue(field));
            } else {
                problems.add(new LineProblem(line, Kind.MISSING_FIELD, fieldPath, "", expected(field) + " is missing"));
            }
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (schema.getField(entry.getKey()) == null) {
                note(
                        Kind.UNKNOWN_FIELD,
                        path + LineProblem.shortened(entry.getKey()),
                        entry.getValue(),
                        "no field of a " + schema.getName() + didYouMean(entry.getKey(), names(schema)));
            }
        }
        return input;
    }

    private static List<String> names(Schema schema) {
        return schema.getFields().stream().map(Schema.Field::name).toList();
    }

    private static String didYouMean(String written, List<String> names) {
        return Spelling.nearest(written, names)
                .map(near -> "; did you mean " + near + "?")
                .orElse("");
    }

    private static String expected(Schema.Field field) {
        Schema type = field.schema();
        return switch (type.getType()) {
            case ENUM -> "one of " + String.join(", ", type.getEnumSymbols());
            case LONG -> "a time in ISO-8601 with offset";
            case DOUBLE -> "a number";
            default -> "a text";
        };
    }

    private @Nullable Object value(Schema type, JsonNode node, String path, boolean optional) {
        return switch (type.getType()) {
            case UNION -> value(type.getTypes().get(1), node, path, true);
            case STRING -> text(node, path, optional);
            case ENUM -> symbol(type, node, path);
            case LONG -> time(node, path);
            case INT -> wholeNumber(node, path);
            case DOUBLE -> number(node, path);
            case RECORD -> nested(type, node, path);
            default -> throw new IllegalStateException("no input record has a " + type.getType() + ": " + path);
        };
    }

    private @Nullable SpecificRecordBase nested(Schema type, JsonNode node, String path) {
        if (!node.isObject()) {
            String names = String.join(", ", names(type));
            note(Kind.INVALID_FIELD, path, node, "an object with " + names + " expected");
            return null;
        }
        return read(type, (ObjectNode) node, path + ".");
    }

    private @Nullable String text(JsonNode node, String path, boolean optional) {
        if (optional && node.isNumber()) {
            return node.isIntegralNumber() ? node.asText() : written.apply(path);
        }
        if (!node.isTextual()) {
            note(Kind.INVALID_FIELD, path, node, "a text in quotes expected");
            return null;
        }
        String text = node.textValue();
        if (text.length() > MOST_TEXT_CHARS) {
            note(
                    Kind.TOO_LARGE,
                    path,
                    node,
                    "at most " + MOST_TEXT_CHARS + " characters expected, not " + text.length());
        } else if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            note(Kind.INVALID_FIELD, path, node, "text expected, with no half of a surrogate pair");
        }
        return text;
    }

    private @Nullable Object symbol(Schema type, JsonNode node, String path) {
        String written = node.asText();
        String upper = written.toUpperCase(Locale.ROOT);
        List<String> symbols = type.getEnumSymbols();
        String symbol = symbols.contains(upper) ? upper : OTHER_WORDS.get(written.toLowerCase(Locale.ROOT));
        if (!node.isValueNode() || symbol == null || !symbols.contains(symbol)) {
            note(
                    Kind.INVALID_FIELD,
                    path,
                    node,
                    "one of " + String.join(", ", symbols) + " expected" + didYouMean(written, symbols));
            return null;
        }
        return SpecificData.get().createEnum(symbol, type);
    }

    private @Nullable Instant time(JsonNode node, String path) {
        String text = node.isTextual() ? node.textValue() : "";
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            if (time.getYear() >= 0 && time.getYear() <= LAST_YEAR) {
                return Instant.ofEpochMilli(time.toInstant().toEpochMilli());
            }
            note(Kind.INVALID_FIELD, path, node, "a year from 0 to " + LAST_YEAR + " expected");
        } catch (DateTimeException e) {
            note(Kind.INVALID_FIELD, path, node, isLocal(text) ? "the offset is missing; " + A_TIME : A_TIME);
        }
        return null;
    }

    private static boolean isLocal(String text) {
        try {
            return LocalDateTime.parse(text.replace(' ', 'T')).getYear() <= LAST_YEAR;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private @Nullable Integer wholeNumber(JsonNode node, String path) {
        if (node.isIntegralNumber() && node.canConvertToInt()) {
            return node.intValue();
        }
        note(Kind.INVALID_FIELD, path, node, "a whole number expected");
        return null;
    }

    private @Nullable Double number(JsonNode node, String path) {
        if (node.isNumber() && Double.isFinite(node.doubleValue())) {
            return node.doubleValue();
        }
        note(Kind.INVALID_FIELD, path, node, "a number without quotes expected");
        return null;
    }

    private void note(Kind kind, String path, JsonNode value, String expected) {
        problems.add(new LineProblem(line, kind, path, LineProblem.shortened(value.toString()), expected));
    }
}
