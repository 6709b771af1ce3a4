package org.govbrain.local.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

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
        try (Stream<Path> files =
                Files.find(folder, 3, (path, attributes) -> path.endsWith("_metadata") && attributes.isRegularFile())) {
            return files.max(Comparator.comparing(Checkpoints::writtenAt)).map(Path::getParent);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
}
