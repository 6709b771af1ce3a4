package org.govbrain.dashboards.index;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.JsonProperties;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topic.Use;
import org.govbrain.schemas.Topics;
import org.jspecify.annotations.Nullable;

/**
 * One index, read from the Avro schema of its document record.
 *
 * @param name of the index
 * @param key the field with the document id
 * @param version the field with the external version
 * @param urgent whether its documents are waited for: they are searchable sooner
 * @param doc what one document is, in English
 * @param zh what one document is, in Chinese
 * @param fields every field that leaves the topic, in the order of the schema, and {@code indexed_at}
 */
public record IndexDefinition(
        String name, String key, String version, boolean urgent, String doc, String zh, List<IndexField> fields) {

    /** Added by the index job, so it stands in no schema. */
    private static final IndexField INDEXED_AT = new IndexField(
            "indexed_at",
            FieldType.DATE,
            "When the index job sent it: technical, never a business instant",
            "入库时间",
            List.of());

    /** Every index of the product. */
    public static final List<IndexDefinition> ALL = Topics.of(Use.OUTPUT).stream()
            .map(topic -> of(SpecificData.get().getSchema(topic.recordClass())))
            .toList();

    public IndexDefinition {
        fields = List.copyOf(fields);
    }

    /**
     * The index of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static IndexDefinition get(String name) {
        return ALL.stream()
                .filter(index -> index.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no index " + name));
    }

    /**
     * The index that a document record describes.
     *
     * @throws IllegalArgumentException if an attribute is missing, with the record, the field and the attribute
     */
    static IndexDefinition of(Schema record) {
        String where = record.getName();
        List<IndexField> fields = new ArrayList<>(fields(record, where));
        fields.add(INDEXED_AT);
        return new IndexDefinition(
                attribute(record, "index", where),
                attribute(record, "key", where),
                attribute(record, "version", where),
                Topic.isUrgent(record),
                required(record.getDoc(), "doc", where),
                attribute(record, "zh", where),
                fields);
    }

    private static List<IndexField> fields(Schema record, String where) {
        return record.getFields().stream()
                .filter(field -> !"topic_only".equals(field.getProp("es")))
                .map(field -> field(field, where + "." + field.name()))
                .toList();
    }

    private static IndexField field(Schema.Field field, String where) {
        FieldType type = FieldType.of(attribute(field, "es", where));
        String json = field.getProp("json");
        return new IndexField(
                json == null ? field.name() : json,
                type,
                required(field.doc(), "doc", where),
                attribute(field, "zh", where),
                type == FieldType.OBJECT || type == FieldType.NESTED
                        ? fields(innermost(field.schema()), where)
                        : List.of());
    }

    /** The record inside nullable and repeated types; Elasticsearch knows neither. */
    private static Schema innermost(Schema schema) {
        return switch (schema.getType()) {
            case ARRAY -> innermost(schema.getElementType());
            case UNION ->
                innermost(schema.getTypes().stream()
                        .filter(branch -> branch.getType() != Schema.Type.NULL)
                        .findFirst()
                        .orElseThrow());
            default -> schema;
        };
    }

    private static String attribute(JsonProperties of, String name, String where) {
        return required(of.getProp(name), name, where);
    }

    private static String required(@Nullable String value, String name, String where) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException(where + " has no \"" + name + "\" in its schema");
        }
        return value;
    }
}
