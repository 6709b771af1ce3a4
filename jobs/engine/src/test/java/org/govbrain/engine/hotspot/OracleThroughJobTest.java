package org.govbrain.engine.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.govbrain.engine.hotspot.HotspotEvents.day;
import static org.govbrain.engine.hotspot.HotspotEvents.gridId;
import static org.govbrain.engine.hotspot.HotspotEvents.reported;
import static org.govbrain.engine.hotspot.HotspotEvents.squares;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.schemas.document.HotspotDocument;
import org.junit.jupiter.api.Test;

/** The series of an oracle go in as events, and its numbers come out in the documents. */
class OracleThroughJobTest {
    /** The oracles that may be copied stand beside the tests of the statistics. */
    private static final Path ORACLES = Path.of("../domain/src/test/resources/oracles");

    @Test
    void theStrongestClusterOf170GridsIsTheReferences() throws Exception {
        List<String[]> geo = rows("grid170_geo.csv");
        List<GovernanceEvent> events = new ArrayList<>();
        List<String[]> counts = rows("grid170_counts.csv");
        for (int i = 0; i < counts.size(); i++) {
            int day = i / geo.size();
            for (int k = Integer.parseInt(counts.get(i)[2]); k > 0; k--) {
                events.add(reported("C" + i + "-" + k, day + 0.5, counts.get(i)[1]));
            }
        }
        // A unit of the oracle is a hundredth of a degree at the equator, where a degree is as long both ways.
        Map<String, String> city = Map.of(
                "grids.geojson",
                squares(
                        geo.size(),
                        i -> geo.get(i)[0],
                        i -> "C",
                        i -> Double.parseDouble(geo.get(i)[1]) / 100,
                        i -> Double.parseDouble(geo.get(i)[2]) / 100,
                        1e-6),
                "hotspots.yaml",
                """
                version: oracle
                scan: {days: 60, maxDays: 7, hours: 24, maxHours: 1, radiusM: 1112, replicas: 199}
                """);
        HotspotRun run = HotspotRun.of(city, day(60), events);
        String[] first = rows("grid170_stp_top300.csv").get(0);
        assertThat(run.newest().values())
                .as("cluster of all categories on the last day")
                .filteredOn(document -> document.getDetector().equals("scan-permutation")
                        && document.getCategoryGroup() == null
                        && document.getState().equals("active"))
                .singleElement()
                .satisfies(document -> {
                    assertThat(document.getGridIds()).as("grids").containsExactlyInAnyOrder(first[6].split(" "));
                    assertThat(document.getObserved()).as("observed").isEqualTo(Double.parseDouble(first[3]));
                    assertThat(document.getExpected())
                            .as("expected")
                            .isCloseTo(Double.parseDouble(first[4]), within(1e-9));
                    assertThat(document.getStatistic())
                            .as("log likelihood ratio")
                            .isCloseTo(Double.parseDouble(first[5]), within(1e-9));
                    assertThat(document.getWindowStart()).as("start").isEqualTo(day(60 - Integer.parseInt(first[2])));
                    assertThat(document.getCaseIds()).as("cases").hasSize(Integer.parseInt(first[3]));
                });
    }

    @Test
    void theAlarmsOfSparseDaysAreTheReferences() throws Exception {
        List<String[]> rows = rows("ears_sparse15.csv");
        List<GovernanceEvent> events = new ArrayList<>();
        // The data begin on the first day, though not in the community that is watched.
        events.add(reported("elsewhere", 0.5, gridId(1)));
        for (int day = 0; day < rows.size(); day++) {
            for (int k = Integer.parseInt(rows.get(day)[1]); k > 0; k--) {
                events.add(reported("C" + day + "-" + k, day + 0.5, gridId(0)));
            }
        }
        Map<String, String> city = Map.of(
                "grids.geojson",
                squares(2, HotspotEvents::gridId, i -> "C" + i, i -> 121.0 + i * 0.01, i -> 31.0, 0.005),
                "hotspots.yaml",
                "version: oracle\ndaily: {minSigma: 0.01}\n");
        Map<String, Double> statistics = new TreeMap<>();
        for (HotspotDocument word : HotspotRun.of(city, day(15), events).words()) {
            if (word.getDetector().equals("ears") && word.getCommunityIds().equals(List.of("C0"))) {
                assertThat(word.getStatistic()).as("%s", word).isNotNull();
                statistics.put(
                        word.getWindowEnd() + " " + word.getStatisticName() + " " + word.getPattern(),
                        Objects.requireNonNull(word.getStatistic()));
            }
        }
        assertThat(statistics)
                .as(
                        "C2 on the twelfth and the fifteenth day, between them the echo in C3; the first case alarms because"
                                + " nothing varied before")
                .containsOnlyKeys(
                        day(8) + " C1 c1",
                        day(12) + " C2 c2",
                        day(13) + " C3 c3-carry-over",
                        day(14) + " C3 c3-carry-over",
                        day(15) + " C2 c2");
        assertThat(statistics.get(day(12) + " C2 c2")).as("C2").isCloseTo(number(rows, 12, 7), within(1e-9));
        assertThat(statistics.get(day(13) + " C3 c3-carry-over")).as("C3").isCloseTo(number(rows, 13, 8), within(1e-9));
        assertThat(statistics.get(day(15) + " C2 c2")).as("C2").isCloseTo(number(rows, 15, 7), within(1e-9));
    }

    private static double number(List<String[]> rows, int day, int column) {
        return Double.parseDouble(rows.get(day - 1)[column]);
    }

    private static List<String[]> rows(String name) throws IOException {
        return Files.readAllLines(ORACLES.resolve(name)).stream()
                .skip(1)
                .map(line -> line.split(","))
                .toList();
    }
}
