package org.govbrain.engine.patrol;

import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.engine.compact.CompactRecord;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a grid hears about its patrols.
 *
 * @param kind what a patrol did in it; null for the news that the city is watched since {@code at}
 */
@TypeInfo(CompactRecord.class)
public record PatrolInput(
        String gridId, Instant at, @Nullable EventKind kind) {

    /** A step of a patrol, which must be in a grid. */
    public static PatrolInput step(GovernanceEvent event) {
        return new PatrolInput(String.valueOf(event.gridId()), event.occurredAt(), event.kind());
    }

    /** There is an event as old as that somewhere in the city. */
    public static PatrolInput since(String gridId, Instant at) {
        return new PatrolInput(gridId, at, null);
    }
}
