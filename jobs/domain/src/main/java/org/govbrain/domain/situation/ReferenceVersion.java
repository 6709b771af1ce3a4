package org.govbrain.domain.situation;

import java.time.Instant;

/**
 * One published state of the reference data.
 *
 * @param effectiveFrom since when, in event time, it is in force; {@link Instant#MIN} for the first
 */
public record ReferenceVersion(Instant effectiveFrom, ReferenceData data) {}
