package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.matter.CaseLink;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.engine.follow.OperatorRun;
import org.govbrain.engine.follow.SituationSettings;
import org.junit.jupiter.api.Test;

/**
 * After a restart the first watermark may lie before the one that was reached, since what each partition brings first may be late.
 * A deadline that had passed stays passed: whoever was paged is not told that it was none, and paged again a moment later.
 */
class TimeAfterRestartTest {

    @Test
    void aBreachThatWasSaidIsNotTakenBackBecauseEventTimeBeginsBeforeItsDeadline() throws Exception {
        try (OperatorRun<CaseInput, CaseSituation> cases = new OperatorRun<>(
                () -> new FoldCaseFunction(SituationSettings.live(SituationRun.NO_CITY, Duration.ofDays(30))),
                CaseInput::caseKey)) {
            cases.hear(input(Events.incident("I1", EventKind.RECEIVED, 0)));
            cases.passTo(Events.at(10.2));
            assertThat(states(cases)).as("due after ten minutes").containsExactly(BreachState.OPEN);
            long revision = cases.said().stream()
                    .mapToLong(CaseSituation::revision)
                    .max()
                    .orElseThrow();

            cases.restart();
            cases.passTo(Events.at(9.9));
            cases.hear(input(Events.incident("I1", EventKind.DISPATCHED, 5)));
            assertThat(states(cases))
                    .as("more is known, and it is as late as it was")
                    .containsExactly(BreachState.OPEN);
            assertThat(cases.said())
                    .singleElement()
                    .satisfies(said -> assertThat(said.revision()).isGreaterThan(revision));
            cases.passTo(Events.at(10.2));
            assertThat(states(cases)).as("nothing is said twice").isEmpty();
        }
    }

    /** It was written when all of it was over: until event time is there no day would know. */
    @Test
    void whatABacklogTellsBeforeTheFirstWatermarkDoesNotWaitForTheInstantAtWhichItWasWritten() throws Exception {
        try (OperatorRun<CaseInput, CaseSituation> cases = new OperatorRun<>(
                () -> new FoldCaseFunction(SituationSettings.live(SituationRun.NO_CITY, Duration.ofDays(30))),
                CaseInput::caseKey)) {
            cases.hear(input(Events.incident("I1", EventKind.RECEIVED, 0)));
            cases.passTo(Events.at(1));
            cases.said();

            cases.restart();
            cases.hear(CaseInput.link("linkage110/I1", Events.at(10_000), new CaseLink("P2", 0.5), false));
            cases.passTo(Events.at(2));
            assertThat(cases.said())
                    .as("with the first watermark")
                    .singleElement()
                    .satisfies(said -> assertThat(said.links()).containsExactly(new CaseLink("P2", 0.5)));
        }
    }

    private static CaseInput input(GovernanceEvent event) {
        return CaseInput.event("linkage110/I1", event.occurredAt(), event);
    }

    private static List<BreachState> states(OperatorRun<CaseInput, CaseSituation> cases) {
        return cases.said(SituationStreams.BREACHES).stream()
                .map(said -> said.breach().state())
                .toList();
    }
}
