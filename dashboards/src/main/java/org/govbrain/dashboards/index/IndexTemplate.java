package org.govbrain.dashboards.index;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The JSON that Elasticsearch is given for one index. Strict: a field that no schema declares is refused. */
final class IndexTemplate {
    /** Above 100, where Elastic's own templates stop. */
    private static final int PRIORITY = 200;

    private IndexTemplate() {}

    /** Body of {@code PUT _index_template/<name>}. */
    static ObjectNode template(IndexDefinition index, IndexSettings settings, boolean geoShapeOffered) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.putArray("index_patterns").add(index.name());
        root.put("priority", PRIORITY);
        root.putObject("_meta").put("description", index.doc()).put("managed_by", "governance-brain");
        ObjectNode template = root.putObject("template");
        template.set(
                "settings",
                JsonNodeFactory.instance
                        .objectNode()
                        .set("index", settings(index, settings).put("number_of_shards", settings.shards())));
        template.set("mappings", mappings(index, geoShapeOffered));
        return root;
    }

    /** Body of {@code PUT <index>/_settings}: those that may change while the index lives. */
    static ObjectNode settings(IndexDefinition index, IndexSettings settings) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("number_of_replicas", settings.replicas())
                .put(
                        "refresh_interval",
                        index.urgent() ? settings.urgentRefreshInterval() : settings.refreshInterval());
    }

    /** Body of {@code PUT <index>/_mapping}. */
    static ObjectNode mappings(IndexDefinition index, boolean geoShapeOffered) {
        ObjectNode mappings = JsonNodeFactory.instance.objectNode();
        mappings.put("dynamic", "strict");
        mappings.set("properties", properties(index.fields(), geoShapeOffered));
        return mappings;
    }

    private static ObjectNode properties(List<IndexField> fields, boolean geoShapeOffered) {
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        for (IndexField field : fields) {
            ObjectNode mapping = field.type().mapping(geoShapeOffered);
            if (!field.fields().isEmpty()) {
                mapping.set("properties", properties(field.fields(), geoShapeOffered));
            }
            properties.set(field.name(), mapping);
        }
        return properties;
    }
}
