package org.govbrain.dashboards.index;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;

/** How Elasticsearch holds a field; the word in a schema's {@code es} attribute is the name in lower case. */
public enum FieldType {
    KEYWORD,
    TEXT,
    DATE,
    LONG,
    DOUBLE,
    BOOLEAN,
    GEO_POINT,
    OBJECT,
    NESTED,
    /** GeoJSON: {@code geo_shape} where the cluster offers it, else kept and shown only. */
    BOUNDARY;

    /** Lucene refuses a term above 32,766 bytes, and a character takes up to four; a longer value is kept, not indexed. */
    private static final int LONGEST_KEYWORD = 32_766 / 4;

    /**
     * The type that a word names.
     *
     * @throws IllegalArgumentException if it names none, with the words that do
     */
    static FieldType of(String word) {
        return Arrays.stream(values())
                .filter(type -> type.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("es = " + word + ", expected one of "
                        + Arrays.stream(values()).map(FieldType::word).toList()));
    }

    /** The word in schemas and in the data dictionary. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mapping without the fields below it. */
    ObjectNode mapping(boolean geoShapeOffered) {
        ObjectNode mapping = JsonNodeFactory.instance.objectNode();
        return switch (this) {
            case KEYWORD -> mapping.put("type", "keyword").put("ignore_above", LONGEST_KEYWORD);
            case BOUNDARY ->
                geoShapeOffered
                        ? mapping.put("type", "geo_shape")
                        : mapping.put("type", "object").put("enabled", false);
            default -> mapping.put("type", word());
        };
    }
}
