package org.govbrain.dashboards.panel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.govbrain.dashboards.panel.Column.Colour;
import org.govbrain.dashboards.panel.Column.Role;
import org.jspecify.annotations.Nullable;

/**
 * Something that every map can show above its grids: points at their place, or the outline of the grids that a document names.
 *
 * @param id unique, in kebab-case
 * @param index one index
 * @param is fields and the value that each must have, {@code true} and {@code false} for booleans
 * @param each a field of which only the newest document of each value is shown; null for all
 * @param timed whether only documents of today count, in Kibana those of the board's period
 * @param size of a point in pixels of a laptop
 * @param shown ids of the map panels on which it is shown from the beginning
 * @param columns what a reader is told of a point; one with the role KEY holds the grids whose outline is drawn instead
 */
public record MapLayer(
        String id,
        Text title,
        String index,
        Map<String, String> is,
        @Nullable String each,
        boolean timed,
        Colour colour,
        int size,
        List<String> shown,
        List<Column> columns) {
    /** More than a map can show apart. */
    private static final int MOST = 4000;

    public MapLayer {
        is = Collections.unmodifiableMap(new LinkedHashMap<>(is));
        shown = List.copyOf(shown);
        columns = List.copyOf(columns);
    }

    /** Whether it outlines grids. */
    public boolean outlines() {
        return columns.stream().anyMatch(column -> column.role() == Role.KEY);
    }

    /** Its documents in ES|QL, the newest first; the place comes as well-known text in the column {@code location}. */
    public String query() {
        StringBuilder query = new StringBuilder("FROM ").append(index);
        if (!outlines()) {
            query.append("\n| WHERE location IS NOT NULL");
        }
        if (timed) {
            query.append("\n| WHERE @timestamp >= ?_tstart AND @timestamp <= ?_tend");
        }
        is.forEach((field, value) ->
                query.append("\n| WHERE ").append(field).append(" == ").append(literal(value)));
        String kept = columns.stream().map(Column::name).collect(Collectors.joining(", "));
        return query.append("\n| SORT @timestamp DESC, ")
                .append(columns.get(0).name())
                .append("\n| LIMIT ")
                .append(MOST)
                .append("\n| KEEP ")
                .append(outlines() ? "" : "location, ")
                .append(kept)
                .toString();
    }

    /** The same condition in Kibana's own language, without the period. */
    public String kuery() {
        return is.entrySet().stream()
                .map(entry -> entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining(" and "));
    }

    private static String literal(String value) {
        return value.equals("true") || value.equals("false") ? value : "\"" + value + "\"";
    }
}
