package org.govbrain.domain.hotspot.scan;

import java.util.Comparator;

/**
 * A zone in the newest slices, with what was found there.
 *
 * @param centre index of the place in the middle
 * @param size how many places
 * @param duration how many slices, the newest being the last
 * @param logRatio Kulldorff's log likelihood ratio
 * @param relativeRisk rate inside over rate outside
 */
public record ScanWindow(
        int centre, int size, int duration, int observed, double expected, double logRatio, double relativeRisk) {
    /** The least likely by chance first; of equal ones the smaller, the shorter and the first. */
    public static final Comparator<ScanWindow> STRONGEST_FIRST = Comparator.comparingDouble(ScanWindow::logRatio)
            .reversed()
            .thenComparingInt(ScanWindow::size)
            .thenComparingInt(ScanWindow::duration)
            .thenComparingInt(ScanWindow::centre);
}
