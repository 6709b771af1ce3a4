package org.govbrain.engine.reference;

import java.time.Instant;

/** A reference file as it lies in the topic. */
public final class StoredFile {
    private final String name;
    private final long generation;
    private final Instant loadedAt;
    private final byte[] bytes;

    /**
     * A file of a load.
     *
     * @param name file name, for example {@code policy.yaml}
     * @param generation one more with each load; of two files with one name the one with the greater is in force
     * @param loadedAt when it was loaded
     * @param bytes the file; taken as it is, nobody changes it
     */
    public StoredFile(String name, long generation, Instant loadedAt, byte[] bytes) {
        this.name = name;
        this.generation = generation;
        this.loadedAt = loadedAt;
        this.bytes = bytes;
    }

    public String name() {
        return name;
    }

    public long generation() {
        return generation;
    }

    public Instant loadedAt() {
        return loadedAt;
    }

    public byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return name + " (generation " + generation + ", loaded " + loadedAt + ", " + bytes.length + " bytes)";
    }
}
