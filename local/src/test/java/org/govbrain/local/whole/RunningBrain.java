package org.govbrain.local.whole;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.control.ControlClient;
import org.govbrain.local.stack.StackFolder;
import org.govbrain.local.stack.StackState;
import picocli.CommandLine;

/** {@code brain up} in a process of its own, as a person runs it, and the other commands against it. */
final class RunningBrain implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Process process;
    private final StackFolder folder;
    private final Path log;

    private RunningBrain(Process process, StackFolder folder, Path log) {
        this.process = process;
        this.folder = folder;
        this.log = log;
    }

    /** Starts on a folder, on free ports, and returns when it is live. */
    static RunningBrain start(Path data, Path log, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                System.getProperty("java.class.path"),
                Brain.class.getName(),
                "up",
                "--data",
                data.toString(),
                "--port-base",
                "0"));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        RunningBrain brain = new RunningBrain(process, new StackFolder(data), log);
        try {
            brain.await("the stack to be live", () -> Files.readString(log).contains("Live: "));
        } catch (Exception | AssertionError e) {
            // Nobody else knows of it.
            brain.kill();
            throw e;
        }
        return brain;
    }

    /** What it has printed so far. */
    String said() throws IOException {
        return Files.readString(log);
    }

    StackState state() {
        return StackState.get(folder);
    }

    /** It and the servers that it started. */
    List<Long> processes() {
        List<Long> processes = new ArrayList<>(state().children());
        processes.add(process.pid());
        return processes;
    }

    ObjectNode status() {
        StackState state = state();
        return new ControlClient(state.ports().control(), state.token()).status();
    }

    /** Runs another command against it; returns its exit code. */
    int run(String command, String... arguments) {
        List<String> line =
                new ArrayList<>(List.of(command, "--data", folder.root().toString()));
        line.addAll(List.of(arguments));
        return command(line);
    }

    /** Runs a command that needs no stack; returns its exit code. */
    static int command(List<String> line) {
        CommandLine brain = Brain.commandLine();
        PrintWriter out = new PrintWriter(new StringWriter());
        return brain.setOut(out).execute(line.toArray(String[]::new));
    }

    /**
     * Waits for something that is bound to happen; fails with what the stack has printed when it does not.
     *
     * @param missing what is not yet there; empty when all is
     */
    void await(Callable<Optional<String>> missing) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        for (Optional<String> what = missing.call(); what.isPresent(); what = missing.call()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new AssertionError("Waited in vain for " + what.get() + ":\n" + said());
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** The same for a condition with a name. */
    void await(String what, Callable<Boolean> condition) throws Exception {
        await(() -> condition.call() ? Optional.empty() : Optional.of(what));
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** As Ctrl-C does; a stack that hangs is killed. */
    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .exceptionally(hangs -> process.destroyForcibly())
                .join();
    }
}
