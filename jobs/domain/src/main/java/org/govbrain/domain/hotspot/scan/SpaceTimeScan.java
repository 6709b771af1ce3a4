package org.govbrain.domain.hotspot.scan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.govbrain.domain.hotspot.statistics.SeededRandom;

/**
 * Kulldorff's prospective space-time scan: of all circles in all windows that end now, which has the most cases for what
 * is expected there, and how seldom does chance alone make one as strong?
 *
 * <p>Source: M. Kulldorff, "Prospective time periodic geographical disease surveillance using a scan statistic", J. R.
 * Statist. Soc. A 164 (2001); agrees with SaTScan.
 */
public final class SpaceTimeScan {
    /** A ratio this much smaller is the same one, summed in another order. */
    private static final double SAME = 1e-9;

    private final int[][] counts;
    private final ScanZones zones;
    private final int durations;
    private final ScanModel model;
    private final WindowTable table;

    private SpaceTimeScan(int[][] counts, ScanZones zones, ScanLimits limits, ScanModel model) {
        this.counts = counts;
        this.zones = zones;
        this.durations = limits.maxDuration();
        this.model = model;
        this.table = new WindowTable(model, zones, limits);
    }

    /**
     * With what is expected from the cases alone. Right where population and effort are unknown.
     *
     * @param counts cases, slice by place, oldest first, as many places as the zones have; at least one slice
     */
    public static SpaceTimeScan permutation(int[][] counts, ScanZones zones, ScanLimits limits) {
        ScanLimits possible = within(counts, limits);
        return new SpaceTimeScan(counts, zones, possible, new PermutationModel(counts, possible.maxDuration()));
    }

    /**
     * With what is expected from exposure.
     *
     * @param exposure population or patrol effort, slice by place, &ge; 0; with a sum of 0 nothing is found
     */
    public static SpaceTimeScan poisson(int[][] counts, double[][] exposure, ScanZones zones, ScanLimits limits) {
        ScanLimits possible = within(counts, limits);
        return new SpaceTimeScan(counts, zones, possible, new PoissonModel(counts, exposure, possible.maxDuration()));
    }

    private static ScanLimits within(int[][] counts, ScanLimits limits) {
        return new ScanLimits(Math.min(limits.maxDuration(), counts.length), limits.minCases(), limits.maxShare());
    }

    /** The strongest windows, which mostly overlap each other. */
    public List<ScanWindow> windows(int atMost) {
        List<ScanWindow> windows = new ArrayList<>();
        table.standingOut(observed(), windows::add);
        windows.sort(ScanWindow.STRONGEST_FIRST);
        return windows.subList(0, Math.min(atMost, windows.size()));
    }

    /** The strongest windows that have no place in common, with their p if cases come one by one. */
    public List<ScanCluster> clusters(int atMost, MonteCarlo monteCarlo) {
        return clusters(atMost, monteCarlo, 1.0);
    }

    /**
     * The strongest windows that have no place in common, with their p under a {@link Dispersion}; the strongest alone where
     * drawing stopped early, since then it is no cluster, nor is a weaker one.
     */
    public List<ScanCluster> clusters(int atMost, MonteCarlo monteCarlo, double dispersion) {
        ScanWindow strongest = table.strongest(observed());
        if (strongest == null) {
            return List.of();
        }
        double[] largest = largestRatios(monteCarlo, strongest.logRatio() / dispersion);
        Gumbel gumbel = Gumbel.of(largest);
        boolean stopped = largest.length < monteCarlo.replicas();
        return (stopped ? List.of(strongest) : apart(atMost))
                .stream()
                        .map(window -> new ScanCluster(
                                window,
                                rank(largest, window.logRatio() / dispersion) / (1.0 + largest.length),
                                gumbel.upperTail(window.logRatio() / dispersion)))
                        .toList();
    }

    /** Indices of the window's places, the centre first. */
    public int[] placesOf(ScanWindow window) {
        return zones.zone(window.centre(), window.size());
    }

    private List<ScanWindow> apart(int atMost) {
        List<ScanWindow> apart = new ArrayList<>();
        boolean[] taken = new boolean[zones.places()];
        for (ScanWindow window : windows(Integer.MAX_VALUE)) {
            int[] places = placesOf(window);
            if (apart.size() < atMost && Arrays.stream(places).noneMatch(place -> taken[place])) {
                apart.add(window);
                Arrays.stream(places).forEach(place -> taken[place] = true);
            }
        }
        return apart;
    }

    private double[] largestRatios(MonteCarlo monteCarlo, double strongest) {
        SeededRandom random = new SeededRandom(monteCarlo.seed());
        double[] largest = new double[monteCarlo.replicas()];
        int[] drawn = new int[zones.places() * durations];
        int beaten = 0;
        for (int i = 0; i < largest.length; i++) {
            Arrays.fill(drawn, 0);
            model.draw(random, drawn);
            largest[i] = table.largestRatio(drawn);
            beaten += largest[i] >= strongest - SAME ? 1 : 0;
            if (monteCarlo.stopAfter() > 0 && beaten >= monteCarlo.stopAfter()) {
                return Arrays.copyOf(largest, i + 1);
            }
        }
        return largest;
    }

    private static double rank(double[] largest, double ratio) {
        return 1.0
                + Arrays.stream(largest).filter(other -> other >= ratio - SAME).count();
    }

    private int[] observed() {
        int[] observed = new int[zones.places() * durations];
        for (int age = 0; age < durations; age++) {
            int[] slice = counts[counts.length - 1 - age];
            for (int place = 0; place < slice.length; place++) {
                observed[place * durations + age] = slice[place];
            }
        }
        return observed;
    }
}
