package org.govbrain.schemas.json;

/**
 * What is wrong with one line.
 *
 * @param line number of the line, from 1
 * @param field path of the field, for example {@code position.lon}; empty for the line as a whole
 * @param value what stands there, shortened; empty when nothing does
 * @param expected what should stand there
 */
public record LineProblem(long line, Kind kind, String field, String value, String expected) {

    /** What kind of problem it is. */
    public enum Kind {
        /** The line is no JSON object. */
        NOT_AN_OBJECT,
        /** The line or a text in it is too long. */
        TOO_LARGE,
        /** A field that must be there is not. */
        MISSING_FIELD,
        /** A field that the record doesn't have. */
        UNKNOWN_FIELD,
        /** A value that can't be. */
        INVALID_FIELD
    }

    private static final int MOST_SHOWN_CHARS = 60;

    /** A value as it is shown in a problem. */
    static String shortened(String value) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < Math.min(MOST_SHOWN_CHARS, value.length()); i++) {
            char c = value.charAt(i);
            text.append(Character.isISOControl(c) || Character.isSurrogate(c) ? '·' : c);
        }
        return value.length() > MOST_SHOWN_CHARS ? text.append('…').toString() : text.toString();
    }

    /** The problem in a sentence for a person. */
    @Override
    public String toString() {
        String place = "line " + line + (field.isEmpty() ? "" : ": " + field);
        return place + (value.isEmpty() ? "" : " = " + value) + ": " + expected;
    }
}
