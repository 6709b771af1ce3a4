package org.govbrain.domain.hotspot.statistics;

/** How many values, their sum and the sum of their squares: what Gi* needs of "everywhere". */
record Moments(int count, double sum, double squares) {
    private static final Moments NONE = new Moments(0, 0.0, 0.0);
    /** Below this share of the mean square a variance is nothing but rounding. */
    private static final double ROUNDING = 1e-13;

    static Moments of(double[]... rows) {
        Moments all = NONE;
        for (double[] row : rows) {
            all = all.with(row);
        }
        return all;
    }

    private Moments with(double[] values) {
        double newSum = sum;
        double newSquares = squares;
        for (double value : values) {
            newSum += value;
            newSquares += value * value;
        }
        return new Moments(count + values.length, newSum, newSquares);
    }

    Moments without(double value) {
        return new Moments(count - 1, sum - value, squares - value * value);
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
        return (neighbourhoodSum - neighbourhoodSize * mean) / Math.sqrt(variance * spread);
    }
}
