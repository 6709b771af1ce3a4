package org.govbrain.local.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The checkpoints on disk: {@code <root>/<job name>/<job id>/chk-<n>/_metadata}; a checkpoint is complete when that file exists. */
public record Checkpoints(Path root) {

    /** Where a job keeps its checkpoints. */
    public Path folder(String job) {
        return root.resolve(job);
    }

    /** The newest complete checkpoint of a job, whichever of its runs wrote it. */
    public Optional<Path> newest(String job) {
        Path folder = folder(job);
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        List<Path> complete = new ArrayList<>();
        try {
            Files.walkFileTree(folder, Set.of(), 3, new Complete(complete));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return complete.stream()
                .max(Comparator.comparing(Checkpoints::writtenAt))
                .map(Path::getParent);
    }

    /** When a job's newest checkpoint was completed. */
    public Optional<Instant> newestAt(String job) {
        return newest(job).map(checkpoint -> writtenAt(checkpoint.resolve("_metadata")));
    }

    private static Instant writtenAt(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            // Flink has removed it meanwhile, because a newer one is complete.
            return Instant.EPOCH;
        }
    }

    /** Collects the files of complete checkpoints. Flink removes older ones meanwhile, because a newer one is complete. */
    private static final class Complete extends SimpleFileVisitor<Path> {
        private final List<Path> found;

        Complete(List<Path> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.endsWith("_metadata") && attributes.isRegularFile()) {
                found.add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            return unlessGone(failure);
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            return failure == null ? FileVisitResult.CONTINUE : unlessGone(failure);
        }

        private static FileVisitResult unlessGone(IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }
}
