package org.govbrain.dashboards.kibana;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.govbrain.dashboards.index.IndexDefinition;
import org.govbrain.dashboards.index.IndexField;

/** A data view for each index, with every field's name and meaning in the language of the space. */
final class DataViews {
    private static final String VERSION = "8.0.0";
    private static final String TIME = "@timestamp";

    private DataViews() {}

    static List<ObjectNode> all(Language language) {
        List<ObjectNode> views = new ArrayList<>();
        for (IndexDefinition index : IndexDefinition.ALL) {
            views.add(Json.saved("index-pattern", index.name(), VERSION, attributes(index, language), Json.array()));
        }
        return views;
    }

    private static ObjectNode attributes(IndexDefinition index, Language language) {
        ObjectNode described = Json.object();
        index.fields().stream()
                .flatMap(IndexField::flattened)
                .forEach(field ->
                        described.putObject(field.name()).put("customLabel", language.of(field.zh(), field.doc())));
        return Json.object()
                .put("title", index.name())
                .put("name", language.of(index.zh(), index.name()))
                .put("timeFieldName", TIME)
                .put("fields", "[]")
                .put("fieldAttrs", Json.text(described))
                .put("fieldFormatMap", "{}")
                .put("runtimeFieldMap", "{}")
                .put("sourceFilters", "[]")
                .put("allowHidden", false);
    }
}
