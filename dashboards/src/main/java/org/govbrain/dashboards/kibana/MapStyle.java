package org.govbrain.dashboards.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** How the layers of a map look. */
final class MapStyle {
    private MapStyle() {}

    /** Polygons with a fill of their own. */
    static ObjectNode polygons(ObjectNode fill) {
        return properties(fill, "#ffffff", 1, 6);
    }

    /** Circles of one colour. */
    static ObjectNode points(String colour, int size) {
        return properties(fixed("color", colour), "#ffffff", 1, size);
    }

    /** 0 green, 1 yellow, 2 red. */
    static ObjectNode lights(String field, String origin) {
        ObjectNode fill = byField("ORDINAL", field, origin);
        ObjectNode options = (ObjectNode) fill.get("options");
        options.put("color", "Yellow to Red").put("useCustomColorRamp", true);
        ArrayNode ramp = options.putArray("customColorRamp");
        String[] colours = {Palette.GREEN, Palette.YELLOW, Palette.RED};
        for (int level = 0; level < colours.length; level++) {
            ramp.addObject().put("stop", level).put("color", colours[level]);
        }
        return fill;
    }

    /** The higher the redder. */
    static ObjectNode rising(String field, String origin) {
        ObjectNode fill = byField("ORDINAL", field, origin);
        ((ObjectNode) fill.get("options")).put("color", "Yellow to Red").put("useCustomColorRamp", false);
        return fill;
    }

    private static ObjectNode byField(String type, String field, String origin) {
        ObjectNode fill = Json.object().put("type", "DYNAMIC");
        ObjectNode options = fill.putObject("options").put("type", type);
        options.putObject("field").put("name", field).put("origin", origin);
        options.putObject("fieldMetaOptions").put("isEnabled", true).put("sigma", 3);
        return fill;
    }

    private static ObjectNode properties(ObjectNode fill, String line, int lineWidth, int size) {
        ObjectNode all = Json.object();
        all.set("icon", fixed("value", "marker"));
        all.set("fillColor", fill);
        all.set("lineColor", fixed("color", line));
        all.set("lineWidth", fixed("size", lineWidth));
        all.set("iconSize", fixed("size", size));
        all.set("iconOrientation", fixed("orientation", 0));
        all.set("labelText", fixed("value", ""));
        all.set("labelColor", fixed("color", "#000000"));
        all.set("labelSize", fixed("size", 14));
        all.putObject("labelZoomRange")
                .putObject("options")
                .put("useLayerZoomRange", true)
                .put("minZoom", 0)
                .put("maxZoom", 24);
        all.set("labelBorderColor", fixed("color", "#FFFFFF"));
        all.putObject("symbolizeAs").putObject("options").put("value", "circle");
        all.putObject("labelBorderSize").putObject("options").put("size", "SMALL");
        all.putObject("labelPosition").putObject("options").put("position", "CENTER");
        return all;
    }

    static ObjectNode fixed(String option, String value) {
        ObjectNode fixed = Json.object().put("type", "STATIC");
        fixed.putObject("options").put(option, value);
        return fixed;
    }

    private static ObjectNode fixed(String option, int value) {
        ObjectNode fixed = Json.object().put("type", "STATIC");
        fixed.putObject("options").put(option, value);
        return fixed;
    }
}
