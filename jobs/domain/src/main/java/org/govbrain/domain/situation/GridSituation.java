package org.govbrain.domain.situation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One grid now.
 *
 * @param activeHotspots without data-quality notes and cold spots
 * @param hotspotPattern emerging pattern of all categories together; null where there is none
 */
public record GridSituation(
        String gridId,
        GridProfile profile,
        Light light,
        long openCases,
        long overdueCases,
        long warnedCases,
        long casesToday,
        long activeHotspots,
        @Nullable String hotspotPattern,
        Risk risk,
        @Nullable Instant lastPatrolAt,
        @Nullable Instant lastChangeAt,
        long revision) {}
