package org.govbrain.local.chaos;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.govbrain.local.child.TemporaryFiles;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.control.ControlClient;
import org.govbrain.local.stack.StackFolder;
import org.govbrain.local.stack.StackState;

/** {@code brain up} as a person starts it, in a process of its own, on free ports and by the data's clock. */
public final class BrainProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    /** What was fed is settled soon after the last of it. */
    static final List<String> SOON_QUIET = List.of("--quiet", "5");

    private static final Map<String, String> SERVERS = Map.of(
            "BrokerServer", "Kafka",
            "LocalElasticsearch", "Elasticsearch",
            "FlinkProcess zookeeper", "ZooKeeper",
            "FlinkProcess job-manager", "job manager",
            "FlinkProcess task-manager", "task manager");

    private final Process process;
    private final StackFolder folder;

    private BrainProcess(Process process, StackFolder folder) {
        this.process = process;
        this.folder = folder;
    }

    /** Starts and returns when it is live; what it prints goes to the end of {@code log}. */
    public static BrainProcess start(StackFolder folder, Path reference, int taskManagers, int parallelism, Path log) {
        return start(folder, reference, taskManagers, parallelism, log, SOON_QUIET);
    }

    /** The same with more options. */
    static BrainProcess start(
            StackFolder folder, Path reference, int taskManagers, int parallelism, Path log, List<String> options) {
        // Beside the folder, which is for the stack itself to make.
        Path temporary = folder.root().resolveSibling(folder.root().getFileName() + ".temporary");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                TemporaryFiles.option(temporary),
                "-cp",
                System.getProperty("java.class.path"),
                "org.govbrain.local.cli.Brain",
                "up",
                "--data",
                folder.root().toString(),
                "--port-base",
                "0",
                "--reference",
                reference.toString(),
                "--clock",
                "data",
                "--cluster",
                Integer.toString(taskManagers),
                "--parallelism",
                Integer.toString(parallelism)));
        command.addAll(options);
        try {
            TemporaryFiles.emptied(temporary);
            int before = Files.exists(log) ? Files.readString(log).length() : 0;
            BrainProcess brain = new BrainProcess(
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                            .start(),
                    folder);
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (Files.readString(log).indexOf("Live: ", before) < 0) {
                if (!brain.process.isAlive() || System.nanoTime() > end) {
                    brain.kill();
                    throw CommandFailure.rejected("The stack does not start:\n"
                            + Files.readString(log).substring(before));
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
            return brain;
        } catch (IOException e) {
            throw CommandFailure.environment("The stack could not be started: " + e.getMessage());
        }
    }

    public StackState state() {
        return StackState.get(folder);
    }

    /** Where its Elasticsearch answers now. */
    public URI elasticsearch() {
        return URI.create("http://127.0.0.1:" + state().ports().elasticsearch() + "/");
    }

    public ObjectNode status() {
        StackState state = state();
        return new ControlClient(state.ports().control(), state.token()).status();
    }

    /** The launcher and its servers, by name. */
    Map<String, ProcessHandle> processes() {
        Map<String, ProcessHandle> found = new TreeMap<>();
        found.put("launcher", process.toHandle());
        process.children()
                .forEach(child -> child.info()
                        .commandLine()
                        .ifPresent(line -> SERVERS.forEach((words, name) -> {
                            if (line.contains(words)) {
                                found.put(found.containsKey(name) ? name + " " + child.pid() : name, child);
                            }
                        })));
        return found;
    }

    /** Its servers whose command line contains all these words. */
    List<ProcessHandle> servers(String... words) {
        List<ProcessHandle> found = new ArrayList<>();
        process.children()
                .filter(child -> child.info()
                        .commandLine()
                        .map(line -> List.of(words).stream().allMatch(line::contains))
                        .orElse(false))
                .forEach(found::add);
        return found;
    }

    /** As {@code kill -9} does; its servers then end by themselves. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** As {@code brain down} does; a stack that hangs is killed. */
    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .exceptionally(hangs -> process.destroyForcibly())
                .join();
    }
}
