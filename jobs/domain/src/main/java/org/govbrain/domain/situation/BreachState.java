package org.govbrain.domain.situation;

import java.util.Locale;

/** The life of a breach: opened at its deadline, resolved when done late, withdrawn when proved to have been in time. */
public enum BreachState {
    OPEN,
    RESOLVED,
    WITHDRAWN;

    /** The word in documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
