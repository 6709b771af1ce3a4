package org.govbrain.engine.patrol;

import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.situation.Breach;
import org.govbrain.engine.compact.CompactRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a grid hears about its patrols.
 *
 * @param kind what a patrol did in it; null for the news that the city is watched since {@code at}, and for what was said
 * @param laterMs when the same was done again after {@code at}, ascending, in epoch milliseconds
 * @param said a breach, due {@code at}, that an earlier run of the job said
 */
@TypeInfo(CompactRecord.class)
public record PatrolInput(
        String gridId,
        Instant at,
        @Nullable EventKind kind,
        List<Long> laterMs,
        @Nullable Breach said) {

    /** A step of a patrol, and when it was done again. */
    public static PatrolInput steps(String gridId, Instant at, EventKind kind, List<Long> laterMs) {
        return new PatrolInput(gridId, at, kind, laterMs, null);
    }

    /** A step of a patrol, which must be in a grid. */
    public static PatrolInput step(GovernanceEvent event) {
        return steps(String.valueOf(event.gridId()), event.occurredAt(), event.kind(), List.of());
    }

    /** There is an event as old as that somewhere in the city. */
    public static PatrolInput since(String gridId, Instant at) {
        return new PatrolInput(gridId, at, null, List.of(), null);
    }

    /** An earlier run has said a breach of the grid. */
    public static PatrolInput said(Breach breach) {
        return new PatrolInput(breach.caseId(), breach.dueAt(), null, List.of(), breach);
    }
}
