package org.govbrain.domain.event;

import java.util.Locale;

/** Part of an id that is joined of several: no part may hold what joins them, or two things could end in one document. */
public final class IdPart {
    private IdPart() {}

    /**
     * The part as it is; if it holds a separator, that is written as a URI would write it, {@code %7C} for a bar. A percent sign
     * stays unless what is behind it could be taken for such a sign.
     */
    public static String of(String part, char separator) {
        if (part.indexOf(separator) < 0 && part.indexOf('%') < 0) {
            return part;
        }
        String escape = String.format(Locale.ROOT, "%%%02X", (int) separator);
        return part.replaceAll("%(?=25|" + escape.substring(1) + ")", "%25").replace(String.valueOf(separator), escape);
    }
}
