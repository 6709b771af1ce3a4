package org.govbrain.domain.hotspot;

import java.time.Instant;
import java.util.Objects;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * What hotspots need of a case: its newest view replaces all older ones.
 *
 * @param revision of the case; of two views of one case the higher one holds
 * @param openedAt first event
 * @param gridId null while nobody knows where it is; it then counts nowhere
 * @param lon longitude in degrees, WGS84; null together with {@code lat}
 * @param categoryGroup group in which it counts
 * @param origin where it was first known
 * @param cancelled cancelled, or superseded by another case: no longer counts
 * @param closedAt when it was closed or resolved; null while it is open
 * @param reopenedAt newest reopening
 * @param reporterId code of who logged it
 */
public record CaseFact(
        String caseId,
        long revision,
        Instant openedAt,
        @Nullable String gridId,
        @Nullable String buildingId,
        @Nullable Double lon,
        @Nullable Double lat,
        String categoryGroup,
        @Nullable String category,
        Urgency urgency,
        Stream origin,
        boolean cancelled,
        @Nullable Instant closedAt,
        @Nullable Instant reopenedAt,
        @Nullable String reporterId) {

    public CaseFact {
        Objects.requireNonNull(caseId, "caseId");
        Objects.requireNonNull(openedAt, "openedAt");
        Objects.requireNonNull(categoryGroup, "categoryGroup");
        if ((lon == null) != (lat == null)) {
            throw new IllegalArgumentException("lon and lat come together, case " + caseId);
        }
    }

    /** Whether it counts anywhere. */
    public boolean counts() {
        return !cancelled && gridId != null;
    }

    /** Of two views of one case the newer; the merge is order-free. */
    public static CaseFact newer(@Nullable CaseFact a, CaseFact b) {
        return a == null || b.revision >= a.revision ? b : a;
    }
}
