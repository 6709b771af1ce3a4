package org.govbrain.bench.throughput;

/** What the floor keeps of an event: as little as can be keyed and timed. */
public record FloorEvent(String key, long atMs) {}
