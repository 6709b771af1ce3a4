package org.govbrain.schemas;

/** Bytes that are no record of ours. Made for every bad record of a stream, hence without a stack trace. */
public final class UndecodableException extends Exception {

    private static final long serialVersionUID = 1L;

    /** What is wrong with the bytes. */
    public enum Kind {
        /** They don't begin with the mark of single-object encoding, or are too short for its header. */
        NOT_SINGLE_OBJECT,
        /** The fingerprint names no version that the store holds. */
        UNKNOWN_SCHEMA,
        /** The header is good and the body is not. */
        DAMAGED
    }

    private final Kind kind;

    UndecodableException(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
