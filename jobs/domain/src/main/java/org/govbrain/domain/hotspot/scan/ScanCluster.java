package org.govbrain.domain.hotspot.scan;

/**
 * A window that stands out.
 *
 * @param p Monte-Carlo: rank of its ratio among the largest ratios of the drawn cities / (1 + drawn cities)
 */
public record ScanCluster(ScanWindow window, double p) {

    /** How often, in days, chance alone makes something as strong, when a scan is made each {@code daysBetween}. */
    public double recurrenceDays(double daysBetween) {
        return daysBetween / p;
    }

    /**
     * The same where the p of the {@code analyses} before count too: {@code D / (1 - (1 - p)^(1/A))}.
     *
     * @param analyses A, how many scans the p was adjusted for
     */
    public double recurrenceDays(double daysBetween, int analyses) {
        return daysBetween / -Math.expm1(Math.log1p(-Math.min(p, 1.0 - 1e-12)) / analyses);
    }
}
