package org.govbrain.domain.hotspot.scan;

/**
 * A window that stands out.
 *
 * @param p Monte-Carlo: rank of its ratio among the largest ratios of the drawn cities / (1 + drawn cities)
 * @param gumbelP the same from a Gumbel distribution fitted to the largest ratios, which tells apart what is beyond all of
 *     them (A. M. Abrams, K. Kleinman and M. Kulldorff, Int. J. Health Geographics 9, 2010)
 */
public record ScanCluster(ScanWindow window, double p, double gumbelP) {

    /**
     * How often, in days, chance alone makes something as strong.
     *
     * @param daysBetween from one look to the next
     * @param scans how many scans a look makes, each of which may find something
     */
    public double recurrenceDays(double daysBetween, int scans) {
        return daysBetween / Math.min(1.0, gumbelP * scans);
    }
}
