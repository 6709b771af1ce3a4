package org.govbrain.local.console;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.govbrain.dashboards.panel.Drill;

/**
 * What is asked of the documents behind a number: those of a drill, narrowed to a row and by the board's controls.
 *
 * @param where the drill's condition, with what it makes narrowed by parameters
 * @param parameters of the query
 * @param filter fields that the documents must have
 */
record DrillQuestion(String where, Map<String, String> parameters, Map<String, String> filter) {
    /** Sorts what a reader has narrowed to into columns that the drill makes and fields of the documents. */
    static DrillQuestion of(Drill drill, Map<String, String> parameters, Map<String, String> narrowed) {
        Map<String, String> all = new HashMap<>(parameters);
        Map<String, String> filter = new HashMap<>(narrowed);
        Set<String> made = new HashSet<>(drill.made().values());
        made.retainAll(narrowed.keySet());
        made.forEach(name -> all.put(name, filter.remove(name)));
        return new DrillQuestion(drill.where(made), all, filter);
    }

    /** Only those documents whose {@code field} has one of these values. */
    DrillQuestion only(String field, List<String> values) {
        Map<String, String> all = new HashMap<>(parameters);
        StringJoiner in = new StringJoiner(", ", "\n| WHERE " + field + " IN (", ")").setEmptyValue("\n| WHERE false");
        for (int i = 0; i < values.size(); i++) {
            all.put("member" + i, values.get(i));
            in.add("?member" + i);
        }
        return new DrillQuestion(where + in, all, filter);
    }
}
