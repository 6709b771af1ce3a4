package org.govbrain.engine.reference;

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

    public Problem {
        found = cut(found);
    }

    private static String cut(String text) {
        String oneLine = text.replaceAll("\\p{Cntrl}+", " ");
        return oneLine.length() <= LONGEST ? oneLine : oneLine.substring(0, LONGEST - 1) + "…";
    }

    @Override
    public String toString() {
        return file + ", " + where + ": " + found + "; expected " + expected;
    }
}
