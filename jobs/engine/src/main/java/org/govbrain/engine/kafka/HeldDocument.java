package org.govbrain.engine.kafka;

/**
 * A document as it goes to its topic.
 *
 * @param key its id, in UTF-8
 * @param value single-object bytes
 * @param version by which the newest of an id is known; 0 where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and Flink keeps arrays as they are
public record HeldDocument(byte[] key, byte[] value, long version) {}
