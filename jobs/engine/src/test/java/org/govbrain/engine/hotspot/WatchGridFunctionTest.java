package org.govbrain.engine.hotspot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.hotspot.HotspotEvents.day;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.hotspot.GridHotspots;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.engine.follow.OperatorRun;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three cases at one building are a repeat place; the fourth comes twelve days later. */
class WatchGridFunctionTest {
    private static final FixedReferenceSource CITY =
            FixedReferenceSource.of(Map.of("grids.geojson", HotspotEvents.row(6).getBytes(StandardCharsets.UTF_8)));
    private static final String PLACE = "repeat-place|G001/B1|" + day(1);

    private OperatorRun<HotspotInput, SaidHotspot> grids;

    @BeforeEach
    void open() throws Exception {
        grids = new OperatorRun<>(
                () -> new WatchGridFunction(new HotspotSettings(CITY, Long.MAX_VALUE)), HotspotInput::gridId);
    }

    @AfterEach
    void close() {
        grids.close();
    }

    @Test
    void aHotspotIsSaidWhenEventTimeHasPassedTheCaseThatMakesIt() throws Exception {
        grids.hear(at("P1", 1, "G001"), at("P2", 2, "G001"), at("P3", 3, "G001"));
        grids.passTo(day(3).minusMillis(1));
        assertThat(newest(grids.said())).as("two of the three").isEmpty();
        grids.passTo(day(3.1));
        assertThat(newest(grids.said())).containsExactly(Map.entry(PLACE, "ACTIVE [P1, P2, P3]"));
        assertThat(grids.said(HotspotStreams.GRIDS))
                .as("the grid in short")
                .containsExactly(new GridHotspots("G001", "rules", day(3), 1, 0, false, null));
    }

    @Test
    void whatWasHeardAheadOfEventTimeIsLookedAtWhenItHappens() throws Exception {
        grids.hear(at("P1", 1, "G001"), at("P2", 2, "G001"), at("P3", 3.5, "G001"));
        grids.passTo(day(3.25));
        assertThat(newest(grids.said())).as("two of the three").isEmpty();
        grids.passTo(day(3.5));
        assertThat(newest(grids.said())).containsExactly(Map.entry(PLACE, "ACTIVE [P1, P2, P3]"));
    }

    /** What is heard first is weeks ahead; then event time leaps over all of the days before it. */
    @Test
    void daysCloseInTheirTurnAlsoIfSomethingWasHeardAheadOfThem() throws Exception {
        grids.passTo(day(0));
        grids.hear(at("P9", 30, "G001"));
        grids.passTo(day(0.5));
        grids.hear(at("P1", 1, "G001"), at("P2", 2, "G001"), at("P3", 3, "G001"));
        grids.passTo(day(29));
        assertThat(newest(grids.said())).containsExactly(Map.entry(PLACE, "ENDED [P1, P2, P3]"));
    }

    @Test
    void everyOrderWithRepetitionsAndRestartsEndsInTheSameHotspots() throws Exception {
        List<HotspotInput> cases =
                List.of(at("P1", 1, "G001"), at("P2", 2, "G001"), at("P3", 3, "G001"), at("P4", 3.5, "G001"));
        for (int[] order : new int[][] {{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 2, 3, 1, 0}, {1, 3, 0, 2, 2}}) {
            for (boolean restarts : new boolean[] {false, true}) {
                List<SaidHotspot> said = new ArrayList<>();
                for (int each : order) {
                    grids.hear(cases.get(each));
                    said.addAll(grids.said());
                    if (restarts) {
                        grids.restart();
                    }
                }
                grids.passTo(day(4));
                said.addAll(grids.said());
                assertThat(newest(said)).containsExactly(Map.entry(PLACE, "ACTIVE [P1, P2, P3, P4]"));
                grids.close();
                open();
            }
        }
    }

    @Test
    void aCaseThatIsHeardLateIsCorrected() throws Exception {
        grids.hear(at("P1", 1, "G001"), at("P3", 3, "G001"));
        grids.passTo(day(5));
        assertThat(newest(grids.said())).as("two only").isEmpty();
        grids.hear(at("P2", 2, "G001"));
        grids.passTo(day(5.1));
        assertThat(newest(grids.said())).containsExactly(Map.entry(PLACE, "ACTIVE [P1, P2, P3]"));
    }

    @Test
    void aGridHearsOfNoOthersCases() throws Exception {
        grids.hear(at("P1", 1, "G001"), at("P2", 2, "G002"), at("P3", 3, "G001"));
        grids.passTo(day(4));
        assertThat(newest(grids.said())).isEmpty();
        assertThat(grids.said(HotspotStreams.DISTRICTS))
                .as("the district hears of all")
                .hasSize(3);
    }

    @Test
    void whatIsOverIsSaidToHaveEndedAndLeavesTheState() throws Exception {
        grids.hear(at("P1", 1, "G001"), at("P2", 2, "G001"), at("P3", 3, "G001"));
        grids.passTo(day(4));
        grids.said();
        grids.passTo(day(300));
        assertThat(newest(grids.said())).containsExactly(Map.entry(PLACE, "ENDED [P1, P2, P3]"));
        assertThat(grids.kept()).as("state and timers").isZero();
    }

    private static Map<String, String> newest(List<SaidHotspot> said) {
        Map<String, String> words = new TreeMap<>();
        HotspotHarness.newest(said)
                .forEach((id, each) -> words.put(
                        id,
                        each.hotspot().state() + " " + each.hotspot().finding().caseIds()));
        return words;
    }

    private static HotspotInput at(String id, double day, String gridId) {
        return HotspotInput.of(
                gridId,
                CaseHistory.of(
                        id,
                        Stream.PLATFORM,
                        false,
                        List.of(HotspotEvents.event(Stream.PLATFORM, id, EventKind.REPORTED, day, gridId, "B1")),
                        CITY.load().history().newest().categories()));
    }
}
