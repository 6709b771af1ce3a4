package org.govbrain.engine.input;

/** Why a record could not be used: a closed set, so that each reason can be counted. */
public enum Rejection {
    /** The bytes are no record of ours. */
    UNDECODABLE,
    /** A record of a schema version that this program doesn't know; a newer one may read it. */
    UNKNOWN_SCHEMA,
    /** A good record that belongs on another topic. */
    WRONG_TOPIC,
    /** The record, or an id in it, is longer than allowed, or its case has more events than any honest one. */
    TOO_LARGE,
    /** A field that this kind of event must have is absent or blank. */
    MISSING_FIELD,
    /** A field has a value that can't be. */
    INVALID_FIELD,
    /** Dated later than the broker's clock when it arrived, by more than clocks differ. */
    FUTURE_TIMESTAMP,
    /** News of a case that had left the job's memory long after it was closed. */
    AFTER_CLOSE,
    /** Another event of the same source system has its id, and is the one that counts. */
    CONFLICTING,
    /** Elasticsearch refused the document. */
    REFUSED_BY_INDEX;

    /** The word used in documents. */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
