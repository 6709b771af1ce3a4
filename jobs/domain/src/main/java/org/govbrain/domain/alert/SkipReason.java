package org.govbrain.domain.alert;

import java.util.Locale;

/** Why nobody was told at a level. */
public enum SkipReason {
    /** The role is vacant: a gap in the roster. */
    VACANT,
    /** Somebody is on duty and cannot be reached: a gap as well. */
    NO_CONTACT,
    /** The role has no say at such a place. */
    NOT_CONCERNED,
    /** Its time had passed before the job looked again; the level that had been reached was told. */
    TIME_PASSED,
    /** A silence holds. */
    SILENCED;

    static SkipReason of(Duty duty) {
        return switch (duty.absence()) {
            case VACANT -> VACANT;
            case NO_CONTACT -> NO_CONTACT;
            case NOT_CONCERNED -> NOT_CONCERNED;
            case NONE -> throw new IllegalArgumentException(duty.officer() + " is on duty and can be told");
        };
    }

    /** The word in documents. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
