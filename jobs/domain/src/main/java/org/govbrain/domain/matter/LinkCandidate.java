package org.govbrain.domain.matter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The opening of an incident, or of a platform case that names no origin: one half of a probable link.
 *
 * @param incident true for a 110 incident, false for a platform case
 * @param lon longitude in degrees, WGS84; null together with {@code lat}
 */
public record LinkCandidate(
        String caseKey,
        boolean incident,
        String categoryGroup,
        Instant openedAt,
        @Nullable Double lon,
        @Nullable Double lat,
        @Nullable String buildingId) {}
