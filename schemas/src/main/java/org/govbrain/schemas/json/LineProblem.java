package org.govbrain.schemas.json;

import org.govbrain.schemas.PlainText;

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

    private static final int MOST_SHOWN_CHARS = 61;
    private static final int MOST_FIELD_CHARS = 200;

    /** A value as it is shown in a problem. */
    static String shortened(String value) {
        return PlainText.line(value, MOST_SHOWN_CHARS);
    }

    /** The problem in a sentence for a person. */
    @Override
    public String toString() {
        String place = "line " + line + (field.isEmpty() ? "" : ": " + PlainText.line(field, MOST_FIELD_CHARS));
        return place + (value.isEmpty() ? "" : " = " + value) + ": " + expected;
    }
}
