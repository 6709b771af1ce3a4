package org.govbrain.domain.hotspot.statistics;

/**
 * How many values, and the sum and the sum of squares of what they are above one of them: what Gi* needs of "everywhere".
 * The squares of the values themselves would lose the digits in which large values differ.
 *
 * @param origin one of the values
 */
record Moments(int count, double origin, double sum, double squares) {
    /** Below this share of the mean square a variance is nothing but rounding. */
    private static final double ROUNDING = 1e-13;

    static Moments of(double[]... rows) {
        double origin = Double.NaN;
        int count = 0;
        double sum = 0.0;
        double squares = 0.0;
        for (double[] row : rows) {
            for (double value : row) {
                origin = count == 0 ? value : origin;
                count++;
                sum += value - origin;
                squares += (value - origin) * (value - origin);
            }
        }
        return new Moments(count, origin, sum, squares);
    }

    Moments without(double value) {
        return new Moments(count - 1, origin, sum - (value - origin), squares - (value - origin) * (value - origin));
    }

    /** z of a neighbourhood's sum; 0 where it is undefined. */
    double zScore(double neighbourhoodSum, int neighbourhoodSize) {
        if (count < 2) {
            return 0.0;
        }
        double mean = sum / count;
        double variance = squares / count - mean * mean;
        double spread =
                ((double) count * neighbourhoodSize - (double) neighbourhoodSize * neighbourhoodSize) / (count - 1);
        if (variance <= ROUNDING * (squares / count) || spread <= 0.0) {
            return 0.0;
        }
        return (neighbourhoodSum - neighbourhoodSize * origin - neighbourhoodSize * mean)
                / Math.sqrt(variance * spread);
    }
}
