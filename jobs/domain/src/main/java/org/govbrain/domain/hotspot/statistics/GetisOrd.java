package org.govbrain.domain.hotspot.statistics;

/**
 * The local statistics Gi and Gi* as z-scores, with binary weights.
 *
 * <p>Source: J. K. Ord and A. Getis, "Local Spatial Autocorrelation Statistics", Geographical Analysis 27 (1995). With
 * the population standard deviation s and W = S1 = number of places in the neighbourhood,
 * {@code z = (sum - W mean) / (s sqrt((n S1 - W^2) / (n - 1)))}. Binary weights only: with rows that add up to one the
 * z is the same.
 *
 * <p>Always finite: with s = 0, with a neighbourhood that is everything and with a single place, z is 0.
 */
public final class GetisOrd {
    private GetisOrd() {}

    /**
     * Gi*: each place together with its neighbours against all places.
     *
     * @param values one value a place
     * @param neighbours indices of each place's neighbours, itself left out; an island has none
     */
    public static double[] giStar(double[] values, int[][] neighbours) {
        Moments all = Moments.of(values);
        double[] z = new double[values.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = all.zScore(values[i] + sum(values, neighbours[i]), neighbours[i].length + 1);
        }
        return z;
    }

    /** Gi: each place's neighbours, without itself, against all other places. */
    public static double[] gi(double[] values, int[][] neighbours) {
        Moments all = Moments.of(values);
        double[] z = new double[values.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = all.without(values[i]).zScore(sum(values, neighbours[i]), neighbours[i].length);
        }
        return z;
    }

    static double sum(double[] values, int[] places) {
        double sum = 0.0;
        for (int place : places) {
            sum += values[place];
        }
        return sum;
    }
}
