package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.situation.EventBuilder.incident;
import static org.govbrain.engine.situation.EventBuilder.platform;
import static org.govbrain.engine.situation.Events.at;

import java.time.Duration;
import java.util.List;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.situation.Breach;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.engine.follow.OperatorRun;
import org.govbrain.engine.follow.SituationSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a case does with a breach that an earlier run of the job said of it. */
class RecalledBreachTest {
    private static final String KEY = "linkage110/I1";
    private static final GovernanceEvent RECEIVED =
            incident("I1", EventKind.RECEIVED, 0).build();
    private static final GovernanceEvent ACCEPTED =
            platform("P1", EventKind.ACCEPTED, 9).build();

    private OperatorRun<CaseInput, CaseSituation> cases;

    @BeforeEach
    void open() throws Exception {
        cases = open(Duration.ofDays(30));
    }

    private static OperatorRun<CaseInput, CaseSituation> open(Duration retention) throws Exception {
        return new OperatorRun<>(
                () -> new FoldCaseFunction(SituationSettings.live(SituationRun.NO_CITY, retention)),
                CaseInput::caseKey);
    }

    @AfterEach
    void close() {
        cases.close();
    }

    @Test
    void one_that_proves_wrong_is_withdrawn_when_event_time_has_reached_its_deadline() throws Exception {
        cases.hear(CaseInput.said(KEY, at(11), overdue()), input(RECEIVED), input(ACCEPTED));
        cases.passTo(at(10).minusMillis(1));
        assertThat(said()).as("nobody can tell before").isEmpty();
        cases.passTo(at(10));
        assertThat(said()).containsExactly("accept|I1|1| WITHDRAWN");
    }

    @Test
    void one_that_proves_wrong_is_withdrawn_although_there_is_nothing_else_to_say() throws Exception {
        cases.hear(input(RECEIVED), input(ACCEPTED));
        cases.passTo(at(30));
        assertThat(cases.said()).isNotEmpty();
        assertThat(said()).as("it was not assigned").contains("assign|I1|1| OPEN");
        cases.hear(CaseInput.said(KEY, at(11), overdue()));
        assertThat(said()).contains("accept|I1|1| WITHDRAWN");
        assertThat(cases.said()).as("of the case all has been said").isEmpty();
    }

    @Test
    void one_that_is_known_says_nothing() throws Exception {
        cases.hear(input(RECEIVED));
        cases.passTo(at(30));
        assertThat(said()).containsExactly("accept|I1|1| OPEN");
        cases.hear(CaseInput.said(KEY, at(11), overdue()));
        cases.passTo(at(40));
        assertThat(said()).isEmpty();
    }

    @Test
    void one_that_nobody_ever_hears_of_again_leaves_as_a_closed_case_does() throws Exception {
        cases.hear(CaseInput.said(KEY, at(11), overdue()));
        cases.passTo(at(60));
        assertThat(said()).as("there is no such case").isEmpty();
        cases.passTo(at(61).plus(Duration.ofDays(30)));
        assertThat(cases.kept()).as("state and timers").isZero();
    }

    @Test
    void a_case_that_has_left_ignores_it() throws Exception {
        cases.hear(
                input(RECEIVED),
                input(ACCEPTED),
                input(platform("P1", EventKind.CLOSED, 20).build()));
        cases.passTo(at(21).plus(Duration.ofDays(31)));
        cases.said(SituationStreams.BREACHES);
        cases.hear(CaseInput.said(KEY, at(11), overdue()));
        cases.passTo(at(22).plus(Duration.ofDays(31)));
        assertThat(said()).isEmpty();
        assertThat(cases.said(SituationStreams.DEAD_LETTERS)).isEmpty();
    }

    private List<String> said() {
        return cases.said(SituationStreams.BREACHES).stream()
                .map(said -> said.breach().breachId() + " " + said.breach().state())
                .toList();
    }

    private static CaseInput input(GovernanceEvent event) {
        return CaseInput.event(KEY, event.occurredAt(), event);
    }

    /** What a job says that never heard that the case was accepted. */
    private static Breach overdue() throws Exception {
        try (OperatorRun<CaseInput, CaseSituation> other = open(Duration.ofDays(30))) {
            other.hear(input(RECEIVED));
            other.passTo(at(10));
            return other.said(SituationStreams.BREACHES).get(0).breach();
        }
    }
}
