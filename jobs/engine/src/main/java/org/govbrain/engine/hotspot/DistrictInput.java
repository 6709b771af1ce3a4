package org.govbrain.engine.hotspot;

import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.EffortStep;
import org.govbrain.domain.hotspot.Trip;
import org.govbrain.engine.compact.CompactRecord;
import org.jspecify.annotations.Nullable;

/** What a grid hears, passed on to its district. */
@TypeInfo(CompactRecord.class)
public record DistrictInput(
        int district,
        @Nullable CaseHistory history,
        @Nullable EffortStep step,
        @Nullable Trip trip) {

    /** When it happened, as {@link HotspotInput} has it. */
    Instant at() {
        return HotspotInput.at(history, step, trip);
    }
}
