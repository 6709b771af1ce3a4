package org.govbrain.engine.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.hotspot.HotspotEvents.day;
import static org.govbrain.engine.hotspot.HotspotEvents.gridId;
import static org.govbrain.engine.hotspot.HotspotEvents.loggedBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.engine.follow.KeyedRun;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.junit.jupiter.api.Test;

/**
 * Trips whose cases prove to have been logged by another person: the file of the one takes them back, that of the other tells them,
 * and a grid hears the two in any order.
 */
class TripsOfTwoFilesTest {
    private static final int TRIPS = 8;
    private static final FixedReferenceSource CITY =
            FixedReferenceSource.of(Map.of("grids.geojson", HotspotEvents.row(6).getBytes(StandardCharsets.UTF_8)));

    @Test
    void aGridKnowsThemAsTripsWhicheverOfTheTwoItHearsFirst() throws Exception {
        List<HotspotInput> cases = new ArrayList<>();
        List<LoggedCase> byOne = new ArrayList<>();
        List<LoggedCase> byOther = new ArrayList<>();
        for (int i = 0; i < TRIPS; i++) {
            byOne.addAll(LoggedCase.of(null, history(i, "ONE")));
        }
        for (int i = 0; i < TRIPS; i++) {
            CaseHistory corrected = history(i, "OTHER");
            cases.add(HotspotInput.of(gridId(0), corrected));
            LoggedCase.of(history(i, "ONE"), corrected).forEach(each -> (each.isHere() ? byOther : byOne).add(each));
        }
        List<HotspotInput> tellsAndTakesBack = told(byOne);
        List<HotspotInput> tells = told(byOther);
        assertThat(tellsAndTakesBack).as("by the file of the one").hasSize(2 * TRIPS);
        assertThat(tellsAndTakesBack.subList(TRIPS, 2 * TRIPS))
                .allMatch(each -> Objects.requireNonNull(each.trip()).since() == null);
        assertThat(tells).as("by that of the other").hasSize(TRIPS);

        Map<String, String> expected = heard(cases, tells, List.of(), new Random(0));
        assertThat(expected)
                .as("cases that are no trips")
                .isNotEqualTo(heard(cases, List.of(), List.of(), new Random(0)));
        for (int seed = 1; seed <= 12; seed++) {
            assertThat(heard(cases, tells, tellsAndTakesBack, new Random(seed)))
                    .as("seed %s", seed)
                    .isEqualTo(expected);
        }
    }

    /** What a file says of its cases: the first eight of them together, and then the rest. */
    private static List<HotspotInput> told(List<LoggedCase> logged) throws Exception {
        try (KeyedRun<String, LoggedCase, HotspotInput> trips = HotspotHarness.trips(CITY)) {
            for (int i = 0; i < logged.size(); i++) {
                trips.hear(logged.get(i));
                if (i == TRIPS - 1) {
                    trips.passTo(at(TRIPS));
                }
            }
            trips.passTo(at(TRIPS + 1));
            return trips.said();
        }
    }

    /** The hotspots of the grid that stand in the end, after it has heard each file in its own order. */
    private static Map<String, String> heard(
            List<HotspotInput> cases, List<HotspotInput> one, List<HotspotInput> other, Random random)
            throws Exception {
        List<SaidHotspot> said = new ArrayList<>();
        try (KeyedRun<String, HotspotInput, SaidHotspot> grid = HotspotHarness.grids(CITY)) {
            for (HotspotInput each : cases) {
                grid.hear(each);
            }
            int ones = 0;
            int others = 0;
            while (ones < one.size() || others < other.size()) {
                boolean isOne = others == other.size() || (ones < one.size() && random.nextBoolean());
                grid.hear(isOne ? one.get(ones++) : other.get(others++));
                if (random.nextInt(5) == 0) {
                    said.addAll(grid.said());
                    grid.restart();
                }
            }
            grid.passTo(at(TRIPS + 2));
            said.addAll(grid.said());
        }
        return HotspotHarness.standing(said, SaidHotspot::hotspot);
    }

    private static Instant at(int hour) {
        return day(1 + hour / 24.0);
    }

    private static CaseHistory history(int number, String person) {
        String id = "T" + number;
        return HotspotEvents.history(id, List.of(loggedBy(person, id, 1 + number / 24.0, gridId(0), "B" + number % 2)));
    }
}
