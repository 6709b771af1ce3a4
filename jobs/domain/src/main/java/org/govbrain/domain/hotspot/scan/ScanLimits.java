package org.govbrain.domain.hotspot.scan;

/**
 * How far a scan looks.
 *
 * @param maxDuration longest window in slices
 * @param minCases fewest cases in a window
 * @param maxShare largest share of all cases that a zone may be expected to have over all slices; SaTScan's 50 %
 */
public record ScanLimits(int maxDuration, int minCases, double maxShare) {
    /** A week back, at least 2 cases, at most half of the city. */
    public static final ScanLimits DEFAULT = new ScanLimits(7, 2, 0.5);

    public ScanLimits {
        if (maxDuration < 1 || minCases < 1 || !(maxShare > 0.0) || maxShare > 1.0) {
            throw new IllegalArgumentException("maxDuration >= 1, minCases >= 1, 0 < maxShare <= 1 is needed");
        }
    }
}
