package org.govbrain.bench.throughput;

/** The floor's event with its record as it came: what a job that may have to fold again cannot throw away. */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
public record WholeEvent(String key, long atMs, byte[] bytes) {}
