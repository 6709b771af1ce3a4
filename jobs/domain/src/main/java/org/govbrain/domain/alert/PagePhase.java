package org.govbrain.domain.alert;

import java.util.Locale;

/** How far a page has come. */
public enum PagePhase {
    /** Nobody has been told yet. */
    WAITING,
    /** Somebody was told, and nobody has answered. */
    OPEN,
    ACKNOWLEDGED,
    /** Everybody was told and nobody has answered: stands in red. */
    UNANSWERED,
    /** An officer said that it is done. */
    CLOSED_BY_OFFICER,
    RESOLVED,
    WITHDRAWN;

    /** Whether somebody may still have to be told. */
    public boolean isLive() {
        return compareTo(UNANSWERED) <= 0;
    }

    /** The word in documents. */
    public String word() {
        return this == CLOSED_BY_OFFICER ? RESOLVED.word() : name().toLowerCase(Locale.ROOT);
    }
}
