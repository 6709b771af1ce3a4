package org.govbrain.engine.reference;

import org.govbrain.schemas.PlainText;

/**
 * One thing wrong with a file, told so that a person can put it right.
 *
 * @param file name of the file
 * @param where line, or path within the file
 * @param found the value that stands there, cut when long; or what the trouble is
 * @param expected what should stand there
 */
public record Problem(String file, String where, String found, String expected) {
    private static final int LONGEST = 80;
    /** A path is made of the file's own keys. */
    private static final int LONGEST_PLACE = 200;
    /** May list what there is, such as the columns of the data. */
    private static final int LONGEST_EXPECTED = 4_000;

    public Problem {
        file = PlainText.line(file, LONGEST_PLACE);
        where = PlainText.line(where, LONGEST_PLACE);
        found = PlainText.line(found, LONGEST);
        expected = PlainText.line(expected, LONGEST_EXPECTED);
    }

    @Override
    public String toString() {
        return file + ", " + where + ": " + found + "; expected " + expected;
    }
}
