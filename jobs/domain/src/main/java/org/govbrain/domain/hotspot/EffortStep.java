package org.govbrain.domain.hotspot;

import java.time.Instant;
import java.util.Objects;
import org.govbrain.domain.event.EventKind;

/**
 * A step of a patrol: check-in, visit or check-out.
 *
 * @param eventId unique; a redelivery repeats it
 */
public record EffortStep(String eventId, Instant at, String gridId, String officerId, EventKind kind) {
    public EffortStep {
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(gridId, "gridId");
        Objects.requireNonNull(officerId, "officerId");
        Objects.requireNonNull(kind, "kind");
    }
}
