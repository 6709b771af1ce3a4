package org.govbrain.engine.document;

import java.util.Objects;

/**
 * One version of one document on its way into an index.
 *
 * @param id of the document, the same whenever the same thing is meant
 * @param version external version: the newest wins, whatever the order of arrival
 * @param json the document as a JSON object of at least one field, in UTF-8; not copied, so nobody may change it
 * @param topic with partition and offset: the record that it came in
 * @param receivedAtMs when the broker appended that record, in epoch milliseconds
 */
@SuppressWarnings("ArrayRecordComponent") // Flink carries a byte[] as it is; a List<Byte> would cost ten times as much
public record DocumentWrite(
        String index,
        String id,
        long version,
        byte[] json,
        String topic,
        int partition,
        long offset,
        long receivedAtMs) {

    /** What an action line of a bulk request takes besides the names in it. */
    private static final int ACTION_BYTES = 80;

    public DocumentWrite {
        Objects.requireNonNull(index, "index");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(json, "json");
        Objects.requireNonNull(topic, "topic");
    }

    /** Names the document among those of all indices. */
    public String key() {
        return index + "/" + id;
    }

    /** What the write takes in memory and in a bulk request, about. */
    public long sizeBytes() {
        return (long) json.length + id.length() + index.length() + ACTION_BYTES;
    }

    /** Without the document itself, which may say things that belong in no log. */
    @Override
    public String toString() {
        return key() + " version " + version + ", " + json.length + " bytes";
    }
}
