package org.govbrain.local.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Temporary files of processes that may be killed. What they keep in the system's folder nobody removes then: a job manager unpacks
 * the libraries of each job that it is given, 150 MB with each start of a cluster.
 */
public final class TemporaryFiles {
    private static final String PROPERTY = "java.io.tmpdir";

    private TemporaryFiles() {}

    /**
     * Removes this JVM's folder when it ends, and now those of processes that are gone, if it was started with one that is named after
     * its process, as the {@code brain} script does: a running JVM can't be given another.
     */
    public static void tidy() {
        Path own = Path.of(System.getProperty(PROPERTY));
        Path parent = own.getParent();
        if (parent == null
                || !own.endsWith(Long.toString(ProcessHandle.current().pid()))) {
            return;
        }
        for (Path folder : children(parent)) {
            if (isOfNobody(folder)) {
                delete(folder);
            }
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(own), "temporary-files"));
    }

    /** The option that gives a JVM a folder of its own. */
    public static String option(Path folder) {
        return "-D" + PROPERTY + "=" + folder;
    }

    /** Makes a folder; one that is there is emptied first. */
    public static Path emptied(Path folder) throws IOException {
        delete(folder);
        return Files.createDirectories(folder);
    }

    /** Removes a folder with all that can be removed. */
    static void delete(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            // What a process that is just ending still writes is removed the next time.
        }
    }

    private static boolean isOfNobody(Path folder) {
        String name = String.valueOf(folder.getFileName());
        return name.matches("\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(name))
                        .filter(ProcessHandle::isAlive)
                        .isEmpty();
    }

    private static List<Path> children(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
