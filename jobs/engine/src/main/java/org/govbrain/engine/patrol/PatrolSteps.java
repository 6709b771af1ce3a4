package org.govbrain.engine.patrol;

import java.time.Instant;
import java.util.List;
import org.apache.flink.util.Collector;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.situation.GridFact;

/**
 * Steps of one kind in one grid.
 *
 * @param atMs when they were, ascending, in epoch milliseconds; at least one
 */
public record PatrolSteps(String gridId, EventKind kind, List<Long> atMs) {
    public PatrolSteps {
        atMs = atMs.stream().sorted().toList();
    }

    /** As the cadence of the grid hears it. */
    PatrolInput input() {
        return PatrolInput.steps(gridId, Instant.ofEpochMilli(atMs.get(0)), kind, atMs.subList(1, atMs.size()));
    }

    /** As the situation of the grid hears it: the last one that is not after {@code asOfMs}, if there is one. */
    public void tell(long asOfMs, Collector<GridFact> out) {
        for (int i = atMs.size() - 1; i >= 0; i--) {
            if (atMs.get(i) <= asOfMs) {
                out.collect(GridFact.patrolled(gridId, Instant.ofEpochMilli(atMs.get(i))));
                return;
            }
        }
    }
}
