package org.govbrain.domain.hotspot.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.govbrain.domain.hotspot.statistics.SeededRandom;
import org.junit.jupiter.api.Test;

/** What a place has otherwise, and cases that do not come one by one. */
class OverdispersionTest {
    private static final int PLACES = 30;
    private static final int DAYS = 40;
    private static final ScanZones LINE = ScanZones.of(PLACES, (i, j) -> Math.abs(i - j), 3.0, 10);
    private static final MonteCarlo MONTE_CARLO = new MonteCarlo(199, 42, 0);

    @Test
    void withEvenExposureWhatIsExpectedIsTheProductOfTheMargins() {
        int[][] counts = {{1, 2, 3}, {4, 0, 2}};
        double[][] fitted = FittedCounts.of(counts);
        assertThat(fitted[0])
                .as("6 of 12 on the first day")
                .containsExactly(new double[] {2.5, 1.0, 2.5}, within(1e-9));
        assertThat(fitted[1]).as("second day").containsExactly(new double[] {2.5, 1.0, 2.5}, within(1e-9));
    }

    /** Reckoned by hand: on both days the first place yields one for each minute, the second two. */
    @Test
    void aPlaceIsExpectedToYieldWhatItYieldsOtherwise() {
        int[][] counts = {{1, 6}, {2, 4}};
        double[][] fitted = FittedCounts.of(counts, new double[][] {{1, 3}, {2, 2}});
        assertThat(fitted[0]).as("first day").containsExactly(new double[] {1, 6}, within(1e-5));
        assertThat(fitted[1]).as("second day").containsExactly(new double[] {2, 4}, within(1e-5));
    }

    @Property(tries = 100, seed = "4716")
    void sumsOverPlacesAndSlicesAreThoseOfTheCounts(@ForAll long seed) {
        SeededRandom random = new SeededRandom(seed);
        int[][] counts = new int[8][5];
        double[][] exposure = new double[8][5];
        for (int slice = 0; slice < 8; slice++) {
            for (int place = 0; place < 5; place++) {
                counts[slice][place] = random.nextInt(4);
                exposure[slice][place] = 1 + random.nextInt(30);
            }
        }
        double[][] fitted = FittedCounts.of(counts, exposure);
        for (int slice = 0; slice < 8; slice++) {
            assertThat(DoubleStream.of(fitted[slice]).sum())
                    .as("slice %d", slice)
                    .isCloseTo(IntStream.of(counts[slice]).sum(), within(0.01));
        }
        for (int place = 0; place < 5; place++) {
            int at = place;
            assertThat(IntStream.range(0, 8)
                            .mapToDouble(slice -> fitted[slice][at])
                            .sum())
                    .as("place %d", place)
                    .isCloseTo(
                            IntStream.range(0, 8)
                                    .map(slice -> counts[slice][at])
                                    .sum(),
                            within(0.01));
        }
    }

    @Test
    void whereNobodyWalkedNothingIsExpectedAndNothingIsNaN() {
        double[][] fitted = FittedCounts.of(new int[][] {{3, 0}, {0, 0}}, new double[][] {{0, 5}, {0, 0}});
        assertThat(fitted).isDeepEqualTo(new double[][] {{0, 0}, {0, 0}});
    }

    @Test
    void casesThatComeOneByOneHaveDispersionOneAndPairsTwo() {
        int[][] single = drawn(7, 1);
        int[][] pairs = drawn(8, 2);
        assertThat(Dispersion.of(single, FittedCounts.of(single), 7))
                .as("single")
                .isCloseTo(1.0, within(0.1));
        assertThat(Dispersion.of(pairs, FittedCounts.of(pairs), 7)).as("pairs").isCloseTo(2.0, within(0.2));
    }

    @Test
    void nothingAndOnePlaceHaveDispersionOne() {
        int[][] none = new int[DAYS][PLACES];
        assertThat(Dispersion.of(none, FittedCounts.of(none), 7)).as("no case").isEqualTo(1.0);
        int[][] one = {{4}, {9}, {0}};
        assertThat(Dispersion.of(one, FittedCounts.of(one), 1)).as("one place").isEqualTo(1.0);
        assertThat(Dispersion.of(one, FittedCounts.of(one), 3))
                .as("no slice left")
                .isEqualTo(1.0);
    }

    @Test
    void whatBuildsUpInTheNewestSlicesDoesNotHideItself() {
        int[][] counts = drawn(9, 1);
        double before = Dispersion.of(counts, FittedCounts.of(counts), 7);
        counts[DAYS - 1][3] += 60;
        assertThat(Dispersion.of(counts, FittedCounts.of(counts), 7)).isCloseTo(before, within(0.1));
    }

    /** Of 200 cities in which every matter is reported three times, 5 % may alarm at 5 %. */
    @Test
    void citiesWhoseCasesComeInThreesAlarmAsOftenAsTheirPSaysOnlyUnderTheirDispersion() {
        assertThat(alarms(true)).as("under their dispersion").isBetween(0L, 20L);
        assertThat(alarms(false)).as("as if cases were independent").isGreaterThan(60L);
    }

    private static long alarms(boolean dispersed) {
        return IntStream.range(0, 200)
                .filter(seed -> {
                    int[][] counts = drawn(1000 + seed, 3);
                    double dispersion = dispersed ? Dispersion.of(counts, FittedCounts.of(counts), 7) : 1.0;
                    return SpaceTimeScan.permutation(counts, LINE, ScanLimits.DEFAULT)
                            .clusters(1, new MonteCarlo(99, seed, 0), dispersion)
                            .stream()
                            .anyMatch(cluster -> cluster.p() <= 0.05);
                })
                .count();
    }

    @Test
    void aBuildUpStandsOutUnderAnyDispersionThatItIsLargeFor() {
        int[][] counts = drawn(10, 2);
        counts[DAYS - 1][12] += 30;
        double dispersion = Dispersion.of(counts, FittedCounts.of(counts), 7);
        ScanCluster cluster = SpaceTimeScan.permutation(counts, LINE, ScanLimits.DEFAULT)
                .clusters(1, MONTE_CARLO, dispersion)
                .get(0);
        assertThat(cluster.window().centre()).as("place").isEqualTo(12);
        assertThat(cluster.p()).as("p").isEqualTo(0.005);
    }

    /** A quiet city in which each matter is a number of cases. */
    private static int[][] drawn(long seed, int times) {
        SeededRandom random = new SeededRandom(seed);
        int[][] counts = new int[DAYS][PLACES];
        for (int i = 0; i < 900; i++) {
            counts[random.nextInt(DAYS)][random.nextInt(PLACES)] += times;
        }
        return counts;
    }
}
