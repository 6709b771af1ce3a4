package org.govbrain.domain.hotspot.statistics;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * p-values adjusted for how many tests were made at once.
 *
 * <p>Sources: Y. Benjamini and Y. Hochberg, J. R. Statist. Soc. B 57 (1995) for {@link #benjaminiHochberg}; Y. Benjamini
 * and D. Yekutieli, Ann. Statist. 29 (2001) for {@link #benjaminiYekutieli}, which holds under any dependence.
 */
public final class FalseDiscoveryRate {
    private FalseDiscoveryRate() {}

    /** q-values in the order of {@code p}: reject where q &le; the rate wanted. */
    public static double[] benjaminiHochberg(double[] p) {
        return adjusted(p, 1.0);
    }

    /** q-values in the order of {@code p}, larger by 1 + 1/2 + ... + 1/m. */
    public static double[] benjaminiYekutieli(double[] p) {
        return adjusted(
                p, IntStream.rangeClosed(1, p.length).mapToDouble(i -> 1.0 / i).sum());
    }

    private static double[] adjusted(double[] p, double factor) {
        double[] sorted = p.clone();
        Arrays.sort(sorted);
        double[] adjusted = new double[p.length];
        double least = 1.0;
        for (int rank = p.length; rank >= 1; rank--) {
            least = Math.min(least, factor * p.length * sorted[rank - 1] / rank);
            adjusted[rank - 1] = least;
        }
        // Equal p have the q of the highest rank among them, which is where their run ends.
        double[] q = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            q[i] = adjusted[Arrays.binarySearch(sorted, p[i])];
        }
        return q;
    }
}
