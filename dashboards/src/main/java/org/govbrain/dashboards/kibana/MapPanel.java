package org.govbrain.dashboards.kibana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.govbrain.dashboards.panel.Column;
import org.govbrain.dashboards.panel.Column.Role;
import org.govbrain.dashboards.panel.Format;
import org.govbrain.dashboards.panel.Panel;
import org.jspecify.annotations.Nullable;

/**
 * A map by value: the grids coloured as the panel says, and above them open cases, hotspots and patrols. The polygons come from the
 * index where the cluster has {@code geo_shape}; where it has not, they are kept in the map and joined with the index by grid. No
 * layer needs tiles or the internet.
 */
final class MapPanel {
    private static final String GRIDS = "govbrain-grids";
    private static final String JOIN = "grids";

    private final Panel panel;
    private final Language language;
    private final @Nullable JsonNode polygons;
    private final ArrayNode layers = Json.array();
    private final List<ObjectNode> references = new ArrayList<>();

    private MapPanel(Panel panel, Language language, @Nullable JsonNode polygons) {
        this.panel = panel;
        this.language = language;
        this.polygons = polygons;
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
     */
    static Made of(Panel panel, Language language, @Nullable JsonNode polygons) {
        return new MapPanel(panel, language, polygons).made();
    }

    private Made made() {
        grids();
        points("govbrain-patrols", "patrols", language.of("人员（巡查）", "People (patrols)"), "", Palette.BLUE, 4, false);
        points(
                "govbrain-cases",
                "cases",
                language.of("隐患（未结案件）", "Hazards (open cases)"),
                "open: true",
                "#1d3a59",
                5,
                true);
        points("govbrain-hotspots", "hotspots", language.of("热点", "Hotspots"), "state: active", Palette.RED, 11, true);
        ObjectNode attributes = Json.object()
                .put("title", language.of(panel.title()))
                .put("description", language.of(panel.question()) + "\n" + language.of(panel.help()))
                .put("layerListJSON", Json.text(layers))
                .put("mapStateJSON", Json.text(state()))
                .put("uiStateJSON", "{\"isLayerTOCOpen\":false,\"openTOCDetails\":[]}");
        ObjectNode config = Json.object();
        config.putObject("enhancements");
        config.putArray("hiddenLayers");
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
        if (polygons != null) {
            ObjectNode layer = layer("grids", language.of("网格", "Grids"), "GEOJSON_VECTOR", kept(polygons), true);
            layer.set("style", style(MapStyle.polygons(fill(colour))));
            layer.putArray("joins").add(join(colour));
        } else if (colour.format() == Format.LIGHT) {
            light("green", language.of("● 正常", "● fine"), Palette.GREEN);
            light("yellow", language.of("◆ 预警", "◆ warned"), Palette.YELLOW);
            light("red", language.of("▲ 超时", "▲ overdue"), Palette.RED);
        } else {
            ObjectNode layer = layer("grids", language.of("网格", "Grids"), "MVT_VECTOR", fromIndex(), true);
            layer.set("style", style(MapStyle.polygons(fill(colour))));
            layer.putArray("joins");
        }
    }

    /** A layer for each light, so that a colour never depends on which others there are. */
    private void light(String light, String label, String colour) {
        ObjectNode layer = layer("grids-" + light, label, "MVT_VECTOR", fromIndex(), true);
        layer.set("style", style(MapStyle.polygons(MapStyle.fixed("color", colour))));
        layer.putArray("joins");
        layer.putObject("query").put("query", "light: " + light).put("language", "kuery");
    }

    private ObjectNode fill(Column colour) {
        boolean joined = polygons != null;
        String origin = joined ? "join" : "source";
        if (colour.format() == Format.LIGHT) {
            return MapStyle.lights(joined ? joined("max", "light_level") : "light_level", origin);
        }
        return colour.role() == Role.LIGHT
                ? MapStyle.categories(joined ? joined("terms", colour.name()) : colour.name(), origin)
                : MapStyle.rising(joined ? joined("max", colour.name()) : colour.name(), origin);
    }

    private static String joined(String metric, String field) {
        return "__kbnjoin__" + metric + "_of_" + field + "__" + JOIN;
    }

    private ObjectNode join(Column colour) {
        String field = colour.format() == Format.LIGHT ? "light_level" : colour.name();
        boolean terms = colour.role() == Role.LIGHT && colour.format() != Format.LIGHT;
        ObjectNode join = Json.object().put("leftField", "grid_id");
        ObjectNode right = join.putObject("right")
                .put("type", "ES_TERM_SOURCE")
                .put("id", JOIN)
                .put("term", "grid_id");
        right.putArray("metrics")
                .addObject()
                .put("type", terms ? "terms" : "max")
                .put("field", field)
                .put("label", language.of(colour));
        global(right, false);
        String name = "layer_0_join_0_index_pattern";
        right.put("indexPatternRefName", name);
        references.add(Json.reference(name, "index-pattern", GRIDS));
        return join;
    }

    private ObjectNode fromIndex() {
        ObjectNode source = search("boundary", "MVT", GRIDS, layers.size(), false);
        ArrayNode tooltips = source.putArray("tooltipProperties");
        panel.columns().stream()
                .filter(column -> column.role() != Role.KEY)
                .forEach(column -> tooltips.add(column.name()));
        return source;
    }

    /** Seen to work in a real Kibana, and in no export of one. */
    private static ObjectNode kept(JsonNode polygons) {
        ObjectNode source =
                Json.object().put("id", "source-0").put("type", "GEOJSON_FILE").put("name", "grids");
        source.set("__featureCollection", polygons);
        ArrayNode fields = source.putArray("__fields");
        for (String field : List.of("grid_id", "grid_name", "community_name")) {
            fields.addObject().put("name", field).put("type", "string");
        }
        return source.put("areResultsTrimmed", false).putNull("tooltipContent");
    }

    private void points(String index, String id, String label, String only, String colour, int size, boolean visible) {
        boolean timed = only.isEmpty();
        ObjectNode source = search("location", "LIMIT", index, layers.size(), timed);
        ArrayNode tooltips = source.putArray("tooltipProperties");
        switch (id) {
            case "cases" ->
                tooltips.add("case_id")
                        .add("light")
                        .add("category_group")
                        .add("grid_name")
                        .add("opened_at");
            case "hotspots" ->
                tooltips.add("pattern").add("category_group").add("observed").add("expected");
            default -> tooltips.add("kind").add("officer_id").add("grid_name");
        }
        ObjectNode layer = layer(id, label, "GEOJSON_VECTOR", source, visible);
        layer.set("style", style(MapStyle.points(colour, size)));
        layer.putArray("joins");
        if (!only.isEmpty()) {
            layer.putObject("query").put("query", only).put("language", "kuery");
        }
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
