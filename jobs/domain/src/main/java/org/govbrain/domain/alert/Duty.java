package org.govbrain.domain.alert;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer of the roster.
 *
 * @param officer code of who is on duty; null when nobody can be told
 * @param contacts contact methods in the order in which they are tried
 * @param area what the answer is about, for example {@code grid QL-01-02}
 * @param zh why this person, or why nobody
 */
public record Duty(
        @Nullable String officer, List<String> contacts, Absence absence, String area, String zh, String en) {

    /** Why nobody can be told. */
    public enum Absence {
        /** Somebody can. */
        NONE,
        /** The role has no say at such a place: a building chief, where no building is known. */
        NOT_CONCERNED,
        /** The role is vacant: a gap in the roster. */
        VACANT,
        /** Somebody is on duty and cannot be reached: a gap as well. */
        NO_CONTACT
    }

    public Duty {
        contacts = List.copyOf(contacts);
    }

    boolean isGap() {
        return absence == Absence.VACANT || absence == Absence.NO_CONTACT;
    }
}
