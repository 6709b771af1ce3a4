package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.govbrain.engine.situation.EventBuilder.incident;
import static org.govbrain.engine.situation.EventBuilder.patrol;
import static org.govbrain.engine.situation.EventBuilder.platform;
import static org.govbrain.engine.situation.Events.at;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.matter.CaseKey;
import org.govbrain.domain.matter.CaseLink;
import org.govbrain.domain.matter.CaseMove;
import org.govbrain.domain.matter.EventLog;
import org.govbrain.domain.matter.Stage;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.domain.situation.GridFact;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.follow.OperatorRun;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.hotspot.HotspotInput;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.Rejection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FoldCaseFunctionTest {
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final GovernanceEvent RECEIVED =
            incident("I1", EventKind.RECEIVED, 0).build();

    private OperatorRun<CaseInput, CaseSituation> cases;

    @BeforeEach
    void open() throws Exception {
        cases = new OperatorRun<>(
                () -> new FoldCaseFunction(SituationSettings.live(SituationRun.NO_CITY, RETENTION)),
                CaseInput::caseKey);
    }

    @AfterEach
    void close() {
        cases.close();
    }

    private static CaseInput input(GovernanceEvent event) {
        return input("linkage110/I1", event);
    }

    private static CaseInput input(String key, GovernanceEvent event) {
        return CaseInput.event(key, event.occurredAt(), event);
    }

    private static CaseInput own(GovernanceEvent event) {
        return input(CaseKey.ofSubject(event), event);
    }

    private static GovernanceEvent accepted(double minute) {
        return platform("P1", EventKind.ACCEPTED, minute).build();
    }

    /** The breaches said since the last call, with their states. */
    private List<String> breaches() {
        return cases.said(SituationStreams.BREACHES).stream()
                .map(said -> said.breach().breachId() + " " + said.breach().state())
                .toList();
    }

    @Test
    void eventsAreFoldedOnceEventTimeHasPassedThemAndThoseOfOneInstantTogether() throws Exception {
        cases.hear(input(RECEIVED), input(accepted(0)));
        assertThat(cases.said()).as("there may be more of that instant").isEmpty();
        cases.passTo(at(0));
        assertThat(cases.said())
                .singleElement()
                .satisfies(said -> assertThat(said.matter().stage()).isEqualTo(Stage.ACCEPTED));
    }

    @Test
    void aDeadlineThatPassesInSilenceIsABreachAndOnce() throws Exception {
        cases.hear(input(RECEIVED));
        cases.passTo(at(10).minusMillis(1));
        assertThat(breaches()).isEmpty();
        cases.passTo(at(10));
        assertThat(breaches()).containsExactly("accept|I1|1| OPEN");
        cases.passTo(at(11));
        assertThat(breaches()).as("nothing new").isEmpty();
    }

    @Test
    void whatComesInDisorderIsFoldedInOrder() throws Exception {
        cases.hear(input(accepted(8)), input(RECEIVED));
        cases.passTo(at(9));
        assertThat(cases.said().get(0).matter().openedAt()).isEqualTo(at(0));
        cases.passTo(at(12));
        assertThat(breaches()).isEmpty();
    }

    @Test
    void aDuplicateSaysNothing() throws Exception {
        cases.hear(input(RECEIVED));
        cases.passTo(at(1));
        assertThat(cases.said()).hasSize(1);
        cases.hear(input(RECEIVED));
        cases.passTo(at(2));
        assertThat(cases.said()).isEmpty();
        assertThat(cases.said(SituationStreams.DEAD_LETTERS)).isEmpty();
    }

    @Test
    void whatIsMoreThanACaseTakesIsSetAside() throws Exception {
        cases.hear(input(RECEIVED));
        for (int i = 1; i <= EventLog.MOST_EVENTS; i++) {
            cases.hear(input(incident("I1", EventKind.ARRIVED, 0).id("e" + i).build()));
        }
        cases.passTo(at(1));
        assertThat(cases.said())
                .last()
                .satisfies(said -> assertThat(said.matter().events()).isEqualTo(EventLog.MOST_EVENTS));
        assertThat(cases.said(SituationStreams.DEAD_LETTERS))
                .extracting(DeadLetter::reason, DeadLetter::eventId)
                .containsExactly(tuple(Rejection.TOO_LARGE, "e" + EventLog.MOST_EVENTS));
    }

    @Test
    void ofTwoEventsUnderOneIdTheEarlierCountsWhicheverComesFirstAndTheOtherIsSetAside() throws Exception {
        GovernanceEvent first = incident("I1", EventKind.RECEIVED, 0).id("e").build();
        GovernanceEvent second = incident("I1", EventKind.RECEIVED, 3).id("e").build();
        cases.hear(input(second));
        cases.passTo(at(4));
        cases.hear(input(first), input(second), input(first));
        cases.passTo(at(5));
        List<CaseSituation> said = cases.said();
        assertThat(said.get(said.size() - 1).matter().openedAt()).isEqualTo(at(0));
        assertThat(said.get(said.size() - 1).matter().events()).isEqualTo(1);
        assertThat(said)
                .as("a replaced event is news")
                .extracting(CaseSituation::revision)
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(cases.said(SituationStreams.DEAD_LETTERS))
                .as("once, although it came twice")
                .singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo(Rejection.CONFLICTING));
    }

    @Test
    void theSameIdInTwoStreamsIsTwoEvents() throws Exception {
        cases.hear(
                input(incident("I1", EventKind.RECEIVED, 0).id("1").build()),
                input(incident("I1", EventKind.CLOSED, 7).id("2").build()),
                input(platform("P1", EventKind.ACCEPTED, 5).id("1").build()),
                input(platform("P1", EventKind.CLOSED, 7).id("2").build()));
        cases.passTo(at(8));
        CaseSituation said = cases.said().get(0);
        assertThat(said.matter().events()).isEqualTo(4);
        assertThat(said.matter().acceptedAt()).isEqualTo(at(5));
    }

    @Test
    void aLateAcceptThatWasInTimeWithdrawsTheBreachAtOnce() throws Exception {
        cases.hear(input(RECEIVED));
        cases.passTo(at(20));
        assertThat(breaches()).containsExactly("accept|I1|1| OPEN");
        cases.hear(input(accepted(9)));
        assertThat(breaches()).contains("accept|I1|1| WITHDRAWN");
    }

    @Test
    void aLateAcceptThatWasTooLateResolvesIt() throws Exception {
        cases.hear(input(RECEIVED));
        cases.passTo(at(20));
        cases.hear(input(accepted(11)));
        assertThat(breaches()).contains("accept|I1|1| RESOLVED");
    }

    @Test
    void oneCaseKnowsNothingOfAnother() throws Exception {
        cases.hear(input(RECEIVED), own(incident("I2", EventKind.RECEIVED, 5).build()));
        cases.passTo(at(12));
        assertThat(breaches()).containsExactly("accept|I1|1| OPEN");
        cases.passTo(at(15));
        assertThat(breaches()).containsExactly("accept|I2|1| OPEN");
    }

    @Test
    void afterARestartIntoSilenceTheDeadlineStillPasses() throws Exception {
        cases.hear(input(RECEIVED));
        cases.passTo(at(3));
        cases.restart();
        cases.passTo(at(10));
        assertThat(breaches()).containsExactly("accept|I1|1| OPEN");
        cases.restart();
        cases.hear(input(accepted(9)));
        cases.passTo(at(11));
        assertThat(breaches()).as("what was said is known after a restart").contains("accept|I1|1| WITHDRAWN");
    }

    @Test
    void aClosedCaseLeavesLateNewsIsSetAsideAndInTheEndNothingIsKept() throws Exception {
        cases.hear(input(RECEIVED), input(incident("I1", EventKind.CLOSED, 5).build()));
        cases.passTo(at(5).plus(RETENTION).minusMillis(1));
        assertThat(cases.said()).hasSize(1);
        cases.passTo(at(5).plus(RETENTION));
        cases.hear(input(accepted(4)));
        assertThat(cases.said()).isEmpty();
        assertThat(cases.said(SituationStreams.DEAD_LETTERS))
                .extracting(DeadLetter::reason, DeadLetter::eventId)
                .containsExactly(tuple(Rejection.AFTER_CLOSE, accepted(4).eventId()));
        cases.restart();
        cases.passTo(at(5).plus(RETENTION.multipliedBy(11)));
        assertThat(cases.kept()).isZero();
    }

    @Test
    void anOpenCaseStaysHoweverLongItIsSilent() throws Exception {
        cases.hear(input(RECEIVED));
        cases.passTo(at(0).plus(RETENTION.multipliedBy(3)));
        cases.said();
        cases.hear(input(accepted(5)));
        assertThat(cases.said())
                .singleElement()
                .satisfies(said -> assertThat(said.matter().events()).isEqualTo(2));
    }

    @Test
    void aCaseOfLongAgoThatIsHeardOfOnlyNowStaysAsLongAsAnyOther() throws Exception {
        cases.passTo(at(0).plus(RETENTION.multipliedBy(20)));
        GovernanceEvent closed = incident("I1", EventKind.CLOSED, 5).build();
        Instant now = at(0).plus(RETENTION.multipliedBy(20));
        cases.hear(CaseInput.event("linkage110/I1", now, RECEIVED), CaseInput.event("linkage110/I1", now, closed));
        cases.passTo(now.plusSeconds(60));
        cases.hear(CaseInput.event("linkage110/I1", now.plusSeconds(60), accepted(2)));
        assertThat(cases.said(SituationStreams.DEAD_LETTERS))
                .as("an old file is not an old case")
                .isEmpty();
        assertThat(cases.said())
                .last()
                .satisfies(said -> assertThat(said.matter().events()).isEqualTo(3));
    }

    @Test
    void whatNeverWasACaseLeavesWithoutATrace() throws Exception {
        cases.hear(
                own(patrol("F1", EventKind.FINDING, 0).urgency(Urgency.ROUTINE).build()),
                CaseInput.link("platform/P9", at(0), new CaseLink("I1", 0.5), false),
                CaseInput.moved("linkage110/I9", at(0), "P1", new CaseMove("I1", 1, at(0))));
        cases.passTo(at(1));
        assertThat(cases.said()).isEmpty();
        cases.passTo(at(1).plus(RETENTION));
        assertThat(cases.kept()).isZero();
    }

    @Test
    void whenALiveJobIsDrainedNoDeadlinePassesThatHadNotPassedBefore() throws Exception {
        cases.hear(input(RECEIVED), input(accepted(8)));
        cases.passTo(at(2));
        cases.passToTheEnd();
        assertThat(cases.said())
                .last()
                .satisfies(said -> assertThat(said.matter().events())
                        .as("all that was heard")
                        .isEqualTo(2));
        assertThat(breaches()).isEmpty();
    }

    @Test
    void aCaseThatWentElsewhereIsSupersededItsBreachesWithdrawnAndBackWhenItComesBack() throws Exception {
        cases.hear(own(platform("P1", EventKind.REPORTED, 0).build()));
        cases.passTo(at(11));
        assertThat(breaches()).containsExactly("accept|P1|1| OPEN");
        cases.hear(CaseInput.moved("platform/P1", at(11), "P1", new CaseMove("I1", 2, at(11))));
        assertThat(cases.said()).last().satisfies(said -> {
            assertThat(said.mergedInto()).isEqualTo("I1");
            assertThat(said.clocks()).isEmpty();
        });
        assertThat(breaches()).containsExactly("accept|P1|1| WITHDRAWN");
        cases.hear(
                own(platform("P1", EventKind.REPORTED, 0).build()),
                own(platform("P1", EventKind.FEEDBACK, 3).build()),
                own(platform("P1", EventKind.ASSIGNED, 3).build()),
                CaseInput.moved("platform/P1", at(11), "P1", null));
        assertThat(cases.said())
                .last()
                .satisfies(said -> assertThat(said.mergedInto()).isNull());
        assertThat(breaches()).contains("accept|P1|1| OPEN");
    }

    @Test
    void everyGridThatACaseNamedHearsOfItAndOnlyTheLastOneHoldsIt() throws Exception {
        cases.hear(input(incident("I1", EventKind.RECEIVED, 0).grid("G1").build()));
        cases.passTo(at(1));
        cases.hear(input(incident("I1", EventKind.DISPATCHED, 2).grid("G2").build()));
        cases.passTo(at(3));
        List<GridFact> facts = cases.said(SituationStreams.GRID_FACTS);
        assertThat(facts)
                .extracting(GridFact::gridId, GridFact::kind)
                .containsExactly(
                        tuple("G1", GridFact.Kind.CASE),
                        tuple("G1", GridFact.Kind.CASE_LEFT),
                        tuple("G2", GridFact.Kind.CASE));
        long revision = cases.said().get(1).revision();
        assertThat(facts.get(0).news() + facts.get(1).news())
                .as("each grid has heard the case's whole revision, as if it had heard of it only now")
                .isEqualTo(revision)
                .isEqualTo(facts.get(2).news());
    }

    /** A district hears a case from each of its grids in any order of them: the last that it hears is then the newest. */
    @Test
    void everyGridWhoseHotspotsHeardOfACaseHearsItsNewestHistoryToo() throws Exception {
        cases.hear(input(incident("I1", EventKind.RECEIVED, 0).grid("G1").build()));
        cases.passTo(at(1));
        cases.hear(input(
                incident("I1", EventKind.RECEIVED, 0).id("next").grid("G2").build()));
        cases.passTo(at(3));
        cases.hear(input(
                incident("I1", EventKind.DISPATCHED, 4).urgency(Urgency.URGENT).build()));
        cases.passTo(at(5));
        List<HotspotInput> heard = cases.said(SituationStreams.HOTSPOT_INPUTS);
        CaseHistory newest = Objects.requireNonNull(heard.get(heard.size() - 1).history());
        assertThat(newest.gridIds()).as("as if it had never been elsewhere").containsExactly("G2");
        assertThat(newest.views()).hasSize(2);
        Map<String, CaseHistory> last = new HashMap<>();
        heard.forEach(each -> last.put(each.gridId(), Objects.requireNonNull(each.history())));
        assertThat(last).isEqualTo(Map.of("G1", newest, "G2", newest));
    }

    @Test
    void aBreachIsSaidWithEachRevisionOfItsCase() throws Exception {
        cases.hear(input(RECEIVED));
        cases.passTo(at(10));
        cases.hear(input(incident("I1", EventKind.TRANSFERRED, 9).build()));
        List<SaidBreach> said = cases.said(SituationStreams.BREACHES);
        assertThat(said).hasSize(2).extracting(SaidBreach::revision).isSorted().doesNotHaveDuplicates();
        assertThat(said).allSatisfy(each -> assertThat(each.breach().state()).isEqualTo(BreachState.OPEN));
    }
}
