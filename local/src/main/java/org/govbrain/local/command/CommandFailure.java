package org.govbrain.local.command;

/** Ends a command with one sentence for a person, which says what to do, and an exit code of {@link ExitCode}. */
public final class CommandFailure extends RuntimeException {
    private final int exitCode;

    private CommandFailure(int exitCode, String sentence) {
        super(sentence);
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
