package org.govbrain.local.child;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The launcher's half: a JVM of its own with its own class path, which lives no longer than this one (see {@link ParentWatch}).
 * All that it prints goes to its log file; its temporary files lie beside that and are removed before it starts and when it is closed.
 */
public final class ChildJvm implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final String name;
    private final Path log;
    private final Process process;

    private ChildJvm(String name, Path log, Process process) {
        this.name = name;
        this.log = log;
        this.process = process;
    }

    /** Starts it; {@code name} is what a person calls it, for example "Kafka". */
    public static ChildJvm start(
            String name,
            List<Path> classPath,
            List<String> jvmOptions,
            String mainClass,
            List<String> arguments,
            Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.add(TemporaryFiles.option(temporary(log)));
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(mainClass);
        command.addAll(arguments);
        try {
            Files.createDirectories(log.getParent());
            TemporaryFiles.emptied(temporary(log));
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            return new ChildJvm(name, log, process);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " could not be started", e);
        }
    }

    public String name() {
        return name;
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes when the child has ended, for whatever reason. */
    public CompletableFuture<?> onExit() {
        return process.onExit();
    }

    public Path log() {
        return log;
    }

    /** The last lines that the child wrote, for an error message. */
    public String lastWords(int lines) {
        try {
            List<String> all = new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "(its log " + log + " cannot be read: " + e.getMessage() + ")";
        }
    }

    /** Kills without a goodbye, as a crash would. */
    public void kill() {
        process.destroyForcibly();
        await(PATIENCE);
    }

    /** Asks for an orderly stop and waits for it; a child that does not go is killed. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
        if (!await(PATIENCE)) {
            kill();
        }
        TemporaryFiles.delete(temporary(log));
    }

    private static Path temporary(Path log) {
        return log.resolveSibling(log.getFileName() + ".temporary").toAbsolutePath();
    }

    private boolean await(Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
