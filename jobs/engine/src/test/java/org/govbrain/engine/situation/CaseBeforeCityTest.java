package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.situation.Events.at;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.engine.follow.FollowReferenceOperator;
import org.govbrain.engine.follow.KeyedRun;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.reference.ScriptedReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A case that was heard before any city was loaded. */
class CaseBeforeCityTest {
    private static final GovernanceEvent RECEIVED = Events.locatedAt("I1", 0, 0.5, 0.5);

    private final ScriptedReference reference = new ScriptedReference();

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void itLearnsOfItsGridWithTheCity(boolean isLoadedWhileTheJobIsDown) throws Exception {
        try (KeyedRun<String, CaseInput, CaseSituation> cases = cases()) {
            long revision = withoutCity(cases);
            reference.publish(Instant.EPOCH, ScriptedReference.grids("G1"));
            if (isLoadedWhileTheJobIsDown) {
                cases.restart();
            }
            assertKnowsItsGrid(cases, revision);
        }
    }

    @Test
    void anEventThatComesAgainIsTheOneThatIsKnown() throws Exception {
        try (KeyedRun<String, CaseInput, CaseSituation> cases = cases()) {
            long revision = withoutCity(cases);
            reference.publish(Instant.EPOCH, ScriptedReference.grids("G1"));
            assertKnowsItsGrid(cases, revision);
            hear(cases, RECEIVED);
            hear(cases, RECEIVED.located("G1", List.of()));
            cases.passTo(at(5));
            assertThat(cases.said()).isEmpty();
            assertThat(cases.said(SituationStreams.DEAD_LETTERS)).isEmpty();
        }
    }

    private static long withoutCity(KeyedRun<String, CaseInput, CaseSituation> cases) throws Exception {
        hear(cases, RECEIVED);
        cases.passTo(at(1));
        List<CaseSituation> said = cases.said();
        assertThat(said)
                .singleElement()
                .satisfies(situation -> assertThat(situation.place().gridId()).isNull());
        return said.get(0).revision();
    }

    private static void assertKnowsItsGrid(KeyedRun<String, CaseInput, CaseSituation> cases, long revision)
            throws Exception {
        cases.passTo(at(2));
        cases.passTo(at(3));
        assertThat(cases.said()).singleElement().satisfies(situation -> {
            assertThat(situation.place().gridId()).isEqualTo("G1");
            assertThat(situation.place().gridName()).isEqualTo("Grid G1");
            assertThat(situation.revision()).as("the index takes it").isGreaterThan(revision);
        });
    }

    private static void hear(KeyedRun<String, CaseInput, CaseSituation> cases, GovernanceEvent event) throws Exception {
        cases.hear(CaseInput.event("linkage110/I1", event.occurredAt(), event));
    }

    private KeyedRun<String, CaseInput, CaseSituation> cases() throws Exception {
        return new KeyedRun<>(
                () -> new FollowReferenceOperator<>(
                        new FoldCaseFunction(SituationSettings.live(reference, Duration.ofDays(30)))),
                CaseInput::caseKey,
                Types.STRING,
                null);
    }
}
