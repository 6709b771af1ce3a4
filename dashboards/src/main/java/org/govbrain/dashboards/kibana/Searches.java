package org.govbrain.dashboards.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.govbrain.dashboards.panel.Panel;

/** A saved search in ES|QL, which Discover opens. */
final class Searches {
    private static final String VERSION = "8.0.0";

    private Searches() {}

    static ObjectNode of(String id, String title, String description, String esql, List<String> columns) {
        ObjectNode attributes = Json.object().put("title", title).put("description", description);
        ArrayNode shown = attributes.putArray("columns");
        columns.forEach(shown::add);
        attributes.putArray("sort");
        attributes.putObject("grid");
        attributes.put("hideChart", true).put("isTextBasedQuery", true);
        ObjectNode source = Json.object();
        source.putObject("query").put("esql", esql);
        source.set("index", Json.passingDataView(Panel.source(esql)));
        source.putArray("filter");
        attributes.putObject("kibanaSavedObjectMeta").put("searchSourceJSON", Json.text(source));
        ArrayNode references = Json.array().add(Json.reference("tag-ref-" + KibanaExport.TAG, "tag", KibanaExport.TAG));
        return Json.saved("search", id, VERSION, attributes, references);
    }
}
