package org.govbrain.local.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The room where a file or folder lies.
 *
 * @param at what lies there
 * @param usableBytes what is free
 */
public record Disk(Path at, long usableBytes) {
    /** Kafka ends at the first write that finds no room, and Elasticsearch and Flink cannot save. */
    private static final long FULL_BYTES = 100L << 20;

    /** Somebody should know before it is full. */
    private static final long SCARCE_BYTES = 1L << 30;

    /** The disk on which something lies that is there. */
    public static Disk of(Path at) throws IOException {
        return new Disk(at, Files.getFileStore(at).getUsableSpace());
    }

    public boolean isFull() {
        return usableBytes < FULL_BYTES;
    }

    public boolean isScarce() {
        return usableBytes < SCARCE_BYTES;
    }

    /** How much is free, and where. */
    public String sentence() {
        return (usableBytes >> 20) + " MiB are free where " + at + " lies";
    }
}
