package org.govbrain.domain.hotspot.scan;

/**
 * How many times as much counts vary as they would if cases came one by one: 1 where they do, more where one matter is
 * reported twice or one round finds much at once. A scan that takes such cases for independent cries wolf; divided by the
 * dispersion its ratio means what it says.
 *
 * <p>Sources: R. W. M. Wedderburn, "Quasi-likelihood functions", Biometrika 61 (1974); T. Zhang, Z. Zhang and G. Lin, "Spatial
 * scan statistics with overdispersion", Statistics in Medicine 31 (2012).
 */
public final class Dispersion {
    private Dispersion() {}

    /**
     * The dispersion of some counts, at least 1.
     *
     * @param counts slice by place, oldest first
     * @param expected in the shape of the counts, see {@link FittedCounts}
     * @param newest so many slices are left out: what builds up in them is what is asked for
     */
    public static double of(int[][] counts, double[][] expected, int newest) {
        double squares = 0.0;
        double sum = 0.0;
        int slices = counts.length - newest;
        for (int at = 0; at < slices; at++) {
            for (int place = 0; place < counts[at].length; place++) {
                double rest = counts[at][place] - expected[at][place];
                squares += rest * rest;
                sum += expected[at][place];
            }
        }
        // The fit takes away a degree of freedom for each slice and place.
        double free = (1.0 - 1.0 / counts.length) * (1.0 - 1.0 / counts[0].length);
        return sum > 0.0 && free > 0.0 ? Math.max(1.0, squares / (sum * free)) : 1.0;
    }
}
