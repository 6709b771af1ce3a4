package org.govbrain.domain.hotspot.scan;

import java.util.Arrays;

/**
 * The distribution of the largest of many, fitted by moments.
 *
 * @param location mode
 * @param scale 0 where all values were the same
 */
record Gumbel(double location, double scale) {
    private static final double EULER = 0.5772156649015329;
    /** A tail below this is only known to be small. */
    private static final double LEAST = 1e-9;

    static Gumbel of(double[] values) {
        double mean = Arrays.stream(values).average().orElse(0.0);
        double variance = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElse(0.0);
        double scale = Math.sqrt(6.0 * variance) / Math.PI;
        return new Gumbel(mean - EULER * scale, scale);
    }

    /** P(X &ge; x), at least 1e-9. */
    double upperTail(double x) {
        if (scale <= 0.0) {
            return x > location ? LEAST : 1.0;
        }
        return Math.max(LEAST, -Math.expm1(-Math.exp(-(x - location) / scale)));
    }
}
