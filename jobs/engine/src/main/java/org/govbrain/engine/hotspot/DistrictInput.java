package org.govbrain.engine.hotspot;

import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.EffortStep;
import org.jspecify.annotations.Nullable;

/** What a grid hears, passed on to its district. */
public record DistrictInput(
        int district,
        @Nullable CaseHistory history,
        @Nullable EffortStep step) {}
