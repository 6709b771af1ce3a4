package org.govbrain.domain.hotspot.statistics;

/**
 * Cumulative sum of counts for a slow rise from one mean to another.
 *
 * <p>Source: J. M. Lucas, "Counted Data CUSUM's", Technometrics 27 (1985):
 * {@code S_t = max(0, S_(t-1) + y_t - k)}, {@code k = (m1 - m0) / (ln m1 - ln m0)}, alarm when S &ge; h.
 *
 * @param reference k, what a day may count without adding
 * @param limit h
 * @param resetAfterAlarm start from 0 after an alarm, so that one rise is told once
 */
public record Cusum(double reference, double limit, boolean resetAfterAlarm) {

    public Cusum {
        if (!(reference > 0.0) || !(limit > 0.0)) {
            throw new IllegalArgumentException("reference and limit must be above 0");
        }
    }

    /**
     * For counts that are normal at {@code normalMean} and bad at {@code badMean}.
     *
     * @throws IllegalArgumentException unless 0 &lt; normalMean &lt; badMean
     */
    public static Cusum poisson(double normalMean, double badMean, double limit, boolean resetAfterAlarm) {
        if (!(normalMean > 0.0) || !(badMean > normalMean)) {
            throw new IllegalArgumentException("means must be 0 < normal < bad, are " + normalMean + ", " + badMean);
        }
        return new Cusum((badMean - normalMean) / (Math.log(badMean) - Math.log(normalMean)), limit, resetAfterAlarm);
    }

    /** S of every day. A day alarms where it is &ge; {@link #limit()}. */
    public double[] of(double[] counts) {
        double[] sums = new double[counts.length];
        double sum = 0.0;
        for (int t = 0; t < counts.length; t++) {
            sum = Math.max(0.0, sum + counts[t] - reference);
            sums[t] = sum;
            if (resetAfterAlarm && sum >= limit) {
                sum = 0.0;
            }
        }
        return sums;
    }
}
