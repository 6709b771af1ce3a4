package org.govbrain.engine.input;

import java.time.Instant;
import org.govbrain.domain.alert.Answer;
import org.govbrain.domain.event.GovernanceEvent;
import org.jspecify.annotations.Nullable;

/**
 * What a source emits for each record that it reads: exactly one of an event, an answer, a heartbeat and a dead letter. A source
 * therefore never fails on a record, and records in = events + answers + heartbeats + dead letters.
 *
 * @param address where an event happened, in its source's words; read by who locates it and kept by nobody
 * @param receivedAt when the broker appended the record; for an event of a file its own time
 */
public record Inbound(
        @Nullable GovernanceEvent event,
        @Nullable String address,
        @Nullable Answer answer,
        @Nullable SignOfLife heartbeat,
        @Nullable DeadLetter deadLetter,
        Instant receivedAt) {

    public Inbound {
        if ((event == null ? 0 : 1)
                        + (answer == null ? 0 : 1)
                        + (heartbeat == null ? 0 : 1)
                        + (deadLetter == null ? 0 : 1)
                != 1) {
            throw new IllegalArgumentException("exactly one of event, answer, heartbeat and dead letter");
        }
    }

    public static Inbound of(GovernanceEvent event, Instant receivedAt) {
        return of(event, null, receivedAt);
    }

    public static Inbound of(GovernanceEvent event, @Nullable String address, Instant receivedAt) {
        return new Inbound(event, address, null, null, null, receivedAt);
    }

    public static Inbound of(Answer answer, Instant receivedAt) {
        return new Inbound(null, null, answer, null, null, receivedAt);
    }

    public static Inbound of(SignOfLife heartbeat, Instant receivedAt) {
        return new Inbound(null, null, null, heartbeat, null, receivedAt);
    }

    public static Inbound of(DeadLetter deadLetter) {
        return new Inbound(null, null, null, null, deadLetter, deadLetter.receivedAt());
    }

    /** When it happened: the event's time, the answer's, the heartbeat's; for a dead letter when it was received. */
    public Instant at() {
        if (event != null) {
            return event.occurredAt();
        }
        if (answer != null) {
            return answer.at();
        }
        return heartbeat != null ? heartbeat.at() : receivedAt;
    }

    /**
     * Up to where this record says that its partition has come, in epoch milliseconds: never later than the broker's
     * clock on arrival, so that one record from the future does not make every deadline pass. {@link Long#MIN_VALUE}
     * for a dead letter, which says nothing.
     */
    public long progressMs() {
        return deadLetter != null ? Long.MIN_VALUE : Math.min(at().toEpochMilli(), receivedAt.toEpochMilli());
    }
}
