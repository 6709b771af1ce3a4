package org.govbrain.domain.hotspot.scan;

import org.govbrain.domain.hotspot.statistics.SeededRandom;

/**
 * Draws an index with given weights in constant time.
 *
 * <p>Source: M. D. Vose, "A linear algorithm for generating random numbers with a given distribution", IEEE Trans.
 * Softw. Eng. 17 (1991).
 */
final class AliasTable {
    private final double[] keep;
    private final int[] alias;

    /** For {@code weights} &ge; 0, in any unit, with a sum above 0. */
    AliasTable(double[] weights) {
        int n = weights.length;
        double sum = 0.0;
        for (double weight : weights) {
            sum += weight;
        }
        keep = new double[n];
        alias = new int[n];
        int[] small = new int[n];
        int[] large = new int[n];
        int smalls = 0;
        int larges = 0;
        for (int i = 0; i < n; i++) {
            keep[i] = weights[i] * n / sum;
            alias[i] = i;
            if (keep[i] < 1.0) {
                small[smalls++] = i;
            } else {
                large[larges++] = i;
            }
        }
        while (smalls > 0 && larges > 0) {
            int low = small[--smalls];
            int high = large[larges - 1];
            alias[low] = high;
            keep[high] -= 1.0 - keep[low];
            if (keep[high] < 1.0) {
                larges--;
                small[smalls++] = high;
            }
        }
        // What rounding has left over is full.
        while (smalls > 0) {
            keep[small[--smalls]] = 1.0;
        }
    }

    int draw(SeededRandom random) {
        double u = random.nextDouble() * keep.length;
        int i = (int) u;
        return u - i < keep[i] ? i : alias[i];
    }
}
