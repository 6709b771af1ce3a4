package org.govbrain.dashboards.panel;

import java.util.Map;

/**
 * The documents behind a panel's numbers.
 *
 * @param list id of the {@link Listing} that shows them
 * @param where ES|QL condition that all of them meet; the count of the list is the number of the panel
 * @param counts the number column of the panel that says how many they are, over all rows
 * @param by for a number of one row, bar or polygon: column of the panel to the field of the documents that must have its value
 */
public record Drill(String list, String where, String counts, Map<String, String> by) {
    public Drill {
        by = Map.copyOf(by);
    }
}
