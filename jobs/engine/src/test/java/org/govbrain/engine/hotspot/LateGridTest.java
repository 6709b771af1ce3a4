package org.govbrain.engine.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.hotspot.HotspotEvents.day;
import static org.govbrain.engine.hotspot.HotspotEvents.gridId;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.engine.follow.KeyedRun;
import org.govbrain.engine.reference.ScriptedReference;
import org.junit.jupiter.api.Test;

/**
 * A sixth grid is new on day 6, and in it are cases that had seemed to be in the first: both tell the district of them. The task
 * of the first does not know of the sixth yet, says last that they are not in the district, and never says anything more, as one
 * that has forgotten them.
 */
class LateGridTest {
    private static final int NEW = 5;
    private static final double SINCE = 6;

    @Test
    void whoKnowsMoreOfTheCityHasTheLastWordAboutACase() throws Exception {
        Map<String, String> together = play(false, false);
        assertThat(together.keySet()).as("the new grid is hot").anyMatch(id -> id.contains(gridId(NEW)));
        assertThat(play(true, false)).as("the district knows the sixth grid").isEqualTo(together);
        assertThat(play(true, true)).as("the district learns of it later").isEqualTo(together);
    }

    /** The documents that stand in the end, by id. */
    private static Map<String, String> play(boolean gridIsLate, boolean districtIsLate) throws Exception {
        List<CaseHistory> ordinary = new ArrayList<>();
        List<CaseHistory> moved = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 54; i++) {
            ordinary.add(reported("P" + i, i / 6.0 + random.nextDouble() * 0.1, random.nextInt(NEW)));
        }
        for (int i = 0; i < 14; i++) {
            moved.add(reported("X" + i, SINCE + 2.1 + i * 0.05, NEW));
        }
        List<SaidHotspot> said = new ArrayList<>();
        ScriptedReference ofDistrict = districtIsLate ? before() : after();
        try (var grids = HotspotHarness.grids(after());
                var first = HotspotHarness.grids(gridIsLate ? before() : after());
                var districts = HotspotHarness.districts(ofDistrict)) {
            for (CaseHistory history : ordinary) {
                grids.hear(HotspotInput.of(history.gridIds().get(0), history));
            }
            for (CaseHistory history : moved) {
                grids.hear(HotspotInput.of(gridId(NEW), history));
                first.hear(HotspotInput.of(gridId(0), history));
            }
            pass(grids, districts);
            pass(first, districts);
            for (double day = 0.1; day <= 10.6; day += 0.5) {
                if (districtIsLate && day > 9) {
                    ofDistrict.publish(day(SINCE), reference(NEW + 1));
                    districtIsLate = false;
                }
                districts.passTo(day(day));
            }
            said.addAll(districts.said());
        }
        return HotspotHarness.standing(said, each -> each);
    }

    private static void pass(
            KeyedRun<String, HotspotInput, SaidHotspot> grids, KeyedRun<Integer, DistrictInput, SaidHotspot> districts)
            throws Exception {
        for (DistrictInput input : grids.said(HotspotStreams.DISTRICTS)) {
            districts.hear(input);
        }
    }

    private static CaseHistory reported(String id, double day, int grid) {
        return HotspotEvents.history(id, List.of(HotspotEvents.reported(id, day, gridId(grid))));
    }

    private static ScriptedReference before() {
        return new ScriptedReference().publish(day(0), reference(NEW));
    }

    private static ScriptedReference after() {
        return before().publish(day(SINCE), reference(NEW + 1));
    }

    private static Map<String, String> reference(int grids) {
        return Map.of("grids.geojson", HotspotEvents.row(grids), "hotspots.yaml", """
                version: test-1
                revision: {days: 15, hours: 150}
                daily: {slices: 10, minSlices: 2, minCases: 5, alpha: 0.5}
                scan: {days: 20, maxDays: 3, hours: 24, maxHours: 2, replicas: 99, alpha: 0.5}
                """);
    }
}
