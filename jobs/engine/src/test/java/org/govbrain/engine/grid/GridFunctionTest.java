package org.govbrain.engine.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.govbrain.engine.situation.Events.at;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.govbrain.domain.hotspot.GridHotspots;
import org.govbrain.domain.situation.GridFact;
import org.govbrain.domain.situation.GridFact.Kind;
import org.govbrain.domain.situation.GridSituation;
import org.govbrain.domain.situation.Light;
import org.govbrain.engine.follow.OperatorRun;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GridFunctionTest {
    private static final long NEWS = 1 << 16;
    private static final Instant MIDNIGHT = Instant.parse("2026-03-04T16:00:00Z");
    private static final long TODAY =
            at(0).atZone(ZoneId.of("Asia/Shanghai")).toLocalDate().toEpochDay();

    private static final FixedReferenceSource NO_CITY = FixedReferenceSource.of(Map.of());

    private OperatorRun<GridFact, GridSituation> grids;

    @BeforeEach
    void open() throws Exception {
        grids = run(SituationSettings.live(NO_CITY, Duration.ofDays(30)));
    }

    private static OperatorRun<GridFact, GridSituation> run(SituationSettings settings) throws Exception {
        return new OperatorRun<>(() -> new GridFunction(settings), GridFact::gridId);
    }

    @AfterEach
    void close() {
        grids.close();
    }

    private static GridFact fact(String caseId, Light light, long openedDay, double minute) {
        return new GridFact("G1", Kind.CASE, caseId, light, true, openedDay, NEWS, at(minute), null);
    }

    private static GridFact left(String caseId, double minute) {
        return new GridFact("G1", Kind.CASE_LEFT, caseId, Light.GREEN, false, 0, NEWS, at(minute), null);
    }

    private GridSituation newest() {
        List<GridSituation> said = grids.said();
        assertThat(said).isNotEmpty();
        return said.get(said.size() - 1);
    }

    @Test
    void aChangeAfterARestIsSaidAtOnceAndWhatComesWithinTheNextSecondTogether() throws Exception {
        grids.passTo(at(0));
        grids.hear(fact("A", Light.GREEN, TODAY, 0), fact("B", Light.RED, TODAY, 0));
        grids.passTo(at(0).plusMillis(250));
        assertThat(grids.said()).singleElement().satisfies(said -> {
            assertThat(said.light()).isEqualTo(Light.RED);
            assertThat(said.openCases()).isEqualTo(2);
            assertThat(said.overdueCases()).isEqualTo(1);
            assertThat(said.casesToday()).isEqualTo(2);
        });
        grids.hear(fact("C", Light.GREEN, TODAY, 0));
        grids.passTo(at(0).plusMillis(500));
        grids.hear(fact("D", Light.GREEN, TODAY, 0));
        grids.passTo(at(0).plusMillis(1249));
        assertThat(grids.said()).as("within a second of the last word").isEmpty();
        grids.passTo(at(0).plusMillis(1250));
        assertThat(grids.said())
                .singleElement()
                .satisfies(said -> assertThat(said.openCases()).isEqualTo(4));
    }

    /** Ten changes a second for half a minute. */
    @Test
    void aGridThatNeverRestsIsSaidOnceASecondAndNoChangeWaitsLonger() throws Exception {
        List<Long> saidMs = new ArrayList<>();
        long cases = 0;
        for (long ms = 0; ms < 30_000; ms += 100) {
            grids.passTo(at(0).plusMillis(ms));
            for (GridSituation said : grids.said()) {
                saidMs.add(ms);
                assertThat(said.openCases())
                        .as("at %d ms, all changes but those of the last second", ms)
                        .isBetween(cases - 10, cases);
            }
            grids.hear(fact("C" + cases++, Light.GREEN, TODAY, 0));
        }
        assertThat(saidMs).as("words in 30 s").hasSizeBetween(27, 30);
        for (int i = 1; i < saidMs.size(); i++) {
            assertThat(saidMs.get(i) - saidMs.get(i - 1))
                    .as("after %d ms", saidMs.get(i))
                    .isBetween(1_000L, 1_100L);
        }
    }

    @Test
    void aCaseThatIsHeardAheadOfItsDayCountsInTheDocumentThatStands() throws Exception {
        Instant yesterday = at(0).minus(Duration.ofDays(1));
        grids.passTo(yesterday);
        grids.hear(fact("A", Light.GREEN, TODAY, 0));
        List<GridSituation> said = new ArrayList<>();
        for (Instant passed : List.of(yesterday.plusSeconds(2), at(1), at(2))) {
            grids.passTo(passed);
            said.addAll(grids.said());
        }
        assertThat(said.stream().max(Comparator.comparing(GridSituation::revision)))
                .get()
                .extracting(GridSituation::casesToday)
                .isEqualTo(1L);
    }

    @Test
    void theDayIsCountedToItsEndAlsoWhenCasesOfTheNextAreHeardAlready() throws Exception {
        grids.passTo(at(0));
        grids.hear(
                fact("A", Light.GREEN, TODAY, 0),
                fact("B", Light.GREEN, TODAY + 1, 600),
                fact("C", Light.GREEN, TODAY, 1),
                fact("D", Light.GREEN, TODAY + 3, 3_600));
        grids.passTo(MIDNIGHT.minusMillis(1));
        GridSituation before = newest();
        assertThat(before.casesToday()).as("A and C").isEqualTo(2);
        grids.passTo(MIDNIGHT);
        GridSituation after = newest();
        assertThat(after.casesToday()).as("B").isEqualTo(1);
        assertThat(after.revision()).as("the newer document").isGreaterThan(before.revision());
        grids.passTo(MIDNIGHT.plus(Duration.ofDays(1)));
        GridSituation empty = newest();
        assertThat(empty.casesToday()).as("a day without cases").isZero();
        assertThat(empty.revision()).as("the newest document").isGreaterThan(after.revision());
    }

    @Test
    void aChangeIsSaidWithinASecondAlsoWhileTheCountOfTheDayWaitsForMidnight() throws Exception {
        grids.hear(fact("A", Light.GREEN, TODAY, 0));
        grids.passTo(at(1));
        assertThat(newest().light()).isEqualTo(Light.GREEN);
        grids.hear(fact("A", Light.RED, TODAY, 1));
        grids.passTo(at(1).plusMillis(1000));
        assertThat(newest().light()).as("not only at midnight").isEqualTo(Light.RED);
    }

    @Test
    void atMidnightTheCountOfTheDayEndsOnceAndTheRevisionSaysSo() throws Exception {
        grids.hear(fact("A", Light.GREEN, TODAY, 0));
        grids.passTo(at(1));
        GridSituation before = newest();
        grids.passTo(MIDNIGHT);
        GridSituation after = newest();
        assertThat(before.casesToday()).isEqualTo(1);
        assertThat(after.casesToday()).isZero();
        assertThat(after.openCases()).isEqualTo(1);
        assertThat(after.revision()).isEqualTo(before.revision() + 1);
        grids.passTo(MIDNIGHT.plus(Duration.ofDays(3)));
        assertThat(grids.said()).as("nothing changes any more").isEmpty();
    }

    @Test
    void aFactThatIsQuickerThanEventTimeCountsOnItsOwnDay() throws Exception {
        grids.passTo(MIDNIGHT.minusMillis(5));
        grids.hear(fact("A", Light.GREEN, TODAY + 1, 360.001));
        grids.passTo(MIDNIGHT.plusSeconds(2));
        assertThat(newest().casesToday()).as("opened just after midnight").isEqualTo(1);
    }

    @Test
    void theOrderOfFactsDoesNotMatterAndALateOneOfYesterdayDoesNotCount() throws Exception {
        grids.passTo(MIDNIGHT.plusSeconds(60));
        grids.hear(fact("A", Light.GREEN, TODAY + 1, 361), fact("A", Light.GREEN, TODAY, 361));
        grids.passTo(MIDNIGHT.plusSeconds(62));
        assertThat(newest().casesToday()).as("it turned out to be of yesterday").isZero();
    }

    @Test
    void aCaseThatLeavesIsNoLongerCounted() throws Exception {
        grids.hear(fact("A", Light.RED, TODAY, 0), left("A", 1));
        grids.passTo(at(2));
        assertThat(newest()).satisfies(said -> {
            assertThat(said.openCases()).isZero();
            assertThat(said.light()).isEqualTo(Light.GREEN);
            assertThat(said.revision()).isEqualTo(2 * NEWS + TODAY);
        });
    }

    @Test
    void aPatrolThatIsHeardTwiceOrLateChangesNothing() throws Exception {
        grids.hear(GridFact.patrolled("G1", at(5)));
        grids.passTo(at(6));
        GridSituation once = newest();
        grids.hear(GridFact.patrolled("G1", at(5)), GridFact.patrolled("G1", at(2)));
        grids.passTo(at(7));
        assertThat(newest()).isEqualTo(once);
    }

    @Test
    void gridsKnowNothingOfEachOther() throws Exception {
        grids.hear(fact("A", Light.RED, TODAY, 0), GridFact.patrolled("G2", at(0)));
        grids.passTo(at(1));
        assertThat(grids.said())
                .extracting(GridSituation::gridId, GridSituation::openCases)
                .containsExactlyInAnyOrder(tuple("G1", 1L), tuple("G2", 0L));
    }

    @Test
    void aRestartForgetsNothing() throws Exception {
        grids.hear(fact("A", Light.RED, TODAY, 0), GridFact.patrolled("G1", at(0)));
        grids.restart();
        grids.passTo(at(1));
        GridSituation before = newest();
        grids.restart();
        grids.hear(fact("B", Light.GREEN, TODAY, 1));
        grids.passTo(at(2));
        assertThat(newest()).satisfies(said -> {
            assertThat(said.openCases()).isEqualTo(2);
            assertThat(said.lastPatrolAt()).isEqualTo(before.lastPatrolAt());
            assertThat(said.revision()).isEqualTo(before.revision() + NEWS);
        });
    }

    @Test
    void aReplayKnowsNothingAfterItsEndAndADrainedJobEndsNoDay() throws Exception {
        try (OperatorRun<GridFact, GridSituation> replay = run(SituationSettings.replay(NO_CITY, at(10)))) {
            replay.hear(
                    fact("A", Light.GREEN, TODAY, 0),
                    GridFact.patrolled("G1", at(9)),
                    GridFact.patrolled("G1", at(11)));
            replay.passToTheEnd();
            assertThat(replay.said()).last().satisfies(said -> {
                assertThat(said.lastPatrolAt()).isEqualTo(at(9));
                assertThat(said.casesToday()).isEqualTo(1);
            });
        }
        grids.hear(fact("A", Light.GREEN, TODAY, 0));
        grids.passTo(at(1));
        grids.hear(fact("B", Light.GREEN, TODAY, 1));
        grids.passToTheEnd();
        assertThat(newest().casesToday()).isEqualTo(2);
    }

    @Test
    void hotspotsThatAreSaidAgainChangeNothingAndOneThatIsTakenBackDoes() throws Exception {
        grids.passTo(at(0));
        grids.hear(fact("A", Light.GREEN, TODAY, 0), hotspots(1, 0));
        grids.passTo(at(1));
        GridSituation first = newest();
        grids.hear(hotspots(1, 0));
        grids.passTo(at(60));
        assertThat(newest()).as("however often it is looked").isEqualTo(first);
        grids.hear(hotspots(0, -5));
        grids.passTo(at(61));
        assertThat(newest()).satisfies(said -> {
            assertThat(said.activeHotspots()).as("active").isZero();
            assertThat(said.revision()).isEqualTo(first.revision() + 1);
        });
    }

    private static GridFact hotspots(int active, double minute) {
        return GridFact.hotspots(new GridHotspots("G1", "rules", at(minute), active, 0, false, null));
    }
}
