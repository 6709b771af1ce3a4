package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.situation.EventBuilder.platform;
import static org.govbrain.engine.situation.Events.at;

import java.time.Duration;
import java.util.List;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.matter.EventLog;
import org.govbrain.engine.follow.OperatorRun;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.HeardEvent;
import org.govbrain.engine.input.Rejection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TraceOriginFunctionTest {
    private static final Duration RETENTION = Duration.ofDays(30);

    private OperatorRun<HeardEvent, CaseInput> traces;

    @BeforeEach
    void open() throws Exception {
        traces = new OperatorRun<>(
                () -> new TraceOriginFunction(SituationSettings.live(SituationRun.NO_CITY, RETENTION)),
                heard -> String.valueOf(heard.event().subjectId()));
    }

    @AfterEach
    void close() {
        traces.close();
    }

    private static HeardEvent step(EventKind kind, double minute, @Nullable String incident) {
        return heard(platform("P1", kind, minute).fromIncident(incident).build());
    }

    private static HeardEvent heard(GovernanceEvent event) {
        return new HeardEvent(event.occurredAt(), event);
    }

    /** What was sent since the last call, as "to what". */
    private List<String> sent() {
        return traces.said().stream()
                .map(input -> input.caseKey() + " "
                        + (input.event() != null
                                ? input.event().kind().name()
                                : "moved " + (input.move() == null ? "back" : "to " + input.move())))
                .toList();
    }

    @Test
    void eventsWithoutOriginFollowTheOneThatNamedIt() throws Exception {
        traces.hear(step(EventKind.REPORTED, 0, "I1"), step(EventKind.ACCEPTED, 1, null));
        assertThat(sent()).containsExactly("linkage110/I1 REPORTED", "linkage110/I1 ACCEPTED");
    }

    @Test
    void whenTheOriginIsNamedLateEverythingIsSentAgainAndTheOldCaseIsTold() throws Exception {
        traces.hear(step(EventKind.REPORTED, 0, null));
        assertThat(sent()).containsExactly("platform/P1 REPORTED");
        traces.hear(step(EventKind.ASSIGNED, 5, "I1"));
        assertThat(sent())
                .containsExactly(
                        "platform/P1 moved to CaseMove[toCaseId=I1, events=2, lastAt=2026-03-04T10:05:00Z]",
                        "linkage110/I1 REPORTED",
                        "linkage110/I1 ASSIGNED",
                        "linkage110/I1 moved back");
        traces.hear(step(EventKind.CLOSED, 9, null));
        assertThat(sent()).containsExactly("linkage110/I1 CLOSED");
    }

    @Test
    void ofTwoOriginsThatOfTheEarlierEventHoldsInAnyOrderAndTheOtherIsTold() throws Exception {
        traces.hear(step(EventKind.ASSIGNED, 5, "I2"));
        assertThat(sent()).containsExactly("linkage110/I2 ASSIGNED");
        traces.hear(step(EventKind.ACCEPTED, 3, "I1"));
        assertThat(sent())
                .containsExactly(
                        "linkage110/I1 ACCEPTED",
                        "linkage110/I1 ASSIGNED",
                        "linkage110/I1 moved back",
                        "linkage110/I2 moved to CaseMove[toCaseId=I1, events=2, lastAt=2026-03-04T10:05:00Z]");
    }

    @Test
    void aCaseThatIsPassedOverIsToldEvenIfItNeverHeardOfThePlatformCase() throws Exception {
        traces.hear(step(EventKind.ACCEPTED, 3, "I1"), step(EventKind.ASSIGNED, 5, "I2"));
        assertThat(sent())
                .containsExactly(
                        "linkage110/I1 ACCEPTED",
                        "linkage110/I1 ASSIGNED",
                        "linkage110/I2 moved to CaseMove[toCaseId=I1, events=2, lastAt=2026-03-04T10:05:00Z]");
    }

    @Test
    void aDuplicateGoesNowhere() throws Exception {
        traces.hear(step(EventKind.REPORTED, 0, null), step(EventKind.ASSIGNED, 5, "I1"));
        sent();
        traces.hear(step(EventKind.REPORTED, 0, null), step(EventKind.ASSIGNED, 5, "I1"));
        assertThat(sent()).as("it was counted here, and only here").isEmpty();
    }

    @Test
    void whatAnotherEventUnderItsIdOverrulesIsSetAsideAndGoesAlongAsKnowledge() throws Exception {
        traces.hear(
                heard(platform("P1", EventKind.REPORTED, 2).id("e").build()),
                heard(platform("P1", EventKind.REPORTED, 1).id("e").build()));
        assertThat(traces.said(SituationStreams.DEAD_LETTERS))
                .extracting(DeadLetter::reason)
                .containsExactly(Rejection.CONFLICTING);
        sent();
        traces.hear(step(EventKind.ASSIGNED, 5, "I1"));
        assertThat(sent()).filteredOn(line -> line.endsWith("REPORTED")).hasSize(2);
    }

    @Test
    void aReportMayBeLinkedUntilAnOriginIsKnown() throws Exception {
        traces.hear(step(EventKind.REPORTED, 0, null));
        assertThat(traces.said(SituationStreams.OPENINGS))
                .extracting(Opening::joined)
                .containsExactly(false);
        traces.hear(step(EventKind.ASSIGNED, 5, "I1"));
        assertThat(traces.said(SituationStreams.OPENINGS))
                .extracting(Opening::joined)
                .containsExactly(true);
        traces.hear(step(EventKind.CLOSED, 6, "I1"));
        assertThat(traces.said(SituationStreams.OPENINGS)).isEmpty();
    }

    @Test
    void onePlatformCaseKnowsNothingOfAnother() throws Exception {
        traces.hear(step(EventKind.REPORTED, 0, "I1"));
        traces.hear(heard(platform("P2", EventKind.ACCEPTED, 1).build()));
        assertThat(sent()).containsExactly("linkage110/I1 REPORTED", "platform/P2 ACCEPTED");
    }

    @Test
    void afterARestartTheOriginIsStillKnown() throws Exception {
        traces.hear(step(EventKind.REPORTED, 0, "I1"));
        traces.restart();
        traces.hear(step(EventKind.ACCEPTED, 1, null), step(EventKind.REPORTED, 0, "I1"));
        assertThat(sent()).containsExactly("linkage110/I1 ACCEPTED");
    }

    @Test
    void anEndedCaseLeavesItsLateNewsStillGoesWhereItBelongsAndInTheEndNothingIsKept() throws Exception {
        traces.hear(step(EventKind.REPORTED, 0, "I1"), step(EventKind.CLOSED, 5, null));
        sent();
        traces.passTo(at(5).plus(RETENTION));
        traces.hear(step(EventKind.ACCEPTED, 2, null));
        assertThat(sent())
                .as("not a case of its own, but late news of the one that it was part of")
                .containsExactly("linkage110/I1 ACCEPTED");
        traces.restart();
        traces.passTo(at(5).plus(RETENTION.multipliedBy(11)));
        assertThat(traces.kept()).isZero();
    }

    @Test
    void anOpenCaseIsKnownHoweverLongItIsSilent() throws Exception {
        traces.hear(step(EventKind.REPORTED, 0, "I1"), step(EventKind.SUSPENDED, 5, null));
        sent();
        traces.passTo(at(5).plus(RETENTION.multipliedBy(2)));
        traces.hear(step(EventKind.RESUMED, 100_000, null));
        assertThat(sent()).containsExactly("linkage110/I1 RESUMED");
    }

    @Test
    void anOriginThatOnlyAnOverruledEventNamedIsToldWhereThePlatformCaseWent() throws Exception {
        GovernanceEvent other = platform("P1", EventKind.REPORTED, 5)
                .fromIncident("I1")
                .id("same")
                .build();
        traces.hear(heard(other));
        assertThat(sent()).containsExactly("linkage110/I1 REPORTED");
        traces.hear(heard(platform("P1", EventKind.REPORTED, 4).id("same").build()));
        assertThat(sent())
                .containsExactly(
                        "platform/P1 REPORTED",
                        "platform/P1 REPORTED",
                        "platform/P1 moved back",
                        "linkage110/I1 moved to CaseMove[toCaseId=P1, events=2, lastAt=2026-03-04T10:04:00Z]");
    }

    @Test
    void afterARestartACaseIsToldOfWhatARunBeforeMayHaveTakenForItsOwn() throws Exception {
        traces.restart();
        traces.setMachineClock(at(60));
        traces.hear(step(EventKind.ASSIGNED, 5, "I1"));
        assertThat(traces.said())
                .extracting(input -> input.caseKey() + " " + input.movedCaseId() + " " + (input.event() != null))
                .as("the run before may have heard another event of it first")
                .containsExactly("linkage110/I1 null true", "platform/P1 P1 true");
        traces.hear(step(EventKind.ACCEPTED, 62, null));
        assertThat(sent()).as("came after the start").containsExactly("linkage110/I1 ACCEPTED");
    }

    @Test
    void oneIdForManyMattersIsSetAsideOnceItsCaseIsFull() throws Exception {
        traces.hear(step(EventKind.REPORTED, 0, null));
        for (int i = 1; i <= EventLog.MOST_EVENTS; i++) {
            traces.hear(step(EventKind.ACCEPTED, i, null));
        }
        assertThat(sent()).hasSize(EventLog.MOST_EVENTS);
        assertThat(traces.said(SituationStreams.DEAD_LETTERS)).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(Rejection.TOO_LARGE);
            assertThat(letter.detail()).contains("has 1000 events already");
        });
    }
}
