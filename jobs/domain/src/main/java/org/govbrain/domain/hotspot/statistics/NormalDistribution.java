package org.govbrain.domain.hotspot.statistics;

/**
 * The standard normal distribution, to about 1e-14 absolute and 1e-12 relative in both tails.
 *
 * <p>Source: M. Abramowitz and I. Stegun, Handbook of Mathematical Functions (1964): the series of positive terms
 * 26.2.11 near the middle and the continued fraction 26.2.14 of the tail, the latter by Lentz's method.
 */
public final class NormalDistribution {
    private static final double SQRT_TWO_PI = Math.sqrt(2.0 * Math.PI);
    /** From here on the tail is small enough to lose digits in 0.5 minus a series, and the fraction is quick. */
    private static final double TAIL_FROM = 2.0;

    private static final double UNDERFLOW_FROM = 39.0;

    private static final int MAX_TERMS = 500;
    private static final double TINY = 1e-300;

    private NormalDistribution() {}

    /** Density at {@code z}. */
    public static double density(double z) {
        return Math.exp(-0.5 * z * z) / SQRT_TWO_PI;
    }

    /** P(Z &le; z). */
    public static double cumulative(double z) {
        return upperTail(-z);
    }

    /** P(Z &ge; z), with its relative precision kept for large z; 0 from about z = 38.5 on. */
    public static double upperTail(double z) {
        if (z < -TAIL_FROM) {
            return 1.0 - upperTail(-z);
        }
        if (z > UNDERFLOW_FROM) {
            return 0.0;
        }
        return z < TAIL_FROM ? 0.5 - density(z) * series(z) : density(z) * millsRatio(z);
    }

    /** P(|Z| &ge; |z|), the p of a two-sided test. */
    public static double twoSidedP(double z) {
        return Math.min(1.0, 2.0 * upperTail(Math.abs(z)));
    }

    private static double series(double z) {
        double term = z;
        double sum = z;
        for (int k = 1; Math.abs(term) > 1e-17 * Math.abs(sum) && k < MAX_TERMS; k++) {
            term *= z * z / (2 * k + 1);
            sum += term;
        }
        return sum;
    }

    /** (1 - P(z)) / density(z) = 1/(z + 1/(z + 2/(z + 3/(z + ...)))) for z &gt; 0. */
    private static double millsRatio(double z) {
        double fraction = z;
        double c = z;
        double d = 0.0;
        double change = 0.0;
        for (int k = 1; Math.abs(change - 1.0) > 1e-15 && k < MAX_TERMS; k++) {
            d = 1.0 / Math.max(TINY, z + k * d);
            c = z + k / c;
            change = c * d;
            fraction *= change;
        }
        return 1.0 / fraction;
    }
}
