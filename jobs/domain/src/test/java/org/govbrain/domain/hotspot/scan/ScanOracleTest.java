package org.govbrain.domain.hotspot.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.govbrain.domain.hotspot.Oracle;
import org.junit.jupiter.api.Test;

class ScanOracleTest {
    private static final ScanLimits LIMITS = new ScanLimits(7, 1, 1.0);
    private static final int PLACES = 170;
    private static final double RADIUS = 1.0;

    private final List<Map<String, String>> geo = Oracle.csv("grid170_geo.csv");
    private final double[] x = Oracle.column(geo, "x");
    private final double[] y = Oracle.column(geo, "y");
    private final ScanZones zones =
            ScanZones.of(PLACES, (i, j) -> Math.hypot(x[i] - x[j], y[i] - y[j]), RADIUS, PLACES);

    @Test
    void theTop300WindowsOfThePermutationModelAreTheReferences() {
        check("grid170_stp_top300.csv", SpaceTimeScan.permutation(counts(), zones, LIMITS));
    }

    @Test
    void theTop300WindowsOfThePoissonModelAreTheReferences() {
        double[] population = Oracle.column(geo, "pop");
        double[][] exposure = new double[counts().length][];
        Arrays.fill(exposure, population);
        check("grid170_poisson_top300.csv", SpaceTimeScan.poisson(counts(), exposure, zones, LIMITS));
    }

    @Test
    void ratiosOfTheToyAgreeWithScanstatistics() {
        JsonNode oracle = Oracle.json("scan_pb_toy.json");
        double total = 24.0;
        for (JsonNode window : oracle.get("expected")) {
            double c = window.get("c").asDouble();
            double b = window.get("b").asDouble();
            assertThat(PoissonLikelihood.logRatio(c, b, total))
                    .as("score of %s", window)
                    .isCloseTo(window.get("score").asDouble(), within(1e-9));
            double outside = window.get("rout").asDouble();
            double risk = b < total ? window.get("rin").asDouble() / outside : 0.0;
            assertThat(PoissonLikelihood.relativeRisk(c, b, total))
                    .as("relative risk of %s", window)
                    .isCloseTo(risk, within(1e-9));
        }
    }

    @Test
    void theScanFindsTheOnlyWindowOfTheToyThatStandsOut() {
        JsonNode oracle = Oracle.json("scan_pb_toy.json");
        int[][] counts = new int[3][];
        double[][] baselines = new double[3][];
        for (int age = 0; age < 3; age++) {
            counts[2 - age] = Arrays.stream(Oracle.numbers(oracle.get("counts").get(age)))
                    .mapToInt(count -> (int) count)
                    .toArray();
            baselines[2 - age] = Oracle.numbers(oracle.get("baselines").get(age));
        }
        ScanZones line = ScanZones.of(2, (i, j) -> Math.abs(i - j), 1.0, 2);
        List<ScanWindow> windows = SpaceTimeScan.poisson(counts, baselines, line, new ScanLimits(3, 1, 1.0))
                .windows(9);
        assertThat(windows).as("windows with more than expected").hasSize(1);
        assertThat(windows.get(0).centre()).as("the second place").isEqualTo(1);
        assertThat(windows.get(0).logRatio()).as("ratio").isCloseTo(7.593048463284, within(1e-9));
    }

    private static void check(String name, SpaceTimeScan scan) {
        List<Map<String, String>> expected = Oracle.csv(name);
        List<ScanWindow> actual = scan.windows(expected.size());
        for (int rank = 0; rank < expected.size(); rank++) {
            assertThat(actual.get(rank).logRatio())
                    .as("%s rank %d", name, rank)
                    .isCloseTo(number(expected.get(rank), "statistic"), within(1e-9));
        }
        Map<String, ScanWindow> byKey =
                actual.stream().collect(Collectors.toMap(window -> key(window), window -> window));
        for (Map<String, String> row : expected) {
            ScanWindow window = byKey.get(
                    Oracle.get(row, "centre") + "/" + Oracle.get(row, "size") + "/" + Oracle.get(row, "duration_days"));
            assertThat(window).as("%s has %s", name, row).isNotNull();
            assertThat(window.observed()).as("observed %s", row).isEqualTo((int) number(row, "observed"));
            assertThat(window.expected()).as("expected %s", row).isCloseTo(number(row, "expected"), within(1e-9));
            assertThat(Arrays.stream(scan.placesOf(window)).mapToObj(ScanOracleTest::grid))
                    .as("grids in order of distance %s", row)
                    .containsExactly(Oracle.get(row, "grids").split(" "));
        }
    }

    private static String key(ScanWindow window) {
        return grid(window.centre()) + "/" + window.size() + "/" + window.duration();
    }

    private static String grid(int index) {
        return String.format("G%03d", index + 1);
    }

    private static double number(Map<String, String> row, String column) {
        return Double.parseDouble(Oracle.get(row, column));
    }

    private static int[][] counts() {
        double[] column = Oracle.column(Oracle.csv("grid170_counts.csv"), "count");
        int[][] counts = new int[column.length / PLACES][PLACES];
        for (int i = 0; i < column.length; i++) {
            counts[i / PLACES][i % PLACES] = (int) column[i];
        }
        return counts;
    }
}
