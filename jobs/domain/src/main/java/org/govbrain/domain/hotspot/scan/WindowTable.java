package org.govbrain.domain.hotspot.scan;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * All windows of a scan in flat arrays, in the order centre, size, duration.
 *
 * <p>With e = E/C the ratio is {@code A(c) + base + slope c}, where {@code A(c) = c ln(c/C) + (C-c) ln(1-c/C)},
 * {@code base = -C ln(1-e)} and {@code slope = ln(1-e) - ln e}. E is the same in all drawn cities, so that a window costs
 * one multiplication and no logarithm. In most windows of most drawn cities it costs not even that: the ratio grows with
 * the count, so that a count below that of a ratio which the city's largest surely passes is left at a comparison. This is
 * what makes 999 of them cheap.
 */
final class WindowTable {
    /** Of the first drawn city's largest ratio; nearly every other city's largest is above it. */
    private static final double FLOOR = 0.6;
    /** What is expected may be summed to a hair less than the count that it is. */
    private static final double ROUNDING = 1e-12;

    private final ScanZones zones;
    private final int durations;
    private final int total;
    private final double[] byCount;
    private final double[] share;
    private final double[] base;
    private final double[] slope;
    /** Fewest cases that can make the window stand out. */
    private final int[] minCount;
    /** A ratio, and the fewest cases with which each window reaches it; 0 until a city was drawn. */
    private double floor;

    private final int[] floorCount;

    WindowTable(ScanModel model, ScanZones zones, ScanLimits limits) {
        this.zones = zones;
        this.durations = limits.maxDuration();
        this.total = model.total();
        this.byCount = new double[total + 1];
        for (int c = 1; c < total; c++) {
            byCount[c] = c * Math.log((double) c / total) + (total - c) * Math.log1p(-(double) c / total);
        }
        int windows = zones.zones() * durations;
        this.share = new double[windows];
        this.base = new double[windows];
        this.slope = new double[windows];
        this.minCount = new int[windows];
        this.floorCount = new int[windows];
        fill(model, limits);
    }

    private void fill(ScanModel model, ScanLimits limits) {
        double[][] placeShares = model.placeShares();
        double city = 0.0;
        for (double[] placeShare : placeShares) {
            city += placeShare[durations - 1];
        }
        // A zone with exactly half of the city is one with at most half, in whichever order it is summed.
        double mostShare = limits.maxShare() * city * (1.0 + ROUNDING);
        int w = 0;
        for (int centre = 0; centre < zones.places(); centre++) {
            double[] zoneShare = new double[durations];
            for (int place : zones.nearest(centre)) {
                for (int d = 0; d < durations; d++) {
                    zoneShare[d] += placeShares[place][d];
                }
                for (int d = 0; d < durations; d++) {
                    double e = model.windowShare(zoneShare[d], d + 1);
                    share[w] = e;
                    // Without any exposure, or with all of it, nothing can be said.
                    boolean said = e > 0.0 && e < 1.0 && zoneShare[durations - 1] <= mostShare;
                    minCount[w] = said
                            ? Math.max(limits.minCases(), (int) Math.floor(e * total * (1.0 + ROUNDING)) + 1)
                            : Integer.MAX_VALUE;
                    base[w] = said ? -total * Math.log1p(-e) : 0.0;
                    slope[w] = said ? Math.log1p(-e) - Math.log(e) : 0.0;
                    w++;
                }
            }
        }
    }

    /**
     * The largest ratio of a city.
     *
     * @param counts see {@link ScanModel#draw}; afterwards they are sums over the newest slices
     */
    double largestRatio(int[] counts) {
        accumulate(counts);
        if (floor > 0.0) {
            double largest = largestRatio(counts, floorCount);
            return largest >= floor ? largest : largestRatio(counts, minCount);
        }
        double largest = largestRatio(counts, minCount);
        setFloor(FLOOR * largest);
        return largest;
    }

    private double largestRatio(int[] counts, int[] leastCount) {
        int[] inZone = new int[durations];
        double largest = 0.0;
        int w = 0;
        for (int centre = 0; centre < zones.places(); centre++) {
            Arrays.fill(inZone, 0);
            for (int place : zones.nearest(centre)) {
                int at = place * durations;
                for (int d = 0; d < durations; d++, w++) {
                    int c = inZone[d] + counts[at + d];
                    inZone[d] = c;
                    if (c >= leastCount[w]) {
                        largest = Math.max(largest, ratio(w, c));
                    }
                }
            }
        }
        return largest;
    }

    private double ratio(int window, int count) {
        return byCount[count] + base[window] + slope[window] * count;
    }

    private void setFloor(double ratio) {
        floor = ratio;
        for (int w = 0; w < floorCount.length; w++) {
            int below = minCount[w] - 1;
            int reached = minCount[w] > total ? minCount[w] : total + 1;
            while (reached - below > 1) {
                int middle = (below + reached) >>> 1;
                if (ratio(w, middle) >= ratio) {
                    reached = middle;
                } else {
                    below = middle;
                }
            }
            floorCount[w] = reached;
        }
    }

    /** Every window with more cases than expected; {@code counts} as above. */
    void standingOut(int[] counts, Consumer<ScanWindow> found) {
        accumulate(counts);
        int w = 0;
        for (int centre = 0; centre < zones.places(); centre++) {
            int[] inZone = new int[durations];
            int size = 0;
            for (int place : zones.nearest(centre)) {
                size++;
                for (int d = 0; d < durations; d++, w++) {
                    inZone[d] += counts[place * durations + d];
                    if (inZone[d] >= minCount[w]) {
                        found.accept(window(centre, size, d + 1, inZone[d], share[w] * total));
                    }
                }
            }
        }
    }

    private ScanWindow window(int centre, int size, int duration, int observed, double expected) {
        return new ScanWindow(
                centre,
                size,
                duration,
                observed,
                expected,
                PoissonLikelihood.logRatio(observed, expected, total),
                PoissonLikelihood.relativeRisk(observed, expected, total));
    }

    private void accumulate(int[] counts) {
        for (int at = 0; at < counts.length; at += durations) {
            for (int d = 1; d < durations; d++) {
                counts[at + d] += counts[at + d - 1];
            }
        }
    }
}
