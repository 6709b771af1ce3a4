package org.govbrain.domain.hotspot.scan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.govbrain.domain.hotspot.statistics.SeededRandom;
import org.junit.jupiter.api.Test;

/** Comparing before reckoning leaves out no window and changes no digit. */
class WindowTableTest {
    private static final int PLACES = 25;
    private static final ScanZones SQUARE =
            ScanZones.of(PLACES, (i, j) -> Math.hypot(i % 5 - j % 5, i / 5 - j / 5), 2.3, 12);

    /** From a handful of cases to more than a narrow lane holds, even and with a crowd in one corner. */
    @Property(tries = 40, seed = "2611")
    void theLargestRatioIsThatOfReckoningEveryWindow(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 9) int durations, @ForAll boolean poisson) {
        SeededRandom random = new SeededRandom(seed);
        ScanLimits limits = new ScanLimits(durations, 1 + random.nextInt(3), 0.5);
        int[][] counts = counts(random, durations + random.nextInt(20), 1 << random.nextInt(17));
        ScanModel model = poisson
                ? new PoissonModel(counts, exposure(random, counts.length), durations)
                : new PermutationModel(counts, durations);
        WindowTable table = new WindowTable(model, SQUARE, limits);
        for (int city = 0; city < 4; city++) {
            int[] drawn = new int[PLACES * durations];
            model.draw(random, drawn);
            assertThat(table.largestRatio(drawn))
                    .as("seed %d, city %d: to the last digit", seed, city)
                    .isEqualTo(reckoned(model, limits, drawn));
            List<ScanWindow> all = new ArrayList<>();
            new WindowTable(model, SQUARE, limits).standingOut(drawn, all::add);
            assertThat(table.strongest(drawn))
                    .as("seed %d, city %d: the strongest", seed, city)
                    .isEqualTo(all.stream().min(ScanWindow.STRONGEST_FIRST).orElse(null));
        }
    }

    @Test
    void aCityThatIsWeakerThanEveryOtherHasItsOwnLargestRatio() {
        int[][] counts = new int[30][PLACES];
        Arrays.stream(counts).forEach(slice -> Arrays.fill(slice, 20));
        PermutationModel model = new PermutationModel(counts, 3);
        WindowTable table = new WindowTable(model, SQUARE, new ScanLimits(3, 2, 0.5));
        int[] even = new int[PLACES * 3];
        Arrays.fill(even, 20);
        even[0] += 1;
        even[3] -= 1;
        assertThat(table.largestRatio(even))
                .as("one case more than expected")
                .isBetween(1e-3, 0.1)
                .isEqualTo(reckoned(model, new ScanLimits(3, 2, 0.5), even));
    }

    /** Without any short cut. */
    private static double reckoned(ScanModel model, ScanLimits limits, int[] drawn) {
        int durations = limits.maxDuration();
        int total = model.total();
        double[][] placeShares = model.placeShares();
        double[] overallShares = model.overallShares();
        double largest = 0.0;
        for (int centre = 0; centre < PLACES; centre++) {
            for (int d = 0; d < durations; d++) {
                double share = 0.0;
                double overall = 0.0;
                int cases = 0;
                for (int place : SQUARE.nearest(centre)) {
                    share += placeShares[place][d];
                    overall += overallShares[place];
                    for (int age = 0; age <= d; age++) {
                        cases += drawn[place * durations + age];
                    }
                    double e = model.windowShare(share, d + 1);
                    boolean enough = cases >= limits.minCases() && cases > Math.floor(e * total * (1.0 + 1e-12));
                    if (enough && e > 0.0 && e < 1.0 && overall <= limits.maxShare() * (1.0 + 1e-12)) {
                        largest = Math.max(largest, ratio(e, cases, total));
                    }
                }
            }
        }
        return largest;
    }

    private static double ratio(double e, int c, int total) {
        double byCount =
                c < total ? c * Math.log((double) c / total) + (total - c) * Math.log1p(-(double) c / total) : 0.0;
        return byCount + -total * Math.log1p(-e) + (Math.log1p(-e) - Math.log(e)) * c;
    }

    private static int[][] counts(SeededRandom random, int slices, int cases) {
        int[][] counts = new int[slices][PLACES];
        int corner = 1 + random.nextInt(PLACES);
        for (int i = 0; i < cases; i++) {
            counts[random.nextInt(slices)][random.nextInt(random.nextInt(3) == 0 ? corner : PLACES)]++;
        }
        return counts;
    }

    /** Some places have next to nothing, some nothing. */
    private static double[][] exposure(SeededRandom random, int slices) {
        double[][] exposure = new double[slices][PLACES];
        for (double[] slice : exposure) {
            for (int place = 0; place < PLACES; place++) {
                slice[place] = place % 7 == 0 ? 0.0 : Math.pow(random.nextDouble(), place % 5 == 0 ? 40.0 : 1.0);
            }
        }
        return exposure;
    }
}
