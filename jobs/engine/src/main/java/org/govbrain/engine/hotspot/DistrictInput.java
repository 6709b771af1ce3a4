package org.govbrain.engine.hotspot;

import java.time.Instant;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.EffortStep;
import org.govbrain.domain.hotspot.Trip;
import org.govbrain.engine.compact.CompactRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a grid hears, passed on to its district.
 *
 * @param left whether the district counts the case of {@code history} no more, or never did: the grid says so, since another task may
 *     not know yet how the city was then
 * @param versions how much the grid knew of the city's versions when it said so, see {@link WatchedCity#known}
 */
@TypeInfo(CompactRecord.class)
public record DistrictInput(
        int district,
        @Nullable CaseHistory history,
        @Nullable EffortStep step,
        @Nullable Trip trip,
        boolean left,
        int versions) {

    /** What the district counts, by who knows all versions. */
    public DistrictInput(int district, @Nullable CaseHistory history, @Nullable EffortStep step, @Nullable Trip trip) {
        this(district, history, step, trip, false, Integer.MAX_VALUE);
    }

    /** The same, by a grid that knows so much of the city. */
    DistrictInput knowing(int known) {
        return new DistrictInput(district, history, step, trip, left, known);
    }

    /** A case that proved to be of another district, or of none. */
    static DistrictInput left(int district, CaseHistory history) {
        return new DistrictInput(district, history, null, null, true, Integer.MAX_VALUE);
    }

    /** When it happened, as {@link HotspotInput} has it. */
    Instant at() {
        return HotspotInput.at(history, step, trip);
    }
}
