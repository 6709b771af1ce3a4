package org.govbrain.local.convert;

import java.util.Set;

/**
 * What a column must be for an event to be made.
 *
 * @param words for {@link Test#IN} and {@link Test#NOT}
 */
record Condition(String column, Test test, Set<String> words) {
    /** How the column is looked at; a blank one is none of the words. */
    enum Test {
        PRESENT,
        ABSENT,
        IN,
        NOT
    }

    boolean holds(SourceRow row) {
        return switch (test) {
            case PRESENT -> row.find(column).isPresent();
            case ABSENT -> row.find(column).isEmpty();
            case IN -> words.contains(row.find(column).orElse(""));
            case NOT -> !words.contains(row.find(column).orElse(""));
        };
    }
}
