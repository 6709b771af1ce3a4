package org.govbrain.domain.hotspot.scan;

import java.util.function.IntToDoubleFunction;

/**
 * What is known of a window's ratio without a logarithm of its own. The ratio falls with the share of all cases that is expected
 * there, so that a share a little smaller, one of some hundred steps, has a ratio a little larger.
 */
final class RatioBounds {
    /** Of a share 6 binary digits are looked at: a step is a 64th wide, or less. */
    private static final int BITS_LEFT_OUT = 46;

    private static final long SMALLEST = bitsOf(0x1p-30);
    /** A ratio this much smaller may be the same one, reckoned of another share. */
    private static final double ROUNDING = 1e-9;

    private final int total;
    private final IntToDoubleFunction byCount;
    /** Shares at which steps begin, and see {@link WindowTable}; at 0 is what is smaller than all of them. */
    private final double[] from;

    private final double[] base;
    private final double[] slope;

    /**
     * For shares up to the largest.
     *
     * @param largestShare less than 1
     * @param byCount see {@link WindowTable}
     */
    RatioBounds(int total, double largestShare, IntToDoubleFunction byCount) {
        this.total = total;
        this.byCount = byCount;
        int steps = stepOf(largestShare) + 1;
        this.from = new double[steps];
        this.base = new double[steps];
        this.slope = new double[steps];
        for (int step = 1; step < steps; step++) {
            from[step] = Double.longBitsToDouble((SMALLEST + step - 1) << BITS_LEFT_OUT);
            double rest = Math.log1p(-from[step]);
            base[step] = -total * rest;
            slope[step] = rest - Math.log(from[step]);
        }
        base[0] = Double.POSITIVE_INFINITY;
    }

    private static long bitsOf(double share) {
        return Double.doubleToRawLongBits(share) >>> BITS_LEFT_OUT;
    }

    /** The step of a share &ge; 0. */
    static int stepOf(double share) {
        return (int) Math.max(0L, bitsOf(share) - SMALLEST + 1);
    }

    int steps() {
        return from.length;
    }

    /** The ratio of so many cases in a window with a share of this step is at most this. */
    double atMost(int step, int count) {
        return byCount.applyAsDouble(count) + base[step] + slope[step] * count + ROUNDING;
    }

    /** Fewest cases, by step, with which a window can have a ratio above 0: now and then a case too few, never one too many. */
    int[] fewest(double ratio) {
        int[] fewest = new int[from.length];
        int count = 1;
        for (int step = 0; step < fewest.length; step++) {
            count = Math.max(count, (int) (from[step] * total) + 1);
            while (count <= total && atMost(step, count) < ratio) {
                count++;
            }
            fewest[step] = count;
        }
        return fewest;
    }
}
