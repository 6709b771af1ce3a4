package org.govbrain.dashboards.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What every saved object is made of. */
final class Json {
    /** Of every export from Kibana 8.8 on. */
    private static final String CORE_VERSION = "8.8.0";

    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /**
     * A saved object.
     *
     * @param version the newest of its type's versions that its attributes follow; Kibana upgrades them from there, and refuses a
     *     file with a newer one than it knows
     */
    static ObjectNode saved(String type, String id, String version, ObjectNode attributes, ArrayNode references) {
        ObjectNode saved = object().put("id", id).put("type", type);
        saved.set("attributes", attributes);
        saved.set("references", references);
        return saved.put("managed", false)
                .put("coreMigrationVersion", CORE_VERSION)
                .put("typeMigrationVersion", version);
    }

    static ObjectNode reference(String name, String type, String id) {
        return object().put("name", name).put("type", type).put("id", id);
    }

    /** Attributes that hold JSON as a string. */
    static String text(JsonNode node) {
        return node.toString();
    }

    /** The id that Kibana gives to the passing data view of an ES|QL query; it must not be the id of a saved one. */
    static String passingDataViewId(String indexPattern) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(("esql-" + indexPattern).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The passing data view of an ES|QL query, which travels inside of what needs it. */
    static ObjectNode passingDataView(String indexPattern) {
        ObjectNode view = object().put("id", passingDataViewId(indexPattern)).put("title", indexPattern);
        view.putArray("sourceFilters");
        view.put("type", "esql");
        view.putObject("fieldFormats");
        view.putObject("runtimeFieldMap");
        return view.put("allowNoIndex", false).put("name", indexPattern).put("allowHidden", false);
    }
}
