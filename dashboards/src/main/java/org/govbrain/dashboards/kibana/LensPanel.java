package org.govbrain.dashboards.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.govbrain.dashboards.panel.Chart;
import org.govbrain.dashboards.panel.Column;
import org.govbrain.dashboards.panel.Column.Role;
import org.govbrain.dashboards.panel.Format;
import org.govbrain.dashboards.panel.Panel;

/**
 * A panel as a Lens chart over ES|QL, by value. It names no time field, so Kibana adds no time filter of its own: the query says with
 * {@code ?_tstart} and {@code ?_tend} what the period means, the same as in the live view, where "open now" is whatever is open.
 */
final class LensPanel {
    static final String LAYER = "rows";

    private LensPanel() {}

    /** The {@code attributes} of the panel. */
    static ObjectNode attributes(Panel panel, KibanaQuery query, Language language) {
        String pattern = panel.source();
        String dataView = Json.passingDataViewId(pattern);
        ObjectNode attributes = Json.object()
                .put("title", language.of(panel.title()))
                .put("description", language.of(panel.question()) + "\n" + language.of(panel.help()))
                .put("visualizationType", LensVisualization.type(panel.chart()))
                .put("type", "lens");
        attributes.putArray("references");
        ObjectNode state = attributes.putObject("state");
        state.putArray("filters");
        state.putObject("query").put("esql", query.esql());
        ObjectNode source = state.putObject("datasourceStates").putObject("textBased");
        source.putObject("layers").set(LAYER, layer(panel, query, dataView, language));
        source.putArray("indexPatternRefs").addObject().put("id", dataView).put("title", pattern);
        state.putArray("internalReferences")
                .add(Json.reference("textBasedLanguages-datasource-layer-" + LAYER, "index-pattern", dataView));
        state.putObject("adHocDataViews").set(dataView, Json.passingDataView(pattern));
        state.set("visualization", LensVisualization.of(panel.chart(), query.columns(), language));
        return attributes;
    }

    private static ObjectNode layer(Panel panel, KibanaQuery query, String dataView, Language language) {
        ObjectNode layer = Json.object().put("index", dataView);
        layer.putObject("query").put("esql", query.esql());
        ArrayNode columns = layer.putArray("columns");
        ArrayNode again = layer.putArray("allColumns");
        for (Column column : query.columns()) {
            ObjectNode node = columns.addObject()
                    .put("columnId", column.name())
                    .put("fieldName", column.name())
                    .put("label", language.of(column))
                    .put("customLabel", true);
            node.putObject("meta").put("type", kind(column.type())).put("esType", column.type());
            if (isMetric(panel.chart(), column)) {
                node.put("inMetricDimension", true);
            }
            ObjectNode format = format(column.format());
            if (!format.isEmpty()) {
                node.putObject("params").set("format", format);
            }
            again.add(readBy812(column));
        }
        return layer;
    }

    /** Kibana 8.12 reads {@code allColumns}: without it its tables fail and its tiles have no colour. Later ones leave it aside. */
    private static ObjectNode readBy812(Column column) {
        ObjectNode node = Json.object().put("columnId", column.name()).put("fieldName", column.name());
        String kind = kind(column.type());
        if (kind.equals("number")) {
            node.putObject("meta").put("type", kind);
        }
        return node;
    }

    private static boolean isMetric(Chart chart, Column column) {
        return chart == Chart.METRIC || chart == Chart.GAUGE || column.role() == Role.VALUE;
    }

    /** A type of ES|QL as Kibana's tables call it. */
    private static String kind(String type) {
        return switch (type) {
            case "long", "integer", "double" -> "number";
            case "keyword", "text" -> "string";
            default -> type;
        };
    }

    private static ObjectNode format(Format format) {
        ObjectNode node = Json.object();
        switch (format) {
            case COUNT -> node.put("id", "number").putObject("params").put("decimals", 0);
            case NUMBER -> node.put("id", "number").putObject("params").put("decimals", 1);
            case PERCENT -> node.put("id", "percent").putObject("params").put("decimals", 1);
            case DURATION ->
                node.put("id", "duration")
                        .putObject("params")
                        .put("decimals", 0)
                        .put("fromUnit", "seconds")
                        .put("toUnit", "humanizePrecise");
            default -> {
                // Kibana's own way for the type.
            }
        }
        return node;
    }
}
