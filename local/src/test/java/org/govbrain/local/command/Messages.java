package org.govbrain.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;

/** What holds for every message that tells of somebody else's file. */
public final class Messages {
    private static final Pattern OBEYED = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}&&[^\\n]]");
    private static final int LONGEST = 20_000;

    private Messages() {}

    /** Lines without a character that a terminal obeys, and not a whole file. */
    public static void assertThatATerminalMayShow(String message) {
        assertThat(OBEYED.matcher(message).find())
                .as("a character that a terminal obeys in: %s", message)
                .isFalse();
        assertThat(message.length()).as("length of a message").isLessThan(LONGEST);
    }
}
