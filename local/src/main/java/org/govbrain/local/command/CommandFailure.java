package org.govbrain.local.command;

import org.govbrain.schemas.PlainText;

/** Ends a command with one sentence for a person, which says what to do, and an exit code of {@link ExitCode}. */
public final class CommandFailure extends RuntimeException {
    private final int exitCode;

    private CommandFailure(int exitCode, String sentence) {
        // It may repeat what stands in a file, or what a server has said.
        super(PlainText.lines(sentence));
        this.exitCode = exitCode;
    }

    public static CommandFailure rejected(String sentence) {
        return new CommandFailure(ExitCode.REJECTED, sentence);
    }

    public static CommandFailure usage(String sentence) {
        return new CommandFailure(ExitCode.USAGE, sentence);
    }

    public static CommandFailure environment(String sentence) {
        return new CommandFailure(ExitCode.ENVIRONMENT, sentence);
    }

    public int exitCode() {
        return exitCode;
    }
}
