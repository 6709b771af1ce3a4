package org.govbrain.engine.reference;

import java.time.Duration;
import java.time.Instant;

/** A reference file as it lies in the topic. */
public final class StoredFile {
    /**
     * So long after it is loaded reference data takes effect, unless its load says otherwise: by then every operator has
     * read it, and no event is held against the version before.
     */
    public static final Duration LEAD = Duration.ofSeconds(1);

    private final String name;
    private final long generation;
    private final Instant loadedAt;
    private final Instant effectiveFrom;
    private final int filesInLoad;
    private final byte[] bytes;

    /** A file that is a load by itself and takes effect after {@link #LEAD}. */
    public StoredFile(String name, long generation, Instant loadedAt, byte[] bytes) {
        this(name, generation, loadedAt, loadedAt.plus(LEAD), 1, bytes);
    }

    /**
     * A file of a load.
     *
     * @param name file name, for example {@code policy.yaml}
     * @param generation one more with each load; of two files with one name the one with the greater is in force
     * @param loadedAt when it was loaded
     * @param effectiveFrom since when, in event time, it is in force
     * @param filesInLoad how many files the load has; it is taken in when all of them are there
     * @param bytes the file; taken as it is, nobody changes it
     */
    public StoredFile(
            String name, long generation, Instant loadedAt, Instant effectiveFrom, int filesInLoad, byte[] bytes) {
        this.name = name;
        this.generation = generation;
        this.loadedAt = loadedAt;
        this.effectiveFrom = effectiveFrom;
        this.filesInLoad = filesInLoad;
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

    public Instant effectiveFrom() {
        return effectiveFrom;
    }

    public int filesInLoad() {
        return filesInLoad;
    }

    public byte[] bytes() {
        return bytes;
    }

    @Override
    public String toString() {
        return name + " (generation " + generation + ", loaded " + loadedAt + ", " + bytes.length + " bytes)";
    }
}
