package org.govbrain.engine.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.govbrain.engine.hotspot.HotspotEvents.day;
import static org.govbrain.engine.hotspot.HotspotEvents.gridId;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.assertj.core.data.Offset;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.domain.hotspot.statistics.FalseDiscoveryRate;
import org.govbrain.domain.hotspot.statistics.MannKendall;
import org.govbrain.domain.hotspot.statistics.NormalDistribution;
import org.govbrain.engine.avro.HotspotMapper;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.schemas.document.HotspotDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Oracles of half a million cases and more, whose series go in as case histories at the operator that watches a district, with
 * its state and timers, and whose numbers come out in the documents. Half a million events through the whole job would take
 * minutes and show nothing more: what comes before only says which case was where, which the smaller oracles show.
 *
 * <p>It takes a minute, so it is run by hand: with {@code -Dgovbrain.shared} and {@code -Dgovbrain.large=true}. The variant of
 * Boston that compares each slice with itself is none that the job has: it compares with the entire cube.
 */
@SuppressWarnings("try") // A harness may be interrupted while it closes; then the test is over anyway.
@EnabledIfSystemProperty(named = "govbrain.shared", matches = ".+", disabledReason = "no oracles")
@EnabledIfSystemProperty(named = "govbrain.large", matches = "true", disabledReason = "takes a minute")
class LargeOraclesTest {
    private static final Path ORACLES =
            Path.of(System.getProperty("govbrain.shared", ".")).resolve("oracles");
    private static final Offset<Double> EXACT = within(1e-9);
    private static final double ALPHA = 0.5;
    /** Cases of a day happen at its end, so that few hours have to be looked at with all of them. */
    private static final double IN_THE_EVENING = 0.999;

    /**
     * The reference knows one slice. A day before it on which all places have as many cases adds as much to what was counted
     * around a place as to what was expected there, so that each z changes by the same factor, that of the deviations.
     */
    @Test
    void scoresOfGuerrysDonationsAreTheReferences() throws Exception {
        List<String[]> rows = rows("gistar_guerry_donations.csv");
        int n = rows.size();
        double[] values = column(rows, 2);
        double[] before = new double[n];
        Arrays.fill(before, 3000.0);
        double growth = deviation(values)
                / deviation(DoubleStream.concat(Arrays.stream(before), Arrays.stream(values))
                        .toArray())
                * Math.sqrt((2.0 * n - 1) / (4.0 * (n - 1)));
        double[] z = Arrays.stream(column(rows, 5)).map(score -> score * growth).toArray();

        List<SaidHotspot> said = watch(neighbours(rows, 4), new double[][] {before, values}, 1);

        assertHot(said, z, 2);
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / values.length);
    }

    /** Hundredths are the smallest part of the values. */
    @Test
    void scoresAndTrendsOfBostonComparedWithTheEntireCubeAreTheReferences() throws Exception {
        List<String[]> rows = rows("ehsa_boston_gistar_k1_entirecube.csv");
        List<Set<Integer>> neighbours = neighbours(rows("ehsa_boston_neighbours.csv"), 1);
        double[][] cube = slices(column(rows, 2), neighbours.size());
        double[][] z = slices(column(rows, 3), neighbours.size());

        List<SaidHotspot> said = watch(neighbours, cube, 100);

        assertHot(said, z[z.length - 1], z.length);
        Map<String, HotspotDocument> emerging = documents(said, "emerging", z.length);
        assertThat(emerging).as("emerging patterns").hasSizeGreaterThan(50);
        emerging.forEach((grid, document) -> {
            int place = Integer.parseInt(grid.substring(1)) - 1;
            MannKendall trend = MannKendall.of(
                    Arrays.stream(z).mapToDouble(slice -> slice[place]).toArray());
            assertThat(document.getStatistic()).as("trend of %s", grid).isCloseTo(trend.z(), EXACT);
            assertThat(document.getPValue()).as("p of %s", grid).isCloseTo(trend.p(), EXACT);
        });
    }

    /** Exactly those grids are hot that are by the reference, with its numbers. */
    private static void assertHot(List<SaidHotspot> said, double[] z, int days) {
        double[] p = Arrays.stream(z).map(NormalDistribution::twoSidedP).toArray();
        // All cases are of one group, so that each p is there twice, which changes no q.
        double[] q = FalseDiscoveryRate.benjaminiHochberg(p);
        Map<String, HotspotDocument> hot = documents(said, "gi-star", days);
        assertThat(hot.keySet())
                .as("hot grids")
                .isNotEmpty()
                .containsExactlyElementsOf(IntStream.range(0, z.length)
                        .filter(i -> z[i] > 0 && q[i] <= ALPHA)
                        .mapToObj(HotspotEvents::gridId)
                        .toList());
        hot.forEach((grid, document) -> {
            int i = Integer.parseInt(grid.substring(1)) - 1;
            assertThat(document.getStatistic()).as("z of %s", grid).isCloseTo(z[i], EXACT);
            assertThat(document.getPValue()).as("p of %s", grid).isCloseTo(p[i], EXACT);
            assertThat(document.getQValue()).as("q of %s", grid).isCloseTo(q[i], EXACT);
        });
    }

    /** What was said of all groups together when the last day had closed, by grid. */
    private static Map<String, HotspotDocument> documents(List<SaidHotspot> said, String detector, int days) {
        HotspotMapper mapper = new HotspotMapper();
        Map<String, HotspotDocument> documents = new TreeMap<>();
        said.stream()
                .map(mapper::toDocument)
                .filter(document -> document.getDetector().equals(detector)
                        && document.getCategoryGroup() == null
                        && document.getWindowEnd().equals(day(days))
                        && document.getState().equals("active"))
                .forEach(document -> documents.put(document.getGridIds().get(0), document));
        return documents;
    }

    /** Has a district hear of so many cases a day and grid, and look at every day. */
    private static List<SaidHotspot> watch(List<Set<Integer>> neighbours, double[][] cube, int parts) throws Exception {
        String policy = """
                version: oracle
                revision: {days: 1, hours: 1}
                repeat: {windowDays: 0.01, baseDays: 1}
                daily: {slices: %1$d, minSlices: %1$d, minCases: 1, alpha: %2$s}
                scan: {days: %1$d, maxDays: 1, hours: 24, maxHours: 1, replicas: 19, alpha: 0.001}
                nearRepeat: {days: 1, historyDays: 1}
                """.formatted(cube.length, ALPHA);
        String grids =
                TouchingGrids.of(neighbours.size(), (i, j) -> neighbours.get(i).contains(j));
        FixedReferenceSource city = FixedReferenceSource.of(Map.of(
                "grids.geojson",
                grids.getBytes(StandardCharsets.UTF_8),
                "hotspots.yaml",
                policy.getBytes(StandardCharsets.UTF_8)));
        try (var district = new KeyedOneInputStreamOperatorTestHarness<>(
                new KeyedProcessOperator<>(new WatchDistrictFunction(new HotspotSettings(city, Long.MAX_VALUE))),
                DistrictInput::district,
                Types.INT)) {
            district.open();
            for (int slice = 0; slice < cube.length; slice++) {
                for (int place = 0; place < neighbours.size(); place++) {
                    List<CaseHistory.View> views = List.of(new CaseHistory.View(
                            day(slice + IN_THE_EVENING),
                            gridId(place),
                            null,
                            null,
                            null,
                            "robbery",
                            null,
                            Urgency.ROUTINE,
                            false));
                    long cases = Math.round(cube[slice][place] * parts);
                    for (long k = 0; k < cases; k++) {
                        district.processElement(heard(slice + "-" + place + "-" + k, views), 0);
                    }
                }
            }
            district.processWatermark(day(cube.length + 0.02).toEpochMilli());
            return district.extractOutputValues();
        }
    }

    private static DistrictInput heard(String id, List<CaseHistory.View> views) {
        Instant at = views.get(0).from();
        return new DistrictInput(
                0, new CaseHistory(id, at, Stream.PLATFORM, at, false, null, views, List.of()), null, null);
    }

    private static List<Set<Integer>> neighbours(List<String[]> rows, int column) {
        return rows.stream()
                .map(row -> Arrays.stream(row[column].split(" "))
                        .map(number -> Integer.parseInt(number) - 1)
                        .collect(Collectors.toSet()))
                .toList();
    }

    private static double[] column(List<String[]> rows, int column) {
        return rows.stream().mapToDouble(row -> Double.parseDouble(row[column])).toArray();
    }

    private static double[][] slices(double[] column, int places) {
        List<double[]> slices = new ArrayList<>();
        for (int from = 0; from < column.length; from += places) {
            slices.add(Arrays.copyOfRange(column, from, from + places));
        }
        return slices.toArray(double[][]::new);
    }

    private static List<String[]> rows(String name) throws IOException {
        return Files.readAllLines(ORACLES.resolve(name)).stream()
                .skip(1)
                .map(line -> line.split(","))
                .toList();
    }
}
