package org.govbrain.engine.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.hotspot.HotspotEvents.day;
import static org.govbrain.engine.hotspot.HotspotEvents.gridId;
import static org.govbrain.engine.hotspot.HotspotEvents.reported;
import static org.govbrain.engine.hotspot.HotspotEvents.row;
import static org.govbrain.engine.hotspot.HotspotEvents.squares;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.schemas.document.HotspotDocument;
import org.junit.jupiter.api.Test;

/** Cities that change, and cities with nothing to compare, through the whole job. */
class ChangingGridsTest {
    private static final String POLICY = """
            version: test-1
            daily: {slices: 10, minSlices: 4, minCases: 5}
            scan: {days: 20, maxDays: 3, hours: 24, maxHours: 2, replicas: 99, alpha: 0.2}
            """;

    @Test
    void aGridThatIsSplitIsWatchedInItsHalvesFromThenOn() throws Exception {
        List<GovernanceEvent> events = quiet(5, gridId(0), gridId(1), gridId(2), gridId(3));
        events.addAll(quiet(5, 10, gridId(0), gridId(1), "G003A", "G003B", gridId(3)));
        IntStream.range(0, 14).forEach(i -> events.add(reported("X" + i, 8.3 + i * 0.1, "G003A")));
        FixedReferenceSource city = city(row(4)).then(day(5), bytes(halves()));
        HotspotRun run = HotspotRun.of(city, day(10), inOrder(events));
        assertThat(found(run, "gi-star", 10))
                .as("hot grids on the last day")
                .isNotEmpty()
                .anyMatch(document -> document.getGridIds().contains("G003A"));
        assertThat(found(run, "scan-permutation", 10))
                .as("clusters on the last day")
                .anyMatch(document -> document.getGridIds().contains("G003A"));
        assertThat(run.newest().values())
                .as("what is said of the whole grid after it was split")
                .noneMatch(document -> document.getGridIds().contains(gridId(2))
                        && document.getWindowEnd().isAfter(day(6))
                        && document.getState().equals("active"));
        assertFinite(run);
    }

    @Test
    void aGridThatIsTakenOutEndsItsHotspotsAndOneThatIsAddedBeginsItsOwn() throws Exception {
        List<GovernanceEvent> events = quiet(12, gridId(0), gridId(1), gridId(2), gridId(3));
        IntStream.range(0, 14).forEach(i -> events.add(reported("X" + i, 4.3 + i * 0.1, gridId(3))));
        IntStream.range(0, 14).forEach(i -> events.add(reported("Y" + i, 10.3 + i * 0.1, gridId(4))));
        FixedReferenceSource city = city(row(4)).then(day(7), bytes(without(3)));
        HotspotRun run = HotspotRun.of(city, day(12), inOrder(events));
        assertThat(run.words())
                .as("the grid while it was there")
                .anyMatch(document -> document.getGridIds().contains(gridId(3))
                        && document.getState().equals("active"));
        assertThat(run.newest().values())
                .as("statistics of the grid that is no more")
                .filteredOn(document -> document.getGridIds().contains(gridId(3)))
                .filteredOn(document -> !document.getDetector().startsWith("repeat"))
                .isNotEmpty()
                .allMatch(document -> document.getState().equals("ended"));
        assertThat(found(run, "scan-permutation", 12))
                .as("the new grid")
                .anyMatch(document -> document.getGridIds().contains(gridId(4)));
        assertFinite(run);
    }

    @Test
    void islandsOneGridTiesAndMissingDaysHaveDefinedResults() throws Exception {
        String islands = squares(4, HotspotEvents::gridId, i -> "C" + i, i -> 121.0 + 0.1 * i, i -> 31.0, 0.005);
        List<GovernanceEvent> events = quiet(10, gridId(0), gridId(1), gridId(2), gridId(3));
        IntStream.range(0, 20).forEach(i -> events.add(reported("X" + i, 9.1 + i * 0.04, gridId(1))));
        HotspotRun apart = HotspotRun.of(city(islands), day(10), inOrder(events));
        assertThat(found(apart, "gi-star", 10))
                .as("an island")
                .allMatch(document -> document.getGridIds().equals(List.of(gridId(1))));
        assertThat(found(apart, "gi-star", 10)).as("an island").isNotEmpty();
        assertFinite(apart);

        HotspotRun one = HotspotRun.of(city(row(1)), day(10), inOrder(quiet(10, gridId(0))));
        assertThat(one.newest().values())
                .as("one grid has nothing to be compared with")
                .noneMatch(document -> Stream.of("gi-star", "scan-permutation", "scan-hourly", "emerging")
                        .anyMatch(document.getDetector()::equals));

        List<GovernanceEvent> ties = new ArrayList<>();
        IntStream.range(0, 40).forEach(i -> ties.add(reported("T" + i, Math.floorDiv(i, 4) + 0.5, gridId(i % 4))));
        HotspotRun tied = HotspotRun.of(city(row(4)), day(10), inOrder(ties));
        assertThat(tied.newest().values()).as("the same everywhere, each day").isEmpty();

        List<GovernanceEvent> gaps = new ArrayList<>(quiet(2, gridId(0), gridId(1), gridId(2)));
        IntStream.range(0, 12).forEach(i -> gaps.add(reported("Z" + i, 19.2 + i * 0.05, gridId(1))));
        HotspotRun after = HotspotRun.of(city(row(4)), day(20), inOrder(gaps));
        assertThat(found(after, "scan-permutation", 20))
                .as("after 17 days without any case")
                .allMatch(document -> document.getGridIds().contains(gridId(1)));
        assertThat(found(after, "gi-star", 20))
                .as("after 17 days without any case")
                .anyMatch(document -> document.getGridIds().contains(gridId(1)));
        assertFinite(after);
    }

    private static void assertFinite(HotspotRun run) {
        assertThat(run.words())
                .as("words")
                .isNotEmpty()
                .allSatisfy(document -> Stream.of(
                                document.getObserved(),
                                document.getExpected(),
                                document.getStatistic(),
                                document.getPValue(),
                                document.getQValue(),
                                document.getRecurrenceDays())
                        .filter(Objects::nonNull)
                        .forEach(number -> assertThat(number).as("%s", document).isFinite()));
    }

    private static List<HotspotDocument> found(HotspotRun run, String detector, double day) {
        return run.newest().values().stream()
                .filter(document -> document.getDetector().equals(detector)
                        && document.getState().equals("active")
                        && document.getWindowEnd().equals(day(day)))
                .toList();
    }

    /** The third of four grids in two halves. */
    private static String halves() {
        List<String> ids = List.of(gridId(0), gridId(1), "G003A", "G003B", gridId(3));
        double[] lon = {121.0, 121.01, 121.0175, 121.0225, 121.03};
        return squares(5, ids::get, i -> "C" + i / 3, i -> lon[i], i -> 31.0, 0.0025);
    }

    /** Five grids but one. */
    private static String without(int missing) {
        int[] kept = IntStream.range(0, 5).filter(i -> i != missing).toArray();
        return squares(4, i -> gridId(kept[i]), i -> "C0", i -> 121.0 + 0.01 * kept[i], i -> 31.0, 0.005);
    }

    private static List<GovernanceEvent> quiet(int days, String... grids) {
        return quiet(0, days, grids);
    }

    private static List<GovernanceEvent> quiet(int from, int to, String... grids) {
        Random random = new Random(5);
        List<GovernanceEvent> events = new ArrayList<>();
        for (int i = 0; i < (to - from) * 6; i++) {
            String grid = grids[random.nextInt(grids.length)];
            events.add(reported("P" + from + "-" + i, from + i / 6.0 + random.nextDouble() * 0.1, grid));
        }
        return events;
    }

    private static List<GovernanceEvent> inOrder(List<GovernanceEvent> events) {
        List<GovernanceEvent> ordered = new ArrayList<>(events);
        ordered.sort(GovernanceEvent.FOLD_ORDER);
        return ordered;
    }

    private static FixedReferenceSource city(String grids) {
        return FixedReferenceSource.of(bytes(grids));
    }

    private static Map<String, byte[]> bytes(String grids) {
        return Map.of(
                "grids.geojson",
                grids.getBytes(StandardCharsets.UTF_8),
                "hotspots.yaml",
                POLICY.getBytes(StandardCharsets.UTF_8));
    }
}
