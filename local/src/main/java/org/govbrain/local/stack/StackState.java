package org.govbrain.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.server.OwnFile;
import org.govbrain.local.server.StateFile;
import org.jspecify.annotations.Nullable;

/**
 * Who and where a running stack is: how other commands find it.
 *
 * @param token what a caller of the control port must show; it is readable by the user alone, so that no web page that
 *     happens to be open in a browser can stop the stack
 * @param children process ids of the servers
 * @param processStartedAt when the process began; null in a file of before this was written down
 */
public record StackState(
        long pid,
        List<Long> children,
        String startedAt,
        Ports ports,
        String token,
        @Nullable String processStartedAt) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The system reckons when a process began from its own clock, which may have been set since. */
    private static final Duration CLOCK_SET_BY = Duration.ofMinutes(1);

    public StackState {
        children = List.copyOf(children);
        Objects.requireNonNull(startedAt);
        Objects.requireNonNull(ports);
        Objects.requireNonNull(token);
        if (processStartedAt != null) {
            // Refused while the file is read.
            var unused = Instant.parse(processStartedAt);
        }
    }

    /** The stack of this very process. */
    static StackState ofThisProcess(List<Long> children, String startedAt, Ports ports, String token) {
        ProcessHandle process = ProcessHandle.current();
        return new StackState(
                process.pid(),
                children,
                startedAt,
                ports,
                token,
                process.info().startInstant().map(Instant::toString).orElse(null));
    }

    /** The stack that runs on a folder. */
    public static Optional<StackState> find(StackFolder folder) {
        return read(folder).filter(StackState::isAlive);
    }

    /** The stack that runs on a folder, or a sentence that says how to get one. */
    public static StackState get(StackFolder folder) {
        return find(folder)
                .orElseThrow(() -> CommandFailure.environment("No stack runs on " + folder.root()
                        + ", or it is not live yet: start one with ./brain up, or name its folder with --data."));
    }

    /** Processes of a run that ended without a goodbye and that have not noticed it yet. */
    static List<ProcessHandle> leftovers(StackFolder folder) {
        return read(folder).stream()
                .flatMap(state -> state.children().stream())
                .flatMap(pid -> ProcessHandle.of(pid).stream())
                .filter(StackState::isServerOfOurs)
                .toList();
    }

    void write(StackFolder folder) {
        Path next = folder.state().resolveSibling("stack.json.next");
        try {
            OwnFile.create(next);
            JSON.writerWithDefaultPrettyPrinter().writeValue(next.toFile(), this);
            Files.move(next, folder.state(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("The folder " + folder.root() + " cannot be written", e);
        }
    }

    private static Optional<StackState> read(StackFolder folder) {
        return StateFile.read(
                folder.state(),
                object -> JSON.treeToValue(object, StackState.class),
                "delete it, and end what still runs of the stack by hand");
    }

    /** After a reboot another process may have the number. */
    private boolean isAlive() {
        return ProcessHandle.of(pid)
                .filter(process -> process.isAlive() && beganAsWritten(process))
                .isPresent();
    }

    private boolean beganAsWritten(ProcessHandle process) {
        Optional<Instant> began = process.info().startInstant();
        return processStartedAt == null
                || began.isEmpty()
                || Duration.between(Instant.parse(processStartedAt), began.get())
                                .abs()
                                .compareTo(CLOCK_SET_BY)
                        <= 0;
    }

    /** The system gives numbers of ended processes to others, hence the look at the command line. */
    private static boolean isServerOfOurs(ProcessHandle process) {
        return process.isAlive()
                && process.info()
                        .commandLine()
                        .map(line -> line.contains("org.govbrain.local."))
                        .orElse(true);
    }
}
