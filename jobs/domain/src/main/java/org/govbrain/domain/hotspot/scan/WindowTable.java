package org.govbrain.domain.hotspot.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All windows of a scan in flat arrays, in the order centre, size, duration.
 *
 * <p>With e = E/C the ratio is {@code A(c) + base + slope c}, where {@code A(c) = c ln(c/C) + (C-c) ln(1-c/C)},
 * {@code base = -C ln(1-e)} and {@code slope = ln(1-e) - ln e}. It grows with the count, so that a count too small for a
 * ratio that the city's largest surely passes is left at a comparison, several durations at once ({@link CountLanes}); only the
 * few windows that are left cost logarithms, once for all drawn cities. This is what makes 999 of them cheap.
 */
final class WindowTable {
    /** Ratios that the largest of a drawn city mostly passes, and few of its windows; then for cities that do not. */
    private static final double[] FLOORS = {4.0, 2.5, 1.0, 0.0};
    /** What is expected may be summed to a hair less than the count that it is. */
    private static final double ROUNDING = 1e-12;

    private final ScanZones zones;
    private final int durations;
    private final int total;
    private final CountLanes lanes;
    private final long[][] packed;
    private final double[] byCount;
    private final double[] share;
    /** NaN until they are asked for. */
    private final double[] base;

    private final double[] slope;
    /** Fewest cases that can make the window stand out. */
    private final int[] minCount;

    private final RatioBounds bounds;
    /** See {@link RatioBounds#stepOf}. */
    private final short[] step;

    /** For each floor, the highest first, what {@link CountLanes#room} counts have that reach it, word by zone. */
    private final List<long[][]> rooms = new ArrayList<>();

    WindowTable(ScanModel model, ScanZones zones, ScanLimits limits) {
        this.zones = zones;
        this.durations = limits.maxDuration();
        this.total = model.total();
        this.lanes = new CountLanes(durations, model.most());
        this.packed = new long[lanes.words()][zones.places()];
        this.byCount = new double[total + 1];
        int windows = zones.zones() * durations;
        this.share = new double[windows];
        this.base = new double[windows];
        this.slope = new double[windows];
        this.minCount = new int[windows];
        Arrays.fill(base, Double.NaN);
        this.step = new short[windows];
        this.bounds = new RatioBounds(total, fill(model, limits), this::byCount);
    }

    /** Returns the largest share of which anything can be said. */
    private double fill(ScanModel model, ScanLimits limits) {
        double[][] placeShares = model.placeShares();
        double[] overallShares = model.overallShares();
        // A zone with exactly half of the city is one with at most half, in whichever order it is summed.
        double mostShare = limits.maxShare() * (1.0 + ROUNDING);
        double largestShare = 0.0;
        int w = 0;
        for (int centre = 0; centre < zones.places(); centre++) {
            double[] zoneShare = new double[durations];
            double overall = 0.0;
            for (int place : zones.nearest(centre)) {
                overall += overallShares[place];
                for (int d = 0; d < durations; d++) {
                    zoneShare[d] += placeShares[place][d];
                }
                for (int d = 0; d < durations; d++) {
                    double e = model.windowShare(zoneShare[d], d + 1);
                    share[w] = e;
                    // Without any exposure, or with all of it, nothing can be said.
                    boolean said = e > 0.0 && e < 1.0 && overall <= mostShare;
                    step[w] = said ? (short) RatioBounds.stepOf(e) : 0;
                    largestShare = said ? Math.max(largestShare, e) : largestShare;
                    minCount[w] = said
                            ? Math.max(limits.minCases(), (int) Math.floor(e * total * (1.0 + ROUNDING)) + 1)
                            : Integer.MAX_VALUE;
                    w++;
                }
            }
        }
        return largestShare;
    }

    /**
     * The largest ratio of a city.
     *
     * @param counts see {@link ScanModel#draw}
     */
    double largestRatio(int[] counts) {
        lanes.pack(counts, packed);
        Largest largest = new Largest();
        visitPassed(largest);
        return largest.ratio;
    }

    /** The strongest window of a city, null where none has more cases than expected; {@code counts} as above. */
    @Nullable
    ScanWindow strongest(int[] counts) {
        lanes.pack(counts, packed);
        Strongest strongest = new Strongest();
        visit(visitPassed(new Largest()), strongest);
        return strongest.window;
    }

    /** Which is the highest floor that the city's largest ratio passes. */
    private int visitPassed(Largest largest) {
        int floor = 0;
        visit(floor, largest);
        while (largest.ratio < FLOORS[floor]) {
            visit(++floor, largest);
        }
        return floor;
    }

    /** Every window with more cases than expected; {@code counts} as above. */
    void standingOut(int[] counts, Consumer<ScanWindow> found) {
        lanes.pack(counts, packed);
        visit(FLOORS.length - 1, (centre, size, window, count) -> found.accept(window(centre, size, window, count)));
    }

    /** What is done with a window that reaches the floor, or nearly so. */
    @FunctionalInterface
    private interface Visitor {
        void reached(int centre, int size, int window, int count);
    }

    private final class Largest implements Visitor {
        private double ratio;

        @Override
        public void reached(int centre, int size, int window, int count) {
            if (bounds.atMost(step[window], count) > ratio) {
                ratio = Math.max(ratio, ratio(window, count));
            }
        }
    }

    private final class Strongest implements Visitor {
        private @Nullable ScanWindow window;

        @Override
        public void reached(int centre, int size, int window, int count) {
            ScanWindow other = window(centre, size, window, count);
            if (this.window == null || ScanWindow.STRONGEST_FIRST.compare(other, this.window) < 0) {
                this.window = other;
            }
        }
    }

    private void visit(int floor, Visitor visitor) {
        long[][] room = room(floor);
        long guards = lanes.guards();
        for (int word = 0; word < packed.length; word++) {
            long[] counts = packed[word];
            long[] rooms = room[word];
            int zone = 0;
            for (int centre = 0; centre < counts.length; centre++) {
                int[] circle = zones.nearest(centre);
                long inZone = 0L;
                for (int i = 0; i < circle.length; i++) {
                    inZone += counts[circle[i]];
                    long reached = (inZone + rooms[zone + i]) & guards;
                    if (reached != 0L) {
                        tell(visitor, reached, inZone, word, centre, i + 1, zone + i);
                    }
                }
                zone += circle.length;
            }
        }
    }

    private void tell(Visitor visitor, long reached, long inZone, int word, int centre, int size, int zone) {
        for (long left = reached; left != 0L; left &= left - 1L) {
            int duration = lanes.first(left, word);
            visitor.reached(centre, size, zone * durations + duration, lanes.count(inZone, duration));
        }
    }

    private double ratio(int window, int count) {
        if (Double.isNaN(base[window])) {
            double rest = Math.log1p(-share[window]);
            base[window] = -total * rest;
            slope[window] = rest - Math.log(share[window]);
        }
        return byCount(count) + base[window] + slope[window] * count;
    }

    private double byCount(int count) {
        if (byCount[count] == 0.0 && count > 0 && count < total) {
            double inside = (double) count / total;
            byCount[count] = count * Math.log(inside) + (total - count) * Math.log1p(-inside);
        }
        return byCount[count];
    }

    private long[][] room(int floor) {
        while (rooms.size() <= floor) {
            rooms.add(roomOf(FLOORS[rooms.size()]));
        }
        return rooms.get(floor);
    }

    private long[][] roomOf(double ratio) {
        int[] fewest = ratio > 0.0 ? bounds.fewest(ratio) : new int[bounds.steps()];
        long[][] room = new long[packed.length][zones.zones()];
        int w = 0;
        for (int zone = 0; zone < room[0].length; zone++) {
            for (int d = 0; d < durations; d++, w++) {
                room[lanes.wordOf(d)][zone] |= lanes.room(Math.max(minCount[w], fewest[step[w]]), d);
            }
        }
        return room;
    }

    private ScanWindow window(int centre, int size, int window, int count) {
        double expected = share[window] * total;
        return new ScanWindow(
                centre,
                size,
                window % durations + 1,
                count,
                expected,
                PoissonLikelihood.logRatio(count, expected, total),
                PoissonLikelihood.relativeRisk(count, expected, total));
    }
}
