package org.govbrain.domain.indicator;

import org.govbrain.domain.situation.Place;

/** One cell as it is shown; the place as it was called in that hour. */
public record IndicatorSums(IndicatorCell cell, Place place, IndicatorCounts counts, long revision) {}
