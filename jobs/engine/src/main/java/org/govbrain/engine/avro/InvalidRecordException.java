package org.govbrain.engine.avro;

import org.govbrain.engine.input.Rejection;

/** A record that decodes and can't be used. Made for every bad record of a stream, hence without a stack trace. */
public final class InvalidRecordException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Rejection reason;

    InvalidRecordException(Rejection reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Rejection reason() {
        return reason;
    }
}
