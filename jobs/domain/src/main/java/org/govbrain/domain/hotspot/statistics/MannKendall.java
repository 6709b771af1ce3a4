package org.govbrain.domain.hotspot.statistics;

import java.util.Arrays;

/**
 * Mann-Kendall's test for a trend, with ties.
 *
 * <p>Source: M. G. Kendall, Rank Correlation Methods (1975), as in R's package Kendall. The normal approximation with a
 * continuity correction of 1 is used for every n.
 *
 * @param s concordant less discordant pairs
 * @param variance of s under no trend, corrected for ties
 * @param z 0 when all values are equal
 * @param p two-sided, 1 when all values are equal
 * @param tau Kendall's tau-b, 0 when all values are equal
 */
public record MannKendall(long s, double variance, double z, double p, double tau) {

    /** The test of a series in order of time. */
    public static MannKendall of(double[] series) {
        long n = series.length;
        long s = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i + 1; j < n; j++) {
                s += (long) Math.signum(series[j] - series[i]);
            }
        }
        double pairs = n * (n - 1) / 2.0;
        double variance = n * (n - 1) * (2 * n + 5);
        double tiedPairs = 0.0;
        double[] sorted = series.clone();
        Arrays.sort(sorted);
        int from = 0;
        for (int to = 1; to <= n; to++) {
            if (to == n || sorted[to] != sorted[from]) {
                double ties = to - from;
                variance -= ties * (ties - 1) * (2 * ties + 5);
                tiedPairs += ties * (ties - 1) / 2.0;
                from = to;
            }
        }
        variance /= 18.0;
        if (variance <= 0.0) {
            return new MannKendall(s, 0.0, 0.0, 1.0, 0.0);
        }
        double z = (s - Long.signum(s)) / Math.sqrt(variance);
        return new MannKendall(
                s, variance, z, NormalDistribution.twoSidedP(z), s / (Math.sqrt(pairs - tiedPairs) * Math.sqrt(pairs)));
    }
}
