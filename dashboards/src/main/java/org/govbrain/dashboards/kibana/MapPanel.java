package org.govbrain.dashboards.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.govbrain.dashboards.panel.Column;
import org.govbrain.dashboards.panel.Column.Role;
import org.govbrain.dashboards.panel.Format;
import org.govbrain.dashboards.panel.MapLayer;
import org.govbrain.dashboards.panel.Panel;
import org.jspecify.annotations.Nullable;

/**
 * A map by value: the grids coloured as the panel says, and above them what {@link MapLayer}s show. The polygons come from the
 * index where the cluster has {@code geo_shape}; where it has not, they are kept in the map and joined with the index by grid. No
 * layer needs tiles or the internet.
 */
final class MapPanel {
    private static final String GRIDS = "govbrain-grids";
    private static final String JOIN = "grids";

    private final Panel panel;
    private final Language language;
    private final @Nullable JsonNode polygons;
    private final List<MapLayer> above;
    private final Words words;
    private final ArrayNode layers = Json.array();
    private final List<ObjectNode> references = new ArrayList<>();

    private MapPanel(Panel panel, Language language, @Nullable JsonNode polygons, List<MapLayer> above, Words words) {
        this.panel = panel;
        this.language = language;
        this.polygons = polygons;
        this.above = above;
        this.words = words;
    }

    /** The panel's {@code embeddableConfig} and the references that it needs, their names without the panel's prefix. */
    record Made(ObjectNode config, List<ObjectNode> references) {
        Made {
            references = List.copyOf(references);
        }
    }

    /**
     * Makes the map.
     *
     * @param polygons GeoJSON features with the property {@code grid_id}; null to take them from the index
     * @param above what can be shown above the grids
     */
    static Made of(Panel panel, Language language, @Nullable JsonNode polygons, List<MapLayer> above, Words words) {
        return new MapPanel(panel, language, polygons, above, words).made();
    }

    private Made made() {
        grids();
        above.forEach(this::points);
        ObjectNode attributes = Json.object()
                .put("title", language.of(panel.title()))
                .put("description", language.of(panel.question()) + "\n" + language.of(panel.help()))
                .put("layerListJSON", Json.text(layers))
                .put("mapStateJSON", Json.text(state()))
                .put("uiStateJSON", "{\"isLayerTOCOpen\":false,\"openTOCDetails\":[]}");
        ObjectNode config = Json.object();
        config.putObject("enhancements");
        // What stands here decides, not the layers' own "visible": an empty list would show all of them.
        ArrayNode hidden = config.putArray("hiddenLayers");
        above.stream().filter(layer -> !isShown(layer)).forEach(layer -> hidden.add(layer.id()));
        config.put("isLayerTOCOpen", false);
        config.putArray("openTOCDetails");
        config.set("attributes", attributes);
        return new Made(config, references);
    }

    private void grids() {
        Column colour = panel.columns().stream()
                .filter(column -> column.role() == Role.LIGHT || column.role() == Role.VALUE)
                .findFirst()
                .orElseThrow();
        if (colour.format() == Format.CODE) {
            ground();
            // A layer for each code, so that a colour never depends on which others there are.
            words.of(colour, language).forEach((code, word) -> {
                String fixed = Palette.ofPattern(code);
                if (fixed != null) {
                    ObjectNode look = style(MapStyle.polygons(MapStyle.fixed("color", fixed)));
                    chosen("grids-" + code, word, colour.name() + ": \"" + code + "\"", look, true);
                }
            });
            return;
        }
        boolean light = colour.format() == Format.LIGHT;
        String field = light ? "light_level" : colour.name();
        if (polygons != null) {
            ObjectNode layer = layer("grids", language.of("网格", "Grids"), "GEOJSON_VECTOR", kept(polygons, 0), true);
            String joined = "__kbnjoin__max_of_" + field + "__" + JOIN + 0;
            layer.set(
                    "style",
                    style(MapStyle.polygons(
                            light ? MapStyle.lights(joined, "join") : MapStyle.rising(joined, "join"))));
            layer.putArray("joins").add(join(0, "max", field, language.of(colour)));
        } else if (light) {
            light("green", language.of("● 正常", "● fine"), Palette.GREEN);
            light("yellow", language.of("◆ 预警", "◆ warned"), Palette.YELLOW);
            light("red", language.of("▲ 超时", "▲ overdue"), Palette.RED);
        } else {
            ObjectNode layer = layer("grids", language.of("网格", "Grids"), "MVT_VECTOR", fromIndex(), true);
            layer.set("style", style(MapStyle.polygons(MapStyle.rising(field, "source"))));
            layer.putArray("joins");
        }
    }

    /** Every grid, so that there is a city to see where no grid has a code. */
    private void ground() {
        String label = language.of("网格", "Grids");
        ObjectNode layer = polygons == null
                ? layer("grids", label, "MVT_VECTOR", fromIndex(), true)
                : layer("grids", label, "GEOJSON_VECTOR", kept(polygons, layers.size()), true);
        layer.set("style", style(MapStyle.polygons(MapStyle.fixed("color", Palette.GROUND))));
        layer.putArray("joins");
    }

    private void light(String light, String label, String colour) {
        ObjectNode look = style(MapStyle.polygons(MapStyle.fixed("color", colour)));
        chosen("grids-" + light, label, "light: " + light, look, true);
    }

    /** Joins the polygons of a layer with the index by grid; a grid that finds nothing there is not drawn. */
    private ObjectNode join(int number, String metric, @Nullable String field, String label) {
        ObjectNode join = Json.object().put("leftField", "grid_id");
        ObjectNode right = join.putObject("right")
                .put("type", "ES_TERM_SOURCE")
                .put("id", JOIN + number)
                .put("term", "grid_id");
        ObjectNode asked = right.putArray("metrics").addObject().put("type", metric);
        if (field != null) {
            asked.put("field", field);
        }
        asked.put("label", label);
        global(right, false);
        String name = "layer_" + number + "_join_0_index_pattern";
        right.put("indexPatternRefName", name);
        references.add(Json.reference(name, "index-pattern", GRIDS));
        return join;
    }

    private ObjectNode fromIndex() {
        ObjectNode source = search("boundary", "MVT", GRIDS, layers.size(), false);
        ArrayNode tooltips = source.putArray("tooltipProperties");
        // Rates are made by the query; the index has only what they are made of.
        panel.columns().stream()
                .filter(column -> column.role() != Role.KEY && column.role() != Role.OF)
                .filter(column -> column.format() != Format.PERCENT)
                .forEach(column -> tooltips.add(column.name()));
        return source;
    }

    /** Seen to work in a real Kibana, and in no export of one. */
    private static ObjectNode kept(JsonNode polygons, int number) {
        ObjectNode source = Json.object()
                .put("id", "source-" + number)
                .put("type", "GEOJSON_FILE")
                .put("name", "grids");
        source.set("__featureCollection", polygons);
        ArrayNode fields = source.putArray("__fields");
        for (String field : List.of("grid_id", "grid_name", "community_name")) {
            fields.addObject().put("name", field).put("type", "string");
        }
        return source.put("areResultsTrimmed", false).putNull("tooltipContent");
    }

    /** Points also where the live view outlines grids: Kibana cannot join a hotspot's list of grids. */
    private void points(MapLayer above) {
        ObjectNode source = search(
                "location", above.each() == null ? "LIMIT" : "TOP_HITS", above.index(), layers.size(), above.timed());
        if (above.each() != null) {
            source.put("sortField", "@timestamp").put("topHitsSplitField", above.each());
        }
        ArrayNode tooltips = source.putArray("tooltipProperties");
        above.columns().forEach(column -> tooltips.add(column.name()));
        ObjectNode layer = layer(above.id(), language.of(above.title()), "GEOJSON_VECTOR", source, isShown(above));
        layer.set("style", style(MapStyle.points(Palette.of(above.colour()), above.size())));
        layer.putArray("joins");
        if (!above.is().isEmpty()) {
            layer.putObject("query").put("query", above.kuery()).put("language", "kuery");
        }
    }

    private boolean isShown(MapLayer above) {
        return above.shown().contains(panel.id());
    }

    /** A layer of the grids that meet a condition, and of no others. */
    private void chosen(String id, String label, String kuery, ObjectNode look, boolean visible) {
        int number = layers.size();
        ObjectNode layer;
        if (polygons == null) {
            layer = layer(id, label, "MVT_VECTOR", fromIndex(), visible);
            layer.putArray("joins");
            layer.putObject("query").put("query", kuery).put("language", "kuery");
        } else {
            layer = layer(id, label, "GEOJSON_VECTOR", kept(polygons, number), visible);
            ObjectNode join = join(number, "count", null, label);
            ((ObjectNode) join.get("right"))
                    .putObject("whereQuery")
                    .put("query", kuery)
                    .put("language", "kuery");
            layer.putArray("joins").add(join);
        }
        layer.set("style", look);
    }

    private ObjectNode search(String geoField, String scaling, String index, int layer, boolean timed) {
        String name = "layer_" + layer + "_source_index_pattern";
        references.add(Json.reference(name, "index-pattern", index));
        ObjectNode source = Json.object()
                .put("id", "source-" + layer)
                .put("type", "ES_SEARCH")
                .put("geoField", geoField)
                .put("scalingType", scaling)
                .put("filterByMapBounds", true)
                .put("sortField", "")
                .put("sortOrder", "desc")
                .put("topHitsGroupByTimeseries", false)
                .put("topHitsSplitField", "")
                .put("topHitsSize", 1);
        global(source, timed);
        return source.put("indexPatternRefName", name);
    }

    /** What the board's filters and period do to a layer; what is open is open whenever it began. */
    private static void global(ObjectNode source, boolean timed) {
        source.put("applyGlobalQuery", true).put("applyGlobalTime", timed).put("applyForceRefresh", true);
    }

    private ObjectNode layer(String id, String label, String type, ObjectNode source, boolean visible) {
        ObjectNode layer = layers.addObject()
                .put("id", id)
                .put("label", label)
                .put("minZoom", 0)
                .put("maxZoom", 24)
                .put("alpha", 0.85)
                .put("visible", visible)
                .put("includeInFitToBounds", id.startsWith("grids"))
                .put("type", type);
        layer.set("sourceDescriptor", source);
        return layer;
    }

    private static ObjectNode style(ObjectNode properties) {
        ObjectNode style = Json.object().put("type", "VECTOR");
        style.set("properties", properties);
        return style.put("isTimeAware", true);
    }

    private ObjectNode state() {
        ObjectNode state = Json.object();
        state.putArray("adHocDataViews");
        state.put("zoom", 12);
        state.putObject("center").put("lon", 0).put("lat", 0);
        state.putObject("timeFilters").put("from", "now/d").put("to", "now");
        state.putObject("refreshConfig").put("isPaused", true).put("interval", 60_000);
        state.putObject("query").put("query", "").put("language", "kuery");
        state.putArray("filters");
        ObjectNode settings = state.putObject("settings")
                .put("autoFitToDataBounds", true)
                .put("backgroundColor", "#ffffff")
                .put("disableInteractive", false)
                .put("disableTooltipControl", false)
                .put("hideToolbarOverlay", false)
                .put("hideLayerControl", false)
                .put("hideViewControl", false)
                .put("initialLocation", "AUTO_FIT_TO_BOUNDS");
        settings.putArray("customIcons");
        settings.putObject("fixedLocation").put("lat", 0).put("lon", 0).put("zoom", 2);
        settings.putObject("browserLocation").put("zoom", 2);
        settings.put("maxZoom", 24)
                .put("minZoom", 0)
                .put("showScaleControl", false)
                .put("showSpatialFilters", true)
                .put("showTimesliderToggleButton", true);
        return state;
    }
}
