package org.govbrain.dashboards.panel;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The documents behind one number of a panel.
 *
 * @param id unique; that of the panel, and for a further number of a panel its column after a dot
 * @param list id of the {@link Listing} that shows them
 * @param where ES|QL condition that all of them meet; further commands may follow it, after a pipe. The count of the list is the
 *     number of the panel
 * @param counts the number column of the panel that says how many they are, over all rows
 * @param cells the columns of the panel from which one comes here: the number itself, or a rate that is made of it
 * @param by for a number of one row, bar or polygon: column of the panel to the field of the documents that must have its value
 * @param made the same for what is no field, but a column that {@code where} makes
 * @param members null, or where a document of another index says which ones they are
 */
public record Drill(
        String id,
        String list,
        String where,
        String counts,
        List<String> cells,
        Map<String, String> by,
        Map<String, String> made,
        @Nullable Members members) {
    /**
     * Documents that another one names, as a hotspot names its cases.
     *
     * @param index of the document that names them
     * @param key column of the panel, field of that index and name of the parameter that says which document it is
     * @param names its field that names them
     * @param field their own field that is named
     */
    public record Members(String index, String key, String names, String field) {
        /** Gives the names, in one column of one row. */
        public String query() {
            return "FROM " + index + "\n| WHERE " + key + " == ?" + key + "\n| LIMIT 1\n| KEEP " + names;
        }
    }

    public Drill {
        cells = List.copyOf(cells);
        by = Map.copyOf(by);
        made = Map.copyOf(made);
    }

    /** The condition narrowed to one row: each of {@code names} is a column that it makes, and its value a parameter of that name. */
    public String where(Collection<String> names) {
        StringBuilder narrowed = new StringBuilder(where);
        names.stream()
                .sorted()
                .forEach(name -> narrowed.append("\n| WHERE COALESCE(TO_STRING(")
                        .append(name)
                        .append("), \"\") == ?")
                        .append(name));
        return narrowed.toString();
    }
}
