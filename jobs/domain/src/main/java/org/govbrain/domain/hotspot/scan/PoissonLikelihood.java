package org.govbrain.domain.hotspot.scan;

/**
 * How unlikely a count in a window is, given what is expected there.
 *
 * <p>Sources: M. Kulldorff, "A spatial scan statistic", Commun. Statist. 26 (1997) and the SaTScan User Guide for the
 * ratio; D. B. Neill, "Expectation-based scan statistics for monitoring spatial time series data", Int. J. Forecasting
 * 25 (2009) for the other.
 */
public final class PoissonLikelihood {
    private PoissonLikelihood() {}

    /**
     * Kulldorff's log likelihood ratio: {@code c ln(c/E) + (C-c) ln((C-c)/(C-E))} where c &gt; E, else 0.
     *
     * @param count c, cases in the window
     * @param expected E, &gt; 0
     * @param total C, all cases
     */
    public static double logRatio(double count, double expected, double total) {
        if (count <= expected || expected <= 0.0) {
            return 0.0;
        }
        double outside = total - count;
        return count * Math.log(count / expected)
                + (outside > 0.0 ? outside * Math.log(outside / (total - expected)) : 0.0);
    }

    /** Neill's score, for an expectation that comes from the past and not from the same window: c ln(c/b) - (c - b). */
    public static double expectationBased(double count, double baseline) {
        return count <= baseline || baseline <= 0.0 ? 0.0 : count * Math.log(count / baseline) - (count - baseline);
    }

    /** Rate inside over rate outside; 0 where the window holds everything, or nothing is expected. */
    public static double relativeRisk(double count, double expected, double total) {
        double inside = expected > 0.0 ? count / expected : 0.0;
        double outside = total > expected ? (total - count) / (total - expected) : 0.0;
        return outside > 0.0 ? inside / outside : 0.0;
    }
}
