package org.govbrain.engine.situation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A patrol of a grid as one clock counts it, or that there is such a grid.
 *
 * @param at when it was; null for the grid itself
 */
public record PatrolStep(
        String clockId, String gridId, @Nullable Instant at) {

    /** What it is kept by: a grid has a state for each of its clocks. */
    String key() {
        return clockId + '|' + gridId;
    }
}
