package org.govbrain.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import org.apache.avro.Schema;

/**
 * A schema as it is stored: whole in one text, and only what decides how bytes are read (names, types, defaults), so
 * that a better sentence or a translation is no new version.
 */
final class FrozenSchema {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Set<String> written = new HashSet<>();

    private FrozenSchema() {}

    static String of(Schema schema) {
        try {
            return JSON.writeValueAsString(new FrozenSchema().type(schema)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode type(Schema schema) {
        return switch (schema.getType()) {
            case UNION -> {
                ArrayNode branches = JSON.createArrayNode();
                schema.getTypes().forEach(branch -> branches.add(type(branch)));
                yield branches;
            }
            case RECORD, ENUM, FIXED -> {
                if (!written.add(schema.getFullName())) {
                    yield JSON.getNodeFactory().textNode(schema.getFullName());
                }
                yield named(schema);
            }
            case ARRAY -> JSON.createObjectNode().put("type", "array").set("items", type(schema.getElementType()));
            case MAP -> JSON.createObjectNode().put("type", "map").set("values", type(schema.getValueType()));
            default ->
                schema.getLogicalType() == null
                        ? JSON.getNodeFactory().textNode(schema.getType().getName())
                        : JSON.createObjectNode()
                                .put("type", schema.getType().getName())
                                .put("logicalType", schema.getLogicalType().getName());
        };
    }

    private ObjectNode named(Schema schema) {
        ObjectNode node = JSON.createObjectNode()
                .put("type", schema.getType().getName())
                .put("name", schema.getName())
                .put("namespace", schema.getNamespace());
        if (schema.getType() == Schema.Type.ENUM) {
            ArrayNode symbols = node.putArray("symbols");
            schema.getEnumSymbols().forEach(symbols::add);
        }
        if (schema.getType() == Schema.Type.RECORD) {
            ArrayNode fields = node.putArray("fields");
            for (Schema.Field field : schema.getFields()) {
                ObjectNode entry = fields.addObject().put("name", field.name());
                entry.set("type", type(field.schema()));
                if (field.hasDefaultValue()) {
                    entry.set("default", defaultValue(field));
                }
            }
        }
        return node;
    }

    private static JsonNode defaultValue(Schema.Field field) {
        Object value = field.defaultVal();
        return value == org.apache.avro.JsonProperties.NULL_VALUE
                ? JSON.getNodeFactory().nullNode()
                : JSON.valueToTree(value);
    }
}
