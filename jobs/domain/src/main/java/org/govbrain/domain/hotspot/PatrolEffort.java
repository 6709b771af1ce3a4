package org.govbrain.domain.hotspot;

import java.time.Instant;
import java.util.Objects;

/**
 * Patrolling that was done in a grid: the exposure under which its findings count.
 *
 * @param visitId unique; a redelivery repeats it
 * @param minutes how long, &ge; 0; where only the visit is known, 1 each
 */
public record PatrolEffort(String visitId, Instant at, String gridId, double minutes) {
    public PatrolEffort {
        Objects.requireNonNull(visitId, "visitId");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(gridId, "gridId");
    }
}
