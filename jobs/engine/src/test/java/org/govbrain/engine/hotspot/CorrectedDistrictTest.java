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
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.domain.hotspot.Trip;
import org.govbrain.engine.follow.KeyedRun;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.junit.jupiter.api.Test;

/**
 * Six grids, one of which the city gives up on day 6: what happens there later is in the district of grids that nobody knows. A
 * case of which an earlier event comes late may thus have been in another district.
 */
class CorrectedDistrictTest {
    private static final int LEAVES = 5;
    private static final double GIVEN_UP = 6;
    private static final FixedReferenceSource CITY =
            FixedReferenceSource.of(reference(6)).then(day(GIVEN_UP), reference(LEAVES));

    /** How much earlier than in the unknown district the cases opened, in days: in the grid when the city still had it. */
    private static final double EARLIER = 2.4;

    /** When that is known, in days. */
    private static final double IN_TIME = 0;

    private static final double AFTER_LOOKS = 9.6;
    private static final double NEVER = 99;

    @Test
    void aCaseProvesToBeOfBeforeTheGridsChanged() throws Exception {
        Map<String, String> fromTheStart = play(-EARLIER, NEVER, false);
        Map<String, String> uncorrected = play(0, NEVER, false);
        assertThat(uncorrected.keySet())
                .as("without the earlier events the grid that nobody knows is hot")
                .anyMatch(id -> id.contains(gridId(LEAVES)))
                .isNotEqualTo(fromTheStart.keySet());
        for (double heard : new double[] {IN_TIME, AFTER_LOOKS}) {
            assertThat(play(0, heard, false)).as("heard on day %s", heard).isEqualTo(fromTheStart);
            assertThat(play(0, heard, true))
                    .as("heard on day %s, with restarts", heard)
                    .isEqualTo(fromTheStart);
        }
    }

    @Test
    void aTripProvesToBeOfBeforeTheGridsChanged() throws Exception {
        try (var grids = HotspotHarness.grids(CITY);
                var districts = HotspotHarness.districts(CITY)) {
            for (double opened : new double[] {GIVEN_UP + 1, GIVEN_UP - 1}) {
                Trip trip = new Trip("T", day(opened), day(GIVEN_UP + 1), List.of(gridId(LEAVES)));
                grids.hear(HotspotInput.of(gridId(LEAVES), trip));
                for (DistrictInput input : grids.said(HotspotStreams.DISTRICTS)) {
                    districts.hear(input);
                }
                assertThat(districts.kept())
                        .as("in one district, of day %s", opened)
                        .isEqualTo(1);
            }
        }
    }

    /**
     * The documents that stand in the end, by id.
     *
     * @param seemed days by which the first news of the cases in the unknown grid has them earlier
     * @param corrected day on which it is heard when they opened
     */
    private static Map<String, String> play(double seemed, double corrected, boolean restarts) throws Exception {
        List<CaseHistory> first = new ArrayList<>();
        List<CaseHistory> later = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 54; i++) {
            first.add(reported("P" + i, i / 6.0 + random.nextDouble() * 0.1, random.nextInt(LEAVES)));
        }
        for (int i = 0; i < 18; i++) {
            first.add(reported("S" + i, GIVEN_UP + i / 7.0, LEAVES));
        }
        for (int i = 0; i < 14; i++) {
            double opened = GIVEN_UP + 2.1 + i * 0.05;
            first.add(reported("X" + i, opened + seemed, LEAVES));
            later.add(reported("X" + i, opened - EARLIER, LEAVES));
        }
        Collections.shuffle(first, random);
        List<SaidHotspot> said = new ArrayList<>();
        try (var grids = HotspotHarness.grids(CITY);
                var districts = HotspotHarness.districts(CITY)) {
            hear(first, grids, districts);
            for (double day = 0.1; day <= 10.6; day += 0.5) {
                if (corrected <= day) {
                    hear(later, grids, districts);
                    later.clear();
                }
                if (restarts) {
                    said.addAll(districts.said());
                    districts.restart();
                }
                districts.passTo(day(day));
            }
            said.addAll(districts.said());
        }
        return HotspotHarness.standing(said, each -> each);
    }

    private static void hear(
            List<CaseHistory> news,
            KeyedRun<String, HotspotInput, SaidHotspot> grids,
            KeyedRun<Integer, DistrictInput, SaidHotspot> districts)
            throws Exception {
        for (CaseHistory history : news) {
            grids.hear(HotspotInput.of(history.gridIds().get(0), history));
        }
        for (DistrictInput input : grids.said(HotspotStreams.DISTRICTS)) {
            districts.hear(input);
        }
    }

    private static CaseHistory reported(String id, double day, int grid) {
        return HotspotEvents.history(id, List.of(HotspotEvents.reported(id, day, gridId(grid))));
    }

    private static Map<String, byte[]> reference(int grids) {
        return Map.of(
                "grids.geojson",
                HotspotEvents.row(grids).getBytes(StandardCharsets.UTF_8),
                "hotspots.yaml",
                """
                version: test-1
                revision: {days: 15, hours: 150}
                daily: {slices: 10, minSlices: 2, minCases: 5, alpha: 0.5}
                scan: {days: 20, maxDays: 3, hours: 24, maxHours: 2, replicas: 99, alpha: 0.5}
                """.getBytes(StandardCharsets.UTF_8));
    }
}
