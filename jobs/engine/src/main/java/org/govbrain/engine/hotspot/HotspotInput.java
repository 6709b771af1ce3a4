package org.govbrain.engine.hotspot;

import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.EffortStep;
import org.govbrain.engine.compact.CompactRecord;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a grid hears: of a case that is in it, or was, or of a step of a patrol.
 *
 * @param gridId the grid that hears it
 */
@TypeInfo(CompactRecord.class)
public record HotspotInput(
        String gridId,
        @Nullable CaseHistory history,
        @Nullable EffortStep step) {

    public static HotspotInput of(String gridId, CaseHistory history) {
        return new HotspotInput(gridId, history, null);
    }

    public static HotspotInput of(EffortStep step) {
        return new HotspotInput(step.gridId(), null, step);
    }

    /** When it happened: what became a case counts when it opened. */
    Instant at() {
        if (history != null) {
            return history.openedAt();
        }
        return step == null ? Instant.EPOCH : step.at();
    }
}
