package org.govbrain.engine.avro;

import org.govbrain.engine.input.Rejection;
import org.govbrain.schemas.UndecodableException;

/** Why a record can't be used, in the words of its dead letter. */
record Refusal(Rejection reason, String detail) {

    static Refusal of(Exception failure) {
        if (failure instanceof UndecodableException unread) {
            boolean unknown = unread.kind() == UndecodableException.Kind.UNKNOWN_SCHEMA;
            return new Refusal(
                    unknown ? Rejection.UNKNOWN_SCHEMA : Rejection.UNDECODABLE, String.valueOf(unread.getMessage()));
        }
        if (failure instanceof InvalidRecordException invalid) {
            return new Refusal(invalid.reason(), String.valueOf(invalid.getMessage()));
        }
        return new Refusal(Rejection.INVALID_FIELD, "not foreseen: " + failure);
    }
}
