package org.govbrain.engine.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.govbrain.engine.hotspot.HotspotEvents.day;
import static org.govbrain.engine.hotspot.HotspotEvents.gridId;
import static org.govbrain.engine.hotspot.HotspotEvents.reported;
import static org.govbrain.engine.hotspot.HotspotEvents.squares;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.geo.Distance;
import org.govbrain.domain.hotspot.statistics.FalseDiscoveryRate;
import org.govbrain.domain.hotspot.statistics.NormalDistribution;
import org.govbrain.schemas.document.HotspotDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Further oracles whose series go in as events and whose numbers come out in the documents. */
class MoreOraclesThroughJobTest {
    private static final Path COPIED = Path.of("../domain/src/test/resources/oracles");
    private static final Path SHARED = Path.of(System.getProperty("govbrain.shared", "."), "oracles");
    private static final Offset<Double> EXACT = within(1e-9);
    /** Below it the reference divides by a deviation of 0. */
    private static final double LEAST_SIGMA = 0.01;

    @Test
    void theAlarmsOfATinySeriesAreTheReferences() throws Exception {
        assertThat(agreeingDays(COPIED.resolve("ears_tiny14.csv")))
                .as("days that alarm")
                .isEqualTo(2);
    }

    @Test
    @EnabledIfSystemProperty(named = "govbrain.shared", matches = ".+")
    void theAlarmsOfTenYearsOfSalmonellaAreTheReferences() throws Exception {
        assertThat(agreeingDays(SHARED.resolve("ears_salmNewport_DE_total.csv")))
                .as("weeks that alarm, each a day here")
                .isGreaterThan(80);
    }

    /**
     * The reference knows one slice. Twice the same slice makes a cube in which the newest and the one before are all that there
     * is, so that each sum, weight and count is twice as large: z grows by the square root of (2n - 1) / (n - 1).
     */
    @Test
    void scoresOfSixPointsAreTheReferences() throws Exception {
        JsonNode oracle = new JsonMapper()
                .readTree(COPIED.resolve("gistar_pysal_6pts.json").toFile());
        int n = oracle.get("y").size();
        List<GovernanceEvent> events = new ArrayList<>();
        for (int i = 0; i < 2 * n; i++) {
            // A fifth is the smallest part of the values.
            long cases = Math.round(5 * oracle.get("y").get(i % n).asDouble());
            for (int k = 0; k < cases; k++) {
                events.add(reported("C" + i + "-" + k, Math.floorDiv(i, n) + 0.5, gridId(i % n)));
            }
        }
        HotspotRun run = HotspotRun.of(
                Map.of(
                        "grids.geojson",
                        TouchingGrids.of(
                                n, (i, j) -> oracle.get("W").get(i).get(j).asInt() == 1),
                        "hotspots.yaml",
                        "version: oracle\ndaily: {slices: 2, minSlices: 2, minCases: 1, alpha: 0.5}\n"),
                day(2),
                events);
        Map<String, HotspotDocument> hot = new TreeMap<>();
        run.newest().values().stream()
                .filter(document -> document.getDetector().equals("gi-star") && document.getCategoryGroup() == null)
                .forEach(document -> hot.put(document.getGridIds().get(0), document));
        assertThat(hot).as("hot points").containsOnlyKeys(gridId(4), gridId(5));
        double growth = Math.sqrt((2.0 * n - 1) / (n - 1));
        double[] z = new double[n];
        Arrays.setAll(z, i -> growth * oracle.get("GiStar_binary").get(i).asDouble());
        double[] p = Arrays.stream(z).map(NormalDistribution::twoSidedP).toArray();
        // All cases are of one group, so that each p is there twice, which changes no q.
        double[] q = FalseDiscoveryRate.benjaminiHochberg(p);
        hot.forEach((grid, document) -> {
            int i = grid.charAt(3) - '1';
            assertThat(document.getStatistic()).as("z of %s", grid).isCloseTo(z[i], EXACT);
            assertThat(document.getPValue()).as("p of %s", grid).isCloseTo(p[i], EXACT);
            assertThat(document.getQValue()).as("q of %s", grid).isCloseTo(q[i], EXACT);
        });
    }

    /** Kilometres become metres and days hundredths of them: what is close stays close. */
    @Test
    @EnabledIfSystemProperty(named = "govbrain.shared", matches = ".+")
    void nearRepeatsOfMeningococcalDiseaseAreTheReferences() throws Exception {
        JsonNode expected = new JsonMapper()
                .readTree(SHARED.resolve("knox_imdepiB_expected.json").toFile());
        List<GovernanceEvent> events = new ArrayList<>();
        for (Map<String, String> row : rows(SHARED.resolve("knox_imdepiB_events.csv"))) {
            events.add(at(
                    get(row, "id"),
                    0.55 + Double.parseDouble(get(row, "t")) / 100,
                    Double.parseDouble(get(row, "x")) - 4000,
                    Double.parseDouble(get(row, "y")) - 2700));
        }
        String policy = String.format(
                Locale.ROOT,
                "version: oracle%nnearRepeat: {distanceM: %s, days: %s, historyDays: 90, alpha: 0.5}%n"
                        + "scan: {days: 3, maxDays: 1, hours: 24, maxHours: 1, replicas: 19}%n",
                expected.get("eps_s").asText(),
                expected.get("eps_t").asDouble() / 100);
        String city = squares(1, HotspotEvents::gridId, i -> "C", i -> 0.0, i -> 0.0, 0.02);
        HotspotRun run = HotspotRun.of(Map.of("grids.geojson", city, "hotspots.yaml", policy), day(26), events);
        assertThat(run.newest().values())
                .as("near repeats on the last day")
                .filteredOn(document -> document.getDetector().equals("near-repeat")
                        && document.getWindowEnd().equals(day(26)))
                .singleElement()
                .satisfies(document -> {
                    double lambda = expected.get("lambda").asDouble();
                    assertThat(document.getObserved())
                            .as("pairs close in both")
                            .isEqualTo(expected.get("T").asDouble());
                    assertThat(document.getExpected()).as("expected").isCloseTo(lambda, EXACT);
                    assertThat(document.getStatistic())
                            .as("ratio")
                            .isCloseTo(expected.get("T").asDouble() / lambda, EXACT);
                    assertThat(document.getPValue())
                            .as("p of 199 permutations, which have their own chance: 4 standard errors")
                            .isCloseTo(expected.get("perm_event_p").asDouble(), within(0.08));
                });
    }

    /** Compares the days from the twelfth on, which is C3's first, on which the reference divides by a deviation; returns how many of
     * them alarm. */
    private static long agreeingDays(Path file) throws Exception {
        List<Map<String, String>> rows = rows(file);
        List<GovernanceEvent> events = new ArrayList<>();
        events.add(reported("elsewhere", 0.5, gridId(1)));
        for (int day = 0; day < rows.size(); day++) {
            for (int k = Integer.parseInt(get(rows.get(day), "y")); k > 0; k--) {
                events.add(reported("C" + day + "-" + k, day + 0.5, gridId(0)));
            }
        }
        // So that the last day closes, too, there is something after it.
        events.add(reported("afterwards", rows.size() + 0.1, gridId(1)));
        Map<String, String> city = Map.of(
                "grids.geojson",
                squares(2, HotspotEvents::gridId, i -> "C" + i, i -> 121.0 + i * 0.01, i -> 31.0, 0.005),
                "hotspots.yaml",
                "version: oracle\ndaily: {minSigma: " + LEAST_SIGMA + "}\n"
                        + "scan: {days: 14, maxDays: 1, hours: 24, maxHours: 1, replicas: 19}\n");
        Map<String, HotspotDocument> said = new HashMap<>();
        for (HotspotDocument word :
                HotspotRun.of(city, day(rows.size() + 0.2), events).words()) {
            if (word.getDetector().equals("ears")
                    && word.getCommunityIds().equals(List.of("C0"))
                    && word.getState().equals("active")) {
                said.put(word.getWindowEnd().toString(), word);
            }
        }
        long alarms = 0;
        for (int day = 11; day < rows.size(); day++) {
            boolean comparable = IntStream.rangeClosed(day - 2, day)
                    .mapToObj(rows::get)
                    .allMatch(row -> number(row, "c1_sd") > LEAST_SIGMA && number(row, "c2_sd") > LEAST_SIGMA);
            if (comparable) {
                Map<String, String> row = rows.get(day);
                HotspotDocument document = said.get(day(day + 1).toString());
                String statistic = get(row, "alarm_C2").equals("1")
                        ? "C2"
                        : get(row, "alarm_C1").equals("1")
                                ? "C1"
                                : get(row, "alarm_C3_doc").equals("1") ? "C3" : null;
                assertThat(document == null ? null : document.getStatisticName())
                        .as("alarm on day %d", day + 1)
                        .isEqualTo(statistic);
                if (document != null && statistic != null) {
                    alarms++;
                    assertThat(document.getStatistic())
                            .as("%s on day %d", statistic, day + 1)
                            .isCloseTo(number(row, statistic), EXACT);
                }
            }
        }
        return alarms;
    }

    private static GovernanceEvent at(String id, double day, double eastM, double northM) {
        return new GovernanceEvent(
                "E" + id,
                day(day),
                Stream.PLATFORM,
                EventKind.REPORTED,
                id,
                null,
                null,
                "platform",
                null,
                null,
                null,
                Urgency.ROUTINE,
                null,
                gridId(0),
                Math.toDegrees(eastM / Distance.EARTH_RADIUS_M),
                Math.toDegrees(northM / Distance.EARTH_RADIUS_M),
                null,
                null,
                null,
                0,
                List.of());
    }

    private static double number(Map<String, String> row, String column) {
        String cell = get(row, column);
        return cell.matches("-?[0-9.]+(e-?[0-9]+)?") ? Double.parseDouble(cell) : 0.0;
    }

    private static String get(Map<String, String> row, String column) {
        return Objects.requireNonNull(row.get(column), column);
    }

    private static List<Map<String, String>> rows(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        String[] columns = lines.get(0).split(",", -1);
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < columns.length; i++) {
                row.put(columns[i], cells[i]);
            }
            rows.add(row);
        }
        return rows;
    }
}
