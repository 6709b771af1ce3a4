package org.govbrain.domain.hotspot;

import org.jspecify.annotations.Nullable;

/**
 * The numbers behind a finding; none is ever NaN or infinite.
 *
 * @param observed cases counted
 * @param expected cases expected, in the unit of {@code observed}
 * @param statistic value of the statistic {@code statisticName}
 * @param baseline what the expectation comes from
 * @param p probability by chance
 * @param q p adjusted for the number of tests of the look
 * @param recurrenceDays chance alone makes one as strong once in so many days
 */
public record Evidence(
        double observed,
        @Nullable Double expected,
        @Nullable Double statistic,
        @Nullable String statisticName,
        @Nullable String baseline,
        @Nullable Double p,
        @Nullable Double q,
        @Nullable Double recurrenceDays) {

    /** A plain count that needs no expectation. */
    public static Evidence count(double observed, String baseline) {
        return new Evidence(observed, null, null, null, baseline, null, null, null);
    }

    public Evidence {
        requireFinite(observed, "observed");
        requireFinite(expected, "expected");
        requireFinite(statistic, "statistic");
        requireFinite(p, "p");
        requireFinite(q, "q");
        requireFinite(recurrenceDays, "recurrenceDays");
    }

    private static void requireFinite(@Nullable Double value, String name) {
        if (value != null && !Double.isFinite(value)) {
            throw new IllegalArgumentException(name + " is " + value);
        }
    }
}
