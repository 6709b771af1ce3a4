package org.govbrain.dashboards.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.govbrain.dashboards.panel.Column.Colour;
import org.govbrain.dashboards.panel.Light;
import org.govbrain.dashboards.panel.Light.Worse;
import org.jspecify.annotations.Nullable;

/** Colours that people with any colour vision tell apart, on a light and on a dark ground. */
final class Palette {
    static final String RED = "#cc5642";
    static final String YELLOW = "#d6bf57";
    static final String GREEN = "#209280";
    static final String BLUE = "#6092c0";
    static final String GREY = "#98a2b3";
    /** Of grids of which nothing is to be said. */
    static final String GROUND = "#e6ebf2";
    /** From few to many. */
    private static final List<String> RISING = List.of("#e8f1f8", "#a8cbe3", "#6092c0", "#39618a", "#1d3a59");

    /** Categories of emerging hot spots, the same as in the live view's app.css. */
    private static final Map<String, String> PATTERNS = Map.of(
            "new-hot", "#ff6b4a",
            "consecutive-hot", "#e08a3c",
            "intensifying-hot", "#d6336c",
            "persistent-hot", "#b5651d",
            "diminishing-hot", "#f2c14e",
            "sporadic-hot", "#c58bd8",
            "oscillating-hot", "#56b4e9",
            "historical-hot", "#8fa3b8");

    private Palette() {}

    /** The colour of a hot spot category; null where a code is none. */
    static @Nullable String ofPattern(String code) {
        return PATTERNS.get(code);
    }

    static String of(Colour colour) {
        return switch (colour) {
            case RED -> RED;
            case YELLOW -> YELLOW;
            case GREEN -> GREEN;
            case BLUE -> BLUE;
            case GREY -> GREY;
        };
    }

    /** The colour of a number by its limits. */
    static ObjectNode of(Light light) {
        boolean above = light.worse() == Worse.ABOVE;
        double first = above ? light.yellow() : light.red();
        double second = above ? light.red() : light.yellow();
        List<String> colours = above ? List.of(GREEN, YELLOW, RED) : List.of(RED, YELLOW, GREEN);
        ArrayNode stops = Json.array();
        ArrayNode colourStops = Json.array();
        double[] upper = {first, second, second + Math.max(1, Math.abs(second))};
        for (int i = 0; i < colours.size(); i++) {
            stops.addObject().put("color", colours.get(i)).put("stop", upper[i]);
            ObjectNode from = colourStops.addObject().put("color", colours.get(i));
            if (i == 0) {
                from.putNull("stop");
            } else {
                from.put("stop", upper[i - 1]);
            }
        }
        return palette("number", colours.size(), stops, colourStops);
    }

    /** The colours of a heat map, by fifths of what there is. */
    static ObjectNode rising() {
        ArrayNode stops = Json.array();
        ArrayNode colourStops = Json.array();
        for (int i = 0; i < RISING.size(); i++) {
            stops.addObject().put("color", RISING.get(i)).put("stop", 100 / RISING.size() * (i + 1));
            colourStops.addObject().put("color", RISING.get(i)).put("stop", 100 / RISING.size() * i);
        }
        return palette("percent", RISING.size(), stops, colourStops);
    }

    private static ObjectNode palette(String range, int steps, ArrayNode stops, ArrayNode colourStops) {
        ObjectNode palette = Json.object().put("type", "palette").put("name", "custom");
        ObjectNode params = palette.putObject("params")
                .put("name", "custom")
                .put("reverse", false)
                .put("rangeType", range)
                .putNull("rangeMin")
                .putNull("rangeMax")
                .put("progression", "fixed")
                .put("steps", steps);
        params.set("stops", stops);
        params.set("colorStops", colourStops);
        params.put("continuity", "all").put("maxSteps", 5);
        return palette;
    }
}
