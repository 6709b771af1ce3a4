package org.govbrain.domain.hotspot.statistics;

/** The Poisson distribution. */
public final class PoissonDistribution {
    private PoissonDistribution() {}

    /**
     * P(X &ge; count) for X with this mean, by adding the terms of the shorter side (relative 1e-12 for means up to
     * some thousands).
     *
     * @param mean &ge; 0; with 0 every count but 0 is impossible
     */
    public static double upperTail(int count, double mean) {
        if (count <= 0) {
            return 1.0;
        }
        if (mean <= 0.0) {
            return 0.0;
        }
        double atCount = Math.exp(count * Math.log(mean) - mean - logFactorial(count));
        return count > mean
                ? Math.min(1.0, above(count, mean, atCount))
                : Math.max(0.0, 1.0 - below(count, mean, atCount));
    }

    private static double above(int count, double mean, double atCount) {
        double sum = 0.0;
        double term = atCount;
        for (int k = count; term > 1e-17 * sum; k++) {
            sum += term;
            term *= mean / (k + 1);
        }
        return sum;
    }

    private static double below(int count, double mean, double atCount) {
        double sum = 0.0;
        double term = atCount;
        for (int k = count; k > 0 && (sum == 0.0 || term > 1e-17 * sum); k--) {
            term *= k / mean;
            sum += term;
        }
        return sum;
    }

    private static double logFactorial(int n) {
        double sum = 0.0;
        for (int k = 2; k <= n; k++) {
            sum += Math.log(k);
        }
        return sum;
    }
}
