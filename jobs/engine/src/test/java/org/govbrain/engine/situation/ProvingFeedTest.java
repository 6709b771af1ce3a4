package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.situation.Events.at;

import java.time.Duration;
import java.util.List;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.follow.OperatorRun;
import org.govbrain.engine.follow.SituationSettings;
import org.junit.jupiter.api.Test;

/** An incident that no platform has accepted in time, until one reports it. */
class ProvingFeedTest {
    private static final String KEY = "linkage110/I1";

    @Test
    void theFeedThatWasToExcuseABreachHearsOnceThatAnotherOneDoes() throws Exception {
        try (OperatorRun<CaseInput, CaseSituation> cases = new OperatorRun<>(
                () -> new FoldCaseFunction(SituationSettings.live(SituationRun.NO_CITY, Duration.ofDays(30))),
                CaseInput::caseKey)) {
            hear(cases, Events.incident("I1", EventKind.RECEIVED, 0), 20);
            assertThat(accept(cases)).containsExactly("platform|* here");
            hear(cases, urban(EventKind.REPORTED, 21), 22);
            assertThat(accept(cases)).containsExactly("platform|* elsewhere", "platform|urban here");
            cases.restart();
            hear(cases, urban(EventKind.ACCEPTED, 23), 24);
            assertThat(accept(cases)).as("said where it was").containsExactly("platform|urban here");
        }
    }

    private static GovernanceEvent urban(EventKind kind, double minute) {
        return EventBuilder.platform("P1", kind, minute).system("urban").build();
    }

    private static void hear(OperatorRun<CaseInput, CaseSituation> cases, GovernanceEvent event, double minute)
            throws Exception {
        cases.hear(CaseInput.event(KEY, event.occurredAt(), event));
        cases.passTo(at(minute));
    }

    private static List<String> accept(OperatorRun<CaseInput, CaseSituation> cases) {
        return cases.said(SituationStreams.BREACHES).stream()
                .filter(said -> said.breach().clockId().equals("accept"))
                .map(ProvingFeedTest::tell)
                .toList();
    }

    private static String tell(SaidBreach said) {
        return said.feedId() + (said.elsewhere() ? " elsewhere" : " here");
    }
}
