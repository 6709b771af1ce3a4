package org.govbrain.dashboards.kibana;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.govbrain.dashboards.panel.Column;
import org.govbrain.dashboards.panel.Format;
import org.govbrain.dashboards.panel.Text;

/** Words for the codes in columns: those of the product and those of a city. */
final class Words {
    private static final Map<String, String> SHAPES = Map.of("green", "● ", "yellow", "◆ ", "red", "▲ ");

    /** An owner is one of these; the live view's words.js says the same. */
    private static final List<String> OWNERS = List.of("role", "platform", "department_id");

    private final Map<String, Map<String, Text>> byField;

    Words(Map<String, Map<String, Text>> product, Map<String, Map<String, Text>> city) {
        Map<String, Map<String, Text>> all = new HashMap<>();
        product.forEach((field, codes) -> all.put(field, new HashMap<>(codes)));
        city.forEach((field, codes) ->
                all.computeIfAbsent(field, absent -> new HashMap<>()).putAll(codes));
        Map<String, Text> owners = new HashMap<>();
        for (String field : OWNERS) {
            owners.putAll(all.getOrDefault(field, Map.of()));
        }
        all.put("owner_id", owners);
        this.byField = all;
    }

    /** What each code of a column is called, in the order of the codes; empty where codes are shown as they are. */
    Map<String, String> of(Column column, Language language) {
        Map<String, String> words = new TreeMap<>();
        if (column.format() == Format.CODE || column.format() == Format.LIGHT) {
            byField.getOrDefault(field(column.name()), Map.of())
                    .forEach((code, text) -> words.put(
                            code,
                            (column.format() == Format.LIGHT ? SHAPES.getOrDefault(code, "") : "")
                                    + language.of(text)));
        }
        return words;
    }

    /** Several fields speak of the same codes; the live view's words.js says the same. */
    private static String field(String column) {
        if (column.endsWith("_clock")) {
            return "clock";
        }
        if (column.equals("hotspot_pattern") || column.equals("previous_pattern")) {
            return "pattern";
        }
        return column.endsWith("_state") ? "clock_state" : column;
    }
}
