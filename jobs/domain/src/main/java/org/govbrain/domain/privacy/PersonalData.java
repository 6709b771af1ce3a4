package org.govbrain.domain.privacy;

import java.util.Locale;

/** A kind of personal data that a text may hold. */
public enum PersonalData {
    PHONE,
    /** Identity card, passport or another paper. */
    IDENTITY,
    /** Bank card or account. */
    CARD,
    EMAIL,
    /** Of a messenger. */
    ACCOUNT,
    PLATE,
    NAME,
    /** A number that was cut, so that nobody can tell what it was. */
    NUMBER;

    private final String mask = "[" + name().toLowerCase(Locale.ROOT) + "]";

    /** What stands in its place: it tells the kind and nothing of the person. */
    public String mask() {
        return mask;
    }
}
