package org.govbrain.schemas;

import java.util.regex.Pattern;

/**
 * Somebody else's text as a message repeats it. Characters that a terminal obeys, that turn the direction of writing or that
 * nobody sees become points: whoever writes a file or a record must not be able to write on the screen of who reads the message.
 */
public final class PlainText {
    private static final String OBEYED = "\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}";
    private static final Pattern IN_A_LINE = Pattern.compile("[" + OBEYED + "]+");
    private static final Pattern IN_LINES = Pattern.compile("[" + OBEYED + "&&[^\\n]]+");

    private PlainText() {}

    /** On one line, and cut when it has more than so many characters. */
    public static String line(String text, int most) {
        // Of what is cut off nothing is looked at: it may be a whole file.
        boolean whole = text.length() <= most;
        String shown =
                IN_A_LINE.matcher(whole ? text : text.substring(0, most - 1)).replaceAll("·");
        return whole ? shown : shown + "…";
    }

    /** With its line feeds and of any length. */
    public static String lines(String text) {
        return IN_LINES.matcher(text).replaceAll("·");
    }
}
