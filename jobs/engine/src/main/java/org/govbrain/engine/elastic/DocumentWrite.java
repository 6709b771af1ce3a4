package org.govbrain.engine.elastic;

import java.util.Objects;

/**
 * One version of one document on its way into an index.
 *
 * @param id of the document, the same whenever the same thing is meant
 * @param version external version: the newest wins, whatever the order of arrival
 * @param json the document as a JSON object of at least one field, in UTF-8; not copied, so nobody may change it
 */
@SuppressWarnings("ArrayRecordComponent") // Flink carries a byte[] as it is; a List<Byte> would cost ten times as much
public record DocumentWrite(String index, String id, long version, byte[] json) {
    /** What an action line of a bulk request takes besides the names in it. */
    private static final int ACTION_BYTES = 80;

    public DocumentWrite {
        Objects.requireNonNull(index, "index");
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(json, "json");
    }

    /** What the write takes in memory and in a bulk request, about. */
    long sizeBytes() {
        return (long) json.length + id.length() + index.length() + ACTION_BYTES;
    }

    /** Without the document itself, which may say things that belong in no log. */
    @Override
    public String toString() {
        return index + "/" + id + " version " + version + ", " + json.length + " bytes";
    }
}
