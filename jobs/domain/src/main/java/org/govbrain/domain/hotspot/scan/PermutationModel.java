package org.govbrain.domain.hotspot.scan;

import java.util.Arrays;
import org.govbrain.domain.hotspot.statistics.SeededRandom;

/**
 * Space-time permutation: E = (cases of the zone over all slices) (cases of the slices over all places) / C. Needs no
 * population and takes out whatever is only spatial or only temporal. A drawn city deals the same slices to the same
 * places in another order.
 *
 * <p>Source: M. Kulldorff et al., "A space-time permutation scan statistic", PLoS Medicine 2 (2005).
 */
final class PermutationModel implements ScanModel {
    private final int durations;
    private final double[][] placeShares;
    private final double[] durationShares;
    /** Place of every case. A draw shuffles its head, one entry for each of {@link #recentAges}. */
    private final int[] places;
    /** How many slices back the cases of the newest slices are; the older ones are in no window. */
    private final int[] recentAges;

    PermutationModel(int[][] counts, int durations) {
        int total = Arrays.stream(counts).flatMapToInt(Arrays::stream).sum();
        this.durations = durations;
        this.places = new int[total];
        this.placeShares = new double[counts[0].length][durations];
        this.durationShares = new double[durations];
        int[] ages = new int[total];
        int recent = 0;
        int next = 0;
        for (int age = 0; age < counts.length; age++) {
            int[] slice = counts[counts.length - 1 - age];
            for (int place = 0; place < slice.length; place++) {
                Arrays.fill(places, next, next + slice[place], place);
                Arrays.fill(ages, next, next + slice[place], age);
                next += slice[place];
                double share = slice[place] / Math.max(1.0, total);
                for (int d = 0; d < durations; d++) {
                    placeShares[place][d] += share;
                    durationShares[d] += age <= d ? share : 0.0;
                }
            }
            recent = age < durations ? next : recent;
        }
        this.recentAges = Arrays.copyOf(ages, recent);
    }

    @Override
    public int total() {
        return places.length;
    }

    @Override
    public int most() {
        return recentAges.length;
    }

    @Override
    public double[][] placeShares() {
        return placeShares;
    }

    /** Each place has its cases, whatever the duration. */
    @Override
    public double[] overallShares() {
        return Arrays.stream(placeShares).mapToDouble(shares -> shares[0]).toArray();
    }

    @Override
    public double windowShare(double share, int duration) {
        return share * durationShares[duration - 1];
    }

    @Override
    public void draw(SeededRandom random, int[] counts) {
        for (int i = 0; i < recentAges.length; i++) {
            int other = i + random.nextInt(places.length - i);
            int place = places[other];
            places[other] = places[i];
            places[i] = place;
            counts[place * durations + recentAges[i]]++;
        }
    }
}
