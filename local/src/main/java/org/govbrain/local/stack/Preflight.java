package org.govbrain.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.server.Disk;
import org.govbrain.local.server.FreePort;

/** What must be true of the machine before anything is started; each failure is a sentence that says what to do. */
public final class Preflight {
    private static final long DISK_BYTES = 2L << 30;
    private static final long MEMORY_BYTES = 2500L << 20;
    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final long LEFTOVER_PATIENCE_SECONDS = 45;

    private Preflight() {}

    /** @throws CommandFailure for the first thing that is not as it must be */
    public static void check(StackFolder folder, Ports ports) throws IOException {
        if (Runtime.version().feature() < 17) {
            throw CommandFailure.environment(
                    "Java " + Runtime.version() + " is too old: set JAVA_HOME to a JDK 17 or newer.");
        }
        requireDisk(folder, Disk.of(present(folder.root())).usableBytes());
        if (Files.isReadable(MEMINFO)) {
            requireMemory(Files.readAllLines(MEMINFO));
        }
        awaitLeftovers(folder);
        requirePorts(ports);
    }

    /** A folder, or that in which it will be made. */
    private static Path present(Path folder) {
        Path present = folder;
        while (!Files.exists(present) && present.getParent() != null) {
            present = present.getParent();
        }
        return present;
    }

    static void requireDisk(StackFolder folder, long usableBytes) {
        if (usableBytes < DISK_BYTES) {
            throw CommandFailure.environment("Only " + new Disk(folder.root(), usableBytes).sentence()
                    + " and 2 GiB are needed: make room, or name another folder with --data.");
        }
    }

    static void requireMemory(List<String> meminfo) {
        OptionalLong available = meminfo.stream()
                .filter(line -> line.startsWith("MemAvailable:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst();
        if (available.isPresent() && available.getAsLong() < MEMORY_BYTES) {
            throw CommandFailure.environment("Only " + (available.getAsLong() >> 20)
                    + " MiB of memory are available and about 2500 are needed: close other programs and try again.");
        }
    }

    static void requirePorts(Ports ports) {
        ports.byUse().forEach((use, port) -> {
            if (!FreePort.isFree(port)) {
                throw CommandFailure.environment("Port " + port + " (for " + use
                        + ") is in use: end the program that has it, or start with another --port-base.");
            }
        });
    }

    /** After a kill -9 of the last run its servers shut down by themselves, which takes them a moment. */
    private static void awaitLeftovers(StackFolder folder) {
        for (ProcessHandle process : StackState.leftovers(folder)) {
            try {
                process.onExit().get(LEFTOVER_PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                throw CommandFailure.environment("Process " + process.pid()
                        + ", a server of the last run, does not end: end it with kill -9 " + process.pid() + ".");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
