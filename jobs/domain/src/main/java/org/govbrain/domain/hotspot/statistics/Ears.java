package org.govbrain.domain.hotspot.statistics;

/**
 * The Early Aberration Reporting System's C1, C2 and C3 on daily counts.
 *
 * <p>Source: L. Hutwagner et al., "The bioterrorism preparedness and response Early Aberration Reporting System", J.
 * Urban Health 80 (2003). C1 compares with the {@value #BASELINE} days before, C2 leaves a gap of {@value #GAP} days, C3
 * adds up what C2 had above 1 on the last three days. The alarm of C3 is on C3 itself: the upper bound that R's package
 * surveillance computes leaves today's count out (ANCHORS B.0).
 *
 * @param minSigma floor of the standard deviation, &gt; 0: grids that mostly count 0 would alarm at every single case
 * @param threshold12 C1 and C2 alarm above it
 * @param threshold3 C3 alarms from it on
 */
public record Ears(double minSigma, double threshold12, double threshold3) {
    public static final int BASELINE = 7;
    public static final int GAP = 2;
    /** z of 0.999 and of 0.975, and a floor that a single case in an empty grid does not pass. */
    public static final Ears DEFAULT = new Ears(0.5, 3.090232306167813, 1.959963984540054);

    public Ears {
        if (!(minSigma > 0.0)) {
            throw new IllegalArgumentException("minSigma must be above 0, is " + minSigma);
        }
    }

    /**
     * C1, C2 and C3 of one day. Without a full baseline before the day a statistic is 0 and cannot alarm.
     *
     * @param carryOver C3 alarms on a day without a single case: an echo of the days before
     */
    public record Day(
            double mean1,
            double sigma1,
            double c1,
            double mean2,
            double sigma2,
            double c2,
            double c3,
            boolean alarm1,
            boolean alarm2,
            boolean alarm3,
            boolean carryOver) {}

    /** The statistics of the day {@code t} of a series of counts. */
    public Day at(double[] counts, int t) {
        double mean1 = mean(counts, t - BASELINE);
        double sigma1 = sigma(counts, t - BASELINE);
        double mean2 = mean(counts, t - GAP - BASELINE);
        double sigma2 = sigma(counts, t - GAP - BASELINE);
        double c1 = t < BASELINE ? 0.0 : (counts[t] - mean1) / sigma1;
        double c2 = c2(counts, t);
        double c3 = t < BASELINE + GAP + 2 ? 0.0 : above1(c2) + above1(c2(counts, t - 1)) + above1(c2(counts, t - 2));
        boolean alarm3 = c3 >= threshold3;
        return new Day(
                mean1,
                sigma1,
                c1,
                mean2,
                sigma2,
                c2,
                c3,
                c1 > threshold12,
                c2 > threshold12,
                alarm3,
                alarm3 && counts[t] <= 0.0);
    }

    private double c2(double[] counts, int t) {
        int from = t - GAP - BASELINE;
        return from < 0 ? 0.0 : (counts[t] - mean(counts, from)) / sigma(counts, from);
    }

    private static double above1(double c2) {
        return Math.max(0.0, c2 - 1.0);
    }

    private static double mean(double[] counts, int from) {
        if (from < 0) {
            return 0.0;
        }
        double sum = 0.0;
        for (int i = from; i < from + BASELINE; i++) {
            sum += counts[i];
        }
        return sum / BASELINE;
    }

    private double sigma(double[] counts, int from) {
        if (from < 0) {
            return minSigma;
        }
        double mean = mean(counts, from);
        double squares = 0.0;
        for (int i = from; i < from + BASELINE; i++) {
            squares += (counts[i] - mean) * (counts[i] - mean);
        }
        return Math.max(minSigma, Math.sqrt(squares / (BASELINE - 1)));
    }
}
