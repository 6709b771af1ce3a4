package org.govbrain.local.ingest;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a file that were rejected: number, tab, reason (its own line breaks as {@code "; "}), tab, the line as it was. Made when
 * the first line is rejected; one of an earlier run is removed, so that the file is there exactly when something is wrong.
 */
public final class RejectFile implements Ingest.Rejects, AutoCloseable {
    private final Path path;
    private @Nullable BufferedWriter out;

    public RejectFile(Path path) throws IOException {
        this.path = path;
        Files.deleteIfExists(path);
    }

    @Override
    public void reject(long number, String reason, byte[] line) throws IOException {
        if (out == null) {
            out = Files.newBufferedWriter(path);
        }
        out.write(number + "\t" + reason.replace("\n", "; ") + "\t" + new String(line, StandardCharsets.UTF_8));
        out.newLine();
    }

    @Override
    public void close() throws IOException {
        if (out != null) {
            out.close();
        }
    }
}
