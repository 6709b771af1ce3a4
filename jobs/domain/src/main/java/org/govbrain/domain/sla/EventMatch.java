package org.govbrain.domain.sla;

import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which events a condition of a policy means: a kind, or a kind from one stream, written {@code linkage110:CLOSED}.
 * An ending kind without a stream means only the events that really end the case (see
 * {@link org.govbrain.domain.event.Endings}); with a stream it means each event of that stream.
 *
 * @param stream null for any
 */
public record EventMatch(@Nullable Stream stream, EventKind kind) {

    public static EventMatch of(EventKind kind) {
        return new EventMatch(null, kind);
    }

    /** Whether some event satisfies both. */
    boolean overlaps(EventMatch other) {
        return kind == other.kind && (stream == null || other.stream == null || stream == other.stream);
    }

    /** As it is written in a policy. */
    public String text() {
        return stream == null ? kind.name() : stream.id() + ':' + kind.name();
    }
}
