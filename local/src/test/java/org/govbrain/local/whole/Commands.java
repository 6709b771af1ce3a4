package org.govbrain.local.whole;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.stack.StackFolder;

/** Commands as a person types them, and patience with what follows. */
final class Commands {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private Commands() {}

    /** Runs a command that needs no stack; returns its exit code. */
    static int run(String... line) {
        return Brain.commandLine().setOut(new PrintWriter(new StringWriter())).execute(line);
    }

    /** Runs a command against a running stack; returns its exit code. */
    static int against(StackFolder stack, String command, String... arguments) {
        List<String> line =
                new ArrayList<>(List.of(command, "--data", stack.root().toString()));
        line.addAll(List.of(arguments));
        return run(line.toArray(String[]::new));
    }

    /**
     * Waits for something that is bound to happen; fails with what the stack has printed when it does not.
     *
     * @param missing what is not yet there; empty when all is
     */
    static void await(Path log, Callable<Optional<String>> missing) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (Optional<String> what = missing.call(); what.isPresent(); what = missing.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Waited in vain for " + what.get() + ":\n" + Files.readString(log));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }
}
