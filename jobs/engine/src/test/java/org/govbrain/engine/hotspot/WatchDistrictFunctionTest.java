package org.govbrain.engine.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.hotspot.HotspotEvents.day;
import static org.govbrain.engine.hotspot.HotspotEvents.gridId;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.EffortStep;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.junit.jupiter.api.Test;

/** Nine quiet days in six grids, and a build-up in one of them in the last two. */
class WatchDistrictFunctionTest {
    private static final FixedReferenceSource CITY = FixedReferenceSource.of(Map.of(
            "grids.geojson", HotspotEvents.row(6).getBytes(StandardCharsets.UTF_8), "hotspots.yaml", """
                version: test-1
                daily: {slices: 10, minSlices: 5, minCases: 5}
                scan: {days: 20, maxDays: 3, hours: 24, maxHours: 2, replicas: 99, alpha: 0.2}
                """.getBytes(
                            StandardCharsets.UTF_8)));
    private static final int DISTRICT = 0;

    @Test
    void arrivalInAnyOrderWithRepetitionsAndRestartsEndsInTheSameHotspots() throws Exception {
        Map<String, String> inOrder = play(inputs(), false);
        assertThat(inOrder.keySet().stream().map(id -> id.substring(0, id.indexOf('|'))))
                .as("detectors that have something to say")
                .contains("gi-star", "scan-permutation");
        assertThat(play(inputs(), true)).as("with restarts").isEqualTo(inOrder);
        for (int seed = 1; seed <= 3; seed++) {
            Random random = new Random(seed);
            List<DistrictInput> disturbed = new ArrayList<>(inputs());
            inputs().stream().filter(input -> random.nextInt(3) == 0).forEach(disturbed::add);
            Collections.shuffle(disturbed, random);
            assertThat(play(disturbed, seed == 2)).as("seed %s", seed).isEqualTo(inOrder);
        }
    }

    @Test
    void slicesCloseInTheirTurnAlsoIfSomethingWasHeardAheadOfThem() throws Exception {
        List<DistrictInput> inputs = inputs();
        DistrictInput last = inputs.get(inputs.size() - 1);
        Map<String, SaidHotspot> inOrder = standingAfterEightDays(List.of(), inputs);
        assertThat(inOrder).as("there is something to say").isNotEmpty();
        assertThat(standingAfterEightDays(List.of(last), inputs))
                .as("what is heard first is of the ninth day")
                .isEqualTo(inOrder);
    }

    private static Map<String, SaidHotspot> standingAfterEightDays(
            List<DistrictInput> first, List<DistrictInput> inputs) throws Exception {
        try (var district = HotspotHarness.districts(CITY)) {
            district.passTo(day(-2));
            for (DistrictInput input : first) {
                district.hear(input);
            }
            district.passTo(day(-1));
            for (DistrictInput input : inputs) {
                district.hear(input);
            }
            district.passTo(day(8.1));
            return HotspotHarness.newest(district.said());
        }
    }

    @Test
    void nothingIsLeftWhenNothingCanChangeAnyMore() throws Exception {
        try (var district = HotspotHarness.districts(CITY)) {
            for (DistrictInput input : inputs()) {
                district.hear(input);
            }
            district.passTo(day(9.5));
            assertThat(district.kept()).as("watched").isPositive();
            district.passTo(day(500));
            assertThat(district.kept()).as("state and timers").isZero();
        }
    }

    @Test
    void aCaseWithTheDateOfAnotherCenturyMakesNoDifference() throws Exception {
        List<DistrictInput> inputs = new ArrayList<>(inputs());
        Map<String, String> without = play(inputs, false);
        inputs.add(reported("clock", -9_000, gridId(2)));
        assertThat(play(inputs, false)).isEqualTo(without).isNotEmpty();
    }

    /** Everything is heard before event time goes on; a restart is between any two days. */
    private static Map<String, String> play(List<DistrictInput> inputs, boolean restarts) throws Exception {
        List<SaidHotspot> said = new ArrayList<>();
        try (var district = HotspotHarness.districts(CITY)) {
            for (DistrictInput input : inputs) {
                district.hear(input);
            }
            for (double day = 0.5; day <= 9.5; day++) {
                if (restarts) {
                    said.addAll(district.said());
                    district.restart();
                }
                district.passTo(day(day));
            }
            said.addAll(district.said());
        }
        Map<String, String> words = new TreeMap<>();
        HotspotHarness.newest(said).forEach((id, each) -> words.put(id, each.toString()));
        return words;
    }

    private static List<DistrictInput> inputs() {
        Random random = new Random(5);
        List<DistrictInput> inputs = new ArrayList<>();
        for (int i = 0; i < 54; i++) {
            inputs.add(reported("P" + i, i / 6.0 + random.nextDouble() * 0.1, gridId(random.nextInt(6))));
        }
        for (int i = 0; i < 14; i++) {
            inputs.add(reported("X" + i, 7.2 + i * 0.12, gridId(2)));
        }
        for (int i = 0; i < 9; i++) {
            EffortStep step = new EffortStep("V" + i, day(i + 0.3), gridId(i % 6), "W1", EventKind.VISIT);
            inputs.add(new DistrictInput(DISTRICT, null, step, null));
        }
        return inputs;
    }

    private static DistrictInput reported(String id, double day, String gridId) {
        CaseHistory history = CaseHistory.of(
                id,
                Stream.PLATFORM,
                false,
                List.of(HotspotEvents.reported(id, day, gridId)),
                CITY.load().history().newest().categories());
        return new DistrictInput(DISTRICT, history, null, null);
    }
}
