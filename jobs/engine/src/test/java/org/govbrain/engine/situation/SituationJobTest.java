package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.matter.CaseLink;
import org.govbrain.domain.matter.Stage;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.engine.input.Inbound;
import org.junit.jupiter.api.Test;

/** The whole graph on plain lists. */
class SituationJobTest {

    @Test
    void anIncidentThatNoPlatformAcceptsWithinTenMinutesBreaches() throws Exception {
        SituationRun said = run(Events.at(30), Events.incident("I1", EventKind.RECEIVED, 0));
        assertThat(said.breaches()).containsOnlyKeys("accept|I1|1|");
        assertThat(said.breach("accept|I1|1|").state()).isEqualTo(BreachState.OPEN);
        assertThat(said.breach("accept|I1|1|").dueAt()).isEqualTo(Events.at(10));
    }

    @Test
    void acceptedExactlyAtTheDeadlineIsInTimeAndJoinsByOrigin() throws Exception {
        SituationRun said = run(
                Events.at(12),
                Events.incident("I1", EventKind.RECEIVED, 0),
                Events.platform("P1", EventKind.REPORTED, 3, "I1"),
                Events.platform("P1", EventKind.ACCEPTED, 10, null));
        assertThat(said.breaches()).isEmpty();
        assertThat(said.cases()).containsOnlyKeys("I1");
        assertThat(said.caseOf("I1").matter().sourceIds()).containsExactly("I1", "P1");
    }

    @Test
    void theEndOfTheInputBreachesNothingThatWasNotDueByThen() throws Exception {
        SituationRun said = run(Events.at(9), Events.incident("I1", EventKind.RECEIVED, 0));
        assertThat(said.breaches()).isEmpty();
        assertThat(said.cases()).containsOnlyKeys("I1");
    }

    @Test
    void aRoutineFindingIsNoCaseAndAnUrgentOneIs() throws Exception {
        SituationRun said = run(
                Events.at(5),
                Events.finding("F1", EventKind.FINDING, 0, Urgency.ROUTINE),
                Events.finding("F2", EventKind.FINDING, 1, Urgency.URGENT));
        assertThat(said.cases()).containsOnlyKeys("F2");
    }

    @Test
    void anOriginThatBecomesKnownLateSupersedesTheFirstDocument() throws Exception {
        SituationRun said = run(
                Events.at(40),
                Events.platform("P1", EventKind.REPORTED, 0, null),
                Events.incident("I1", EventKind.RECEIVED, 1),
                Events.platform("P1", EventKind.ACCEPTED, 5, "I1"));
        assertThat(said.caseOf("I1").matter().sourceIds()).containsExactly("I1", "P1");
        assertThat(said.caseOf("P1").mergedInto()).isEqualTo("I1");
        assertThat(said.breaches()).doesNotContainKey("accept|P1|1|");
    }

    @Test
    void everyDepartmentOfAnEmergencyHasItsOwnClock() throws Exception {
        SituationRun said = run(
                Events.at(60),
                Events.emergency("I1", EventKind.RECEIVED, 0, null),
                Events.emergency("I1", EventKind.DISPATCHED, 1, "D1"),
                Events.emergency("I1", EventKind.DISPATCHED, 1, "D2"),
                Events.emergency("I1", EventKind.DISPATCHED, 1, "D3"),
                Events.emergency("I1", EventKind.ARRIVED, 21, "D1"),
                Events.emergency("I1", EventKind.ARRIVED, 22, "D2"),
                Events.emergency("I1", EventKind.STOOD_DOWN, 4, "D3"));
        assertThat(said.breaches()).containsOnlyKeys("accept|I1|1|", "on-scene|I1|1|D2");
        assertThat(said.breach("on-scene|I1|1|D2").state()).isEqualTo(BreachState.RESOLVED);
    }

    @Test
    void anIncidentAndAPlatformCaseThatAreProbablyOneMatterAreLinkedAndNotMerged() throws Exception {
        GovernanceEvent incident = EventBuilder.incident("I1", EventKind.RECEIVED, 0)
                .place(116.3, 39.9)
                .building("B7")
                .build();
        GovernanceEvent near = EventBuilder.platform("P1", EventKind.REPORTED, 15)
                .place(116.301, 39.9)
                .build();
        GovernanceEvent sameBuilding = EventBuilder.platform("P2", EventKind.REPORTED, 30)
                .building("B7")
                .build();
        GovernanceEvent tooLate = EventBuilder.platform("P3", EventKind.REPORTED, 30.1)
                .place(116.3, 39.9)
                .build();
        GovernanceEvent tooFar = EventBuilder.platform("P4", EventKind.REPORTED, 0)
                .place(116.302, 39.9)
                .build();
        SituationRun said = run(Events.at(40), incident, near, sameBuilding, tooLate, tooFar);
        assertThat(said.cases()).as("none is merged").containsOnlyKeys("I1", "P1", "P2", "P3", "P4");
        assertThat(said.caseOf("I1").links())
                .as("85 of 150 m and 15 of 30 minutes; the same building and 30 minutes")
                .extracting(CaseLink::caseId)
                .containsExactly("P1", "P2");
        assertThat(said.caseOf("I1").links().get(1).score()).isEqualTo(0.5);
        assertThat(said.caseOf("P1").links()).extracting(CaseLink::caseId).containsExactly("I1");
        assertThat(said.caseOf("P3").links()).isEmpty();
    }

    @Test
    void aLinkVanishesWhenAnOriginIsNamedWhicheverItIs() throws Exception {
        GovernanceEvent incident = EventBuilder.incident("I1", EventKind.RECEIVED, 0)
                .place(116.3, 39.9)
                .build();
        GovernanceEvent report = EventBuilder.platform("P1", EventKind.REPORTED, 1)
                .place(116.3, 39.9)
                .build();
        SituationRun joined = run(Events.at(40), incident, report, Events.platform("P1", EventKind.ACCEPTED, 5, "I1"));
        assertThat(joined.caseOf("I1").links()).isEmpty();
        assertThat(joined.caseOf("I1").matter().sourceIds()).containsExactly("I1", "P1");
        SituationRun elsewhere = run(
                Events.at(40),
                incident,
                report,
                Events.incident("I2", EventKind.RECEIVED, 0),
                Events.platform("P1", EventKind.ACCEPTED, 5, "I2"));
        assertThat(elsewhere.caseOf("I1").links()).as("P1 belongs to I2").isEmpty();
        assertThat(elsewhere.caseOf("I2").matter().sourceIds()).containsExactly("I2", "P1");
    }

    @Test
    void aPlatformCaseWithTheNumberOfItsIncidentDoesNotSupersedeIt() throws Exception {
        SituationRun said = run(
                Events.at(40),
                Events.platform("X1", EventKind.REPORTED, 1, null),
                Events.incident("X1", EventKind.RECEIVED, 0),
                Events.platform("X1", EventKind.ACCEPTED, 5, "X1"));
        assertThat(said.caseOf("X1").mergedInto()).isNull();
        assertThat(said.caseOf("X1").matter().events()).isEqualTo(3);
    }

    @Test
    void aCaseThatOnePlatformRejectedLivesOnWithTheOneThatAcceptsIt() throws Exception {
        SituationRun said = run(
                Events.at(40),
                Events.incident("I1", EventKind.RECEIVED, 0),
                Events.platform("P1", EventKind.REPORTED, 1, "I1"),
                Events.platform("P1", EventKind.REJECTED, 2, null),
                Events.platform("P2", EventKind.ACCEPTED, 4, "I1"));
        assertThat(said.caseOf("I1").matter().stage()).isEqualTo(Stage.ACCEPTED);
        assertThat(said.caseOf("I1").matter().flags()).contains("rejected");
        assertThat(said.breaches())
                .as("accepted in time, and now to be assigned")
                .containsOnlyKeys("assign|I1|1|");
    }

    @Test
    void oneIdInTwoCasesOfOneSystemIsTwoEvents() throws Exception {
        SituationRun said = run(
                Events.at(5),
                EventBuilder.incident("I1", EventKind.RECEIVED, 0).id("e").build(),
                EventBuilder.incident("I2", EventKind.RECEIVED, 1).id("e").build());
        assertThat(said.cases()).as("each case knows only its own events").containsOnlyKeys("I1", "I2");
        assertThat(said.deadLetters()).isEmpty();
        assertThat(said.duplicates()).isZero();
    }

    @Test
    void everyEventIsInADocumentOrADeadLetterOrADuplicate() throws Exception {
        List<GovernanceEvent> events = Lives.of(11, 20);
        List<Inbound> arrivals = Lives.disturbed(events, 12);
        SituationRun said = SituationRun.inOrder(Events.at(500), arrivals);
        int documented = said.cases().values().stream()
                .filter(situation -> situation.mergedInto() == null)
                .mapToInt(situation -> situation.matter().events())
                .sum();
        long routineFindings = new SituationTwin(events, Events.at(500)).eventsOfNoCase;
        assertThat(said.duplicates()).as("some came twice").isPositive();
        assertThat(documented + said.deadLetters().size() + said.duplicates() + routineFindings)
                .as("in = out + dead letters + duplicates, besides routine findings that no platform took up")
                .isEqualTo(arrivals.size());
    }

    private static SituationRun run(Instant asOf, GovernanceEvent... events) throws Exception {
        return SituationRun.inOrder(
                asOf,
                Stream.of(events)
                        .map(event -> Inbound.of(event, event.occurredAt()))
                        .toList());
    }
}
