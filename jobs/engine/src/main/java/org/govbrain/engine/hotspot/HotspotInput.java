package org.govbrain.engine.hotspot;

import java.time.Instant;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.EffortStep;
import org.govbrain.domain.hotspot.Trip;
import org.govbrain.engine.compact.CompactRecord;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a grid hears: of a case that is in it, or was, of a step of a patrol, or that a case is a trip.
 *
 * @param gridId the grid that hears it
 * @param district that of the grid when a step was done, by who placed it: the grid keeps no steps and could not tell another
 *     district later. Null for all else
 */
@TypeInfo(CompactRecord.class)
public record HotspotInput(
        String gridId,
        @Nullable CaseHistory history,
        @Nullable EffortStep step,
        @Nullable Trip trip,
        @Nullable Integer district) {

    public static HotspotInput of(String gridId, CaseHistory history) {
        return new HotspotInput(gridId, history, null, null, null);
    }

    static HotspotInput of(String gridId, Trip trip) {
        return new HotspotInput(gridId, null, null, trip, null);
    }

    /**
     * A step of a patrol by which statistics reckon how much was looked; empty for any other.
     *
     * @param districts that of a grid when the step was done
     */
    public static Optional<HotspotInput> effort(GovernanceEvent event, ToIntFunction<String> districts) {
        boolean effort = event.kind() == EventKind.CHECK_IN
                || event.kind() == EventKind.VISIT
                || event.kind() == EventKind.CHECK_OUT;
        String gridId = event.gridId();
        if (!effort || gridId == null) {
            return Optional.empty();
        }
        String personId = event.personId() == null ? "" : event.personId();
        EffortStep step = new EffortStep(event.eventId(), event.occurredAt(), gridId, personId, event.kind());
        return Optional.of(new HotspotInput(gridId, null, step, null, districts.applyAsInt(gridId)));
    }

    /** When it happened: what became a case, or proved a trip, counts when it opened. */
    Instant at() {
        return at(history, step, trip);
    }

    static Instant at(@Nullable CaseHistory history, @Nullable EffortStep step, @Nullable Trip trip) {
        if (history != null) {
            return history.openedAt();
        }
        if (trip != null) {
            return trip.openedAt();
        }
        return step == null ? Instant.EPOCH : step.at();
    }
}
