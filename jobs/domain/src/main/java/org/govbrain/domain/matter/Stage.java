package org.govbrain.domain.matter;

import java.util.Locale;

/** How far a case has come in its current cycle. */
public enum Stage {
    REPORTED,
    ACCEPTED,
    ASSIGNED,
    ON_SCENE,
    HANDLING,
    SUSPENDED,
    CLOSED,
    CANCELLED;

    /** The word in documents, for example {@code on_scene}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isEnded() {
        return this == CLOSED || this == CANCELLED;
    }
}
