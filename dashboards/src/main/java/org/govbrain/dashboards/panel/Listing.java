package org.govbrain.dashboards.panel;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A list of documents, where drill-downs end.
 *
 * @param id named by {@link Drill#list}
 * @param index one index
 * @param sort ES|QL sort keys
 * @param columns fields that are shown, in order
 */
public record Listing(String id, Text title, String index, String sort, List<Column> columns) {
    /** More rows than a person reads; the count above the list is of all. */
    private static final int LONGEST = 500;

    public Listing {
        columns = List.copyOf(columns);
    }

    /** The rows that meet a condition. */
    public String rows(String where) {
        String fields = columns.stream().map(column -> quoted(column.name())).collect(Collectors.joining(", "));
        return "FROM " + index + "\n| WHERE " + where + "\n| SORT " + sort + "\n| LIMIT " + LONGEST + "\n| KEEP "
                + fields;
    }

    /** How many rows meet a condition, in the column {@code total}. */
    public String count(String where) {
        return "FROM " + index + "\n| WHERE " + where + "\n| STATS total = COUNT(*)";
    }

    private static String quoted(String field) {
        return field.startsWith("@") ? "`" + field + "`" : field;
    }
}
