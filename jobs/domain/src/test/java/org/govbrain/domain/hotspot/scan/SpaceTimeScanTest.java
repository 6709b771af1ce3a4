package org.govbrain.domain.hotspot.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.govbrain.domain.hotspot.statistics.SeededRandom;
import org.junit.jupiter.api.Test;

class SpaceTimeScanTest {
    private static final int PLACES = 30;
    private static final int DAYS = 40;
    private static final ScanZones LINE = ScanZones.of(PLACES, (i, j) -> Math.abs(i - j), 4.0, 9);
    private static final MonteCarlo MONTE_CARLO = new MonteCarlo(999, 42, 0);

    @Test
    void aBuildUpInThreePlacesIsTheClusterFound() {
        int[][] counts = quietCity(1);
        for (int place = 10; place <= 12; place++) {
            counts[DAYS - 1][place] += 4;
            counts[DAYS - 2][place] += 4;
        }
        ScanCluster cluster = SpaceTimeScan.permutation(counts, LINE, ScanLimits.DEFAULT)
                .clusters(3, MONTE_CARLO)
                .get(0);
        assertThat(LINE.zone(cluster.window().centre(), cluster.window().size()))
                .as("places")
                .containsExactlyInAnyOrder(10, 11, 12);
        assertThat(cluster.window().duration()).as("days").isEqualTo(2);
        assertThat(cluster.p()).as("p: none of 999 drawn cities is as strong").isEqualTo(0.001);
        assertThat(cluster.recurrenceDays(1.0, 1))
                .as("days, beyond what 999 cities can tell")
                .isGreaterThan(1000.0)
                .isCloseTo(10.0 * cluster.recurrenceDays(1.0, 10), within(1e-3));
    }

    @Test
    void theSameSeedGivesTheSamePAndAnotherSeedNearlyTheSame() {
        int[][] counts = quietCity(2);
        SpaceTimeScan scan = SpaceTimeScan.permutation(counts, LINE, ScanLimits.DEFAULT);
        double p = scan.clusters(1, MONTE_CARLO).get(0).p();
        SpaceTimeScan again = SpaceTimeScan.permutation(counts, LINE, ScanLimits.DEFAULT);
        assertThat(again.clusters(1, MONTE_CARLO).get(0).p()).as("same seed").isEqualTo(p);
        assertThat(again.clusters(1, new MonteCarlo(999, 43, 0)).get(0).p())
                .as("another seed")
                .isCloseTo(p, within(0.1));
    }

    /** Under the null hypothesis p is uniform: 5 % of quiet cities are below 0.05. */
    @Test
    void quietCitiesAlarmAsOftenAsTheirPSays() {
        for (boolean poisson : new boolean[] {false, true}) {
            long alarms = IntStream.range(0, 200)
                    .filter(seed -> {
                        int[][] counts = quietCity(1000 + seed);
                        SpaceTimeScan scan = poisson
                                ? SpaceTimeScan.poisson(counts, even(), LINE, ScanLimits.DEFAULT)
                                : SpaceTimeScan.permutation(counts, LINE, ScanLimits.DEFAULT);
                        return scan.clusters(1, new MonteCarlo(99, seed, 0)).stream()
                                .anyMatch(c -> c.p() <= 0.05);
                    })
                    .count();
            assertThat(alarms).as("of 200 at 5 %%, poisson: %s", poisson).isBetween(2L, 20L);
        }
    }

    /** Its share is summed place by place and slice by slice, and may end a hair above one half. */
    @Test
    void aZoneWithExactlyHalfOfTheCityIsLookedThrough() {
        ScanZones zones = ScanZones.of(5, (i, j) -> i < 2 || j < 2 ? 9.0 : 1.0, 1.0, 3);
        ScanLimits half = new ScanLimits(3, 1, 0.5);
        SeededRandom random = new SeededRandom(1);
        for (int city = 0; city < 200; city++) {
            int[][] counts = new int[4][5];
            double[][] exposure = new double[4][5];
            for (int day = 0; day < counts.length; day++) {
                for (int place = 2; place < 5; place++) {
                    counts[day][place] = 1 + random.nextInt(9);
                    counts[0][place % 2] += counts[day][place];
                    exposure[day][place] = counts[day][place];
                    exposure[day][place % 2] += counts[day][place];
                }
            }
            assertThat(SpaceTimeScan.permutation(counts, zones, half).windows(999))
                    .as("sizes by the permutation model, city %d", city)
                    .extracting(ScanWindow::size)
                    .contains(3);
            counts[0][0] = 0;
            counts[0][1] = 0;
            assertThat(SpaceTimeScan.poisson(counts, exposure, zones, new ScanLimits(4, 1, 0.5))
                            .windows(999))
                    .as("sizes by the Poisson model, city %d", city)
                    .extracting(ScanWindow::size)
                    .contains(3);
        }
    }

    /** SaTScan, too, takes the measure of the whole study period: where people have moved to is no reason to look away. */
    @Test
    void howLargeAZoneIsGoesByItsExposureOverAllSlices() {
        ScanZones alone = ScanZones.of(2, (i, j) -> Math.abs(i - j), 0.0, 1);
        int[][] counts = {{4, 0}, {4, 0}, {4, 0}, {4, 9}};
        double[][] exposure = {{9.0, 1.0}, {9.0, 1.0}, {9.0, 1.0}, {1.0, 9.0}};
        assertThat(SpaceTimeScan.poisson(counts, exposure, alone, new ScanLimits(1, 1, 0.5))
                        .windows(9))
                .as("place 1 has 12 of 40, though 9 of the last 10")
                .extracting(ScanWindow::centre)
                .containsExactly(1);
    }

    /** What is expected there is exactly what was counted, but for the last digits of a sum. */
    @Test
    void whereNothingVariesNoWindowStandsOut() {
        for (int places = 1; places <= PLACES; places++) {
            ScanZones line = ScanZones.of(places, (i, j) -> Math.abs(i - j), 4.0, 9);
            for (int days = 1; days <= 14; days++) {
                int[][] counts = new int[days][places];
                Arrays.stream(counts).forEach(day -> Arrays.fill(day, 2));
                assertThat(SpaceTimeScan.permutation(counts, line, ScanLimits.DEFAULT)
                                .windows(1))
                        .as("%d places, %d days", places, days)
                        .isEmpty();
            }
        }
    }

    @Test
    void stoppingEarlyOnlyEverStopsWhatIsNoCluster() {
        SpaceTimeScan scan = SpaceTimeScan.permutation(quietCity(5), LINE, ScanLimits.DEFAULT);
        double full = scan.clusters(1, MONTE_CARLO).get(0).p();
        double stopped = scan.clusters(1, new MonteCarlo(999, 42, 20)).get(0).p();
        assertThat(full).as("p of a quiet city").isGreaterThan(0.05);
        assertThat(stopped).as("p after 20 stronger cities").isCloseTo(full, within(0.15));
        assertThat(scan.clusters(5, new MonteCarlo(999, 42, 20)))
                .as("weaker ones are not asked for")
                .hasSize(1)
                .extracting(ScanCluster::window)
                .isEqualTo(scan.windows(1));
    }

    @Test
    void placesWithoutExposureAndEmptyCitiesAreNoClusters() {
        int[][] counts = new int[DAYS][PLACES];
        assertThat(clusters(SpaceTimeScan.permutation(counts, LINE, ScanLimits.DEFAULT)))
                .as("no cases")
                .isEmpty();
        assertThat(clusters(SpaceTimeScan.poisson(counts, even(), LINE, ScanLimits.DEFAULT)))
                .as("no cases")
                .isEmpty();
        counts[DAYS - 1][3] = 9;
        assertThat(clusters(SpaceTimeScan.poisson(counts, new double[DAYS][PLACES], LINE, ScanLimits.DEFAULT)))
                .as("no exposure")
                .isEmpty();
        assertThat(clusters(SpaceTimeScan.permutation(counts, LINE, ScanLimits.DEFAULT)))
                .as("all cases on one day in one place: the margins say it all")
                .isEmpty();
    }

    @Test
    void onePlaceAndOneSliceIsAScanToo() {
        ScanZones single = ScanZones.of(1, (i, j) -> 0.0, 1.0, 40);
        assertThat(clusters(SpaceTimeScan.permutation(new int[][] {{5}}, single, ScanLimits.DEFAULT)))
                .isEmpty();
    }

    @Test
    void clustersHaveNoPlaceInCommon() {
        int[][] counts = quietCity(7);
        counts[DAYS - 1][5] += 9;
        counts[DAYS - 1][25] += 9;
        List<ScanCluster> clusters =
                SpaceTimeScan.permutation(counts, LINE, ScanLimits.DEFAULT).clusters(5, MONTE_CARLO);
        long places = clusters.stream().mapToInt(c -> c.window().size()).sum();
        long distinct = clusters.stream()
                .flatMapToInt(c ->
                        Arrays.stream(LINE.zone(c.window().centre(), c.window().size())))
                .distinct()
                .count();
        assertThat(distinct).as("places in all clusters").isEqualTo(places);
        assertThat(clusters.get(1).p()).as("the second build-up stands out too").isLessThan(0.05);
    }

    private static List<ScanCluster> clusters(SpaceTimeScan scan) {
        return scan.clusters(3, new MonteCarlo(99, 1, 0));
    }

    private static double[][] even() {
        double[][] exposure = new double[DAYS][PLACES];
        Arrays.stream(exposure).forEach(slice -> Arrays.fill(slice, 1.0));
        return exposure;
    }

    private static int[][] quietCity(long seed) {
        SeededRandom random = new SeededRandom(seed);
        int[][] counts = new int[DAYS][PLACES];
        for (int i = 0; i < 400; i++) {
            counts[random.nextInt(DAYS)][random.nextInt(PLACES)]++;
        }
        return counts;
    }
}
