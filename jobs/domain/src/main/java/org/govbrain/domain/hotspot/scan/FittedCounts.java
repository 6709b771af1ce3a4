package org.govbrain.domain.hotspot.scan;

import java.util.Arrays;

/**
 * What each place has in each slice if nothing builds up anywhere: exposure times a rate of the place times a rate of the
 * slice, such that every place and every slice has in all what it was seen to have. A place that always yields more for its
 * exposure than another is thus no cluster for that, nor is a day on which everybody looks more closely. With even exposure it
 * is the permutation scan's {@code c_z c_d / C}.
 *
 * <p>Source: W. E. Deming and F. F. Stephan, "On a least squares adjustment of a sampled frequency table when the expected
 * marginal totals are known", Ann. Math. Statist. 11 (1940).
 */
public final class FittedCounts {
    private static final int MAX_ROUNDS = 50;
    /** Of a sum of counts, which are whole numbers. */
    private static final double CLOSE = 1e-6;

    private FittedCounts() {}

    /** As if every place were exposed alike in every slice. */
    public static double[][] of(int[][] counts) {
        double[][] even = new double[counts.length][counts[0].length];
        Arrays.stream(even).forEach(slice -> Arrays.fill(slice, 1.0));
        return of(counts, even);
    }

    /**
     * Slice by place, as the counts.
     *
     * @param counts at least one slice
     * @param exposure &ge; 0; where it is 0 nothing is expected
     */
    public static double[][] of(int[][] counts, double[][] exposure) {
        double[][] fitted = Arrays.stream(exposure).map(double[]::clone).toArray(double[][]::new);
        double[] perSlice = Arrays.stream(counts)
                .mapToDouble(slice -> Arrays.stream(slice).sum())
                .toArray();
        double[] perPlace = new double[counts[0].length];
        for (int[] slice : counts) {
            for (int place = 0; place < perPlace.length; place++) {
                perPlace[place] += slice[place];
            }
        }
        double off = Double.MAX_VALUE;
        for (int round = 0; round < MAX_ROUNDS && off > CLOSE; round++) {
            off = fitPlaces(fitted, perPlace);
            fitSlices(fitted, perSlice);
        }
        return fitted;
    }

    /** Returns how much the sums were off. */
    private static double fitPlaces(double[][] fitted, double[] perPlace) {
        double off = 0.0;
        for (int place = 0; place < perPlace.length; place++) {
            double sum = 0.0;
            for (double[] slice : fitted) {
                sum += slice[place];
            }
            off = Math.max(off, sum > 0.0 ? Math.abs(perPlace[place] - sum) : 0.0);
            for (double[] slice : fitted) {
                slice[place] *= sum > 0.0 ? perPlace[place] / sum : 0.0;
            }
        }
        return off;
    }

    private static void fitSlices(double[][] fitted, double[] perSlice) {
        for (int at = 0; at < perSlice.length; at++) {
            double sum = Arrays.stream(fitted[at]).sum();
            for (int place = 0; place < fitted[at].length; place++) {
                fitted[at][place] *= sum > 0.0 ? perSlice[at] / sum : 0.0;
            }
        }
    }
}
