package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.reference.ScriptedReference.grids;
import static org.govbrain.engine.reference.ScriptedReference.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.ProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.matter.CaseKey;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.domain.situation.GridFact;
import org.govbrain.domain.situation.GridSituation;
import org.govbrain.domain.sla.Clock;
import org.govbrain.domain.sla.ClockState;
import org.govbrain.engine.follow.FollowReferenceOperator;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.grid.GridFunction;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.HeardEvent;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.Rejection;
import org.govbrain.engine.input.SignOfLife;
import org.govbrain.engine.reference.ScriptedReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reference data that is published while operators run. */
@SuppressWarnings("try") // A harness may be interrupted while it closes; then the test is over anyway.
class ReferenceChangeTest {
    private static final Duration RETENTION = Duration.ofDays(30);

    private final ScriptedReference reference = new ScriptedReference()
            .publish(Instant.EPOCH, policy("one", "keep", "10m"))
            .publish(Instant.EPOCH, grids("G1", "G2"));

    @Test
    void anOpenCaseAdoptsAShorterGoalWhenThatTakesEffectAndBreachesInSilence() throws Exception {
        try (var cases = cases(null)) {
            cases.processElement(received("I1", 0), 0);
            watermark(cases, 1);
            assertThat(accept(cases).dueAt()).isEqualTo(Events.at(10));

            reference.publish(Events.at(3), policy("two", "adopt", "5m"));
            watermark(cases, 2);
            assertThat(accept(cases).policyVersion()).as("known, not in force").isEqualTo("one");
            watermark(cases, 3);
            assertThat(accept(cases).policyVersion()).isEqualTo("two");
            assertThat(accept(cases).dueAt()).isEqualTo(Events.at(5));
            watermark(cases, 5);
            assertThat(accept(cases).state()).as("its timer was set anew").isEqualTo(ClockState.BREACHED);
        }
    }

    @Test
    void anOpenCaseKeepsItsGoalAndANewOneHasTheNewGoal() throws Exception {
        try (var cases = cases(null)) {
            cases.processElement(received("I1", 0), 0);
            watermark(cases, 1);
            reference.publish(Events.at(3), policy("two", "keep", "5m"));
            watermark(cases, 6);
            assertThat(accept(cases).policyVersion()).isEqualTo("one");
            assertThat(accept(cases).state()).isEqualTo(ClockState.RUNNING);

            cases.processElement(received("I2", 7), 0);
            watermark(cases, 8);
            assertThat(accept(cases).policyVersion()).isEqualTo("two");
            assertThat(accept(cases).dueAt()).isEqualTo(Events.at(12));
        }
    }

    @Test
    void aBreachIsWithdrawnWhenALongerGoalIsAdopted() throws Exception {
        try (var cases = cases(null)) {
            cases.processElement(received("I1", 0), 0);
            watermark(cases, 11);
            long before = last(cases).revision();
            assertThat(accept(cases).state()).isEqualTo(ClockState.BREACHED);
            reference.publish(Events.at(12), policy("two", "adopt", "30m"));
            watermark(cases, 12);
            assertThat(accept(cases).state()).isEqualTo(ClockState.RUNNING);
            assertThat(last(cases).revision()).as("the newer word wins").isGreaterThan(before);
            assertThat(Objects.requireNonNull(cases.getSideOutput(SituationStreams.BREACHES)).stream()
                            .map(said -> said.getValue().breach().state().word()))
                    .containsExactly("open", "withdrawn");
        }
    }

    @Test
    void whatWasPublishedWhileTheJobWasDownIsAdoptedAfterTheRestore() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var cases = cases(null)) {
            cases.processElement(received("I1", 0), 0);
            watermark(cases, 1);
            checkpoint = cases.snapshot(1, 1);
        }
        reference.publish(Events.at(3), policy("two", "adopt", "5m"));
        try (var cases = cases(checkpoint)) {
            watermark(cases, 4);
            assertThat(accept(cases).policyVersion()).isEqualTo("two");
            watermark(cases, 5);
            assertThat(accept(cases).state()).isEqualTo(ClockState.BREACHED);
        }
    }

    @Test
    void aVersionThatIsReadLateChangesWhatItWouldHaveChangedInTime() throws Exception {
        reference.publish(Events.at(3), policy("two", "adopt", "5m"));
        CaseSituation inTime;
        try (var cases = cases(null)) {
            cases.processElement(received("I1", 0), 0);
            watermark(cases, 20);
            inTime = last(cases);
        }
        ScriptedReference late = new ScriptedReference()
                .publish(Instant.EPOCH, policy("one", "keep", "10m"))
                .publish(Instant.EPOCH, grids("G1", "G2"));
        try (var cases = cases(late, null)) {
            cases.processElement(received("I1", 0), 0);
            watermark(cases, 19);
            late.publish(Events.at(3), policy("two", "adopt", "5m"));
            watermark(cases, 20);
            assertThat(last(cases)).isEqualTo(inTime);
        }
    }

    @Test
    void aCaseThatBeganUnderAVersionThatIsReadLateIsFoldedAgain() throws Exception {
        try (var cases = cases(null)) {
            cases.processElement(received("I1", 7), 0);
            watermark(cases, 8);
            assertThat(accept(cases).policyVersion()).as("nobody knew better").isEqualTo("one");
            reference.publish(Events.at(3), policy("two", "keep", "5m"));
            watermark(cases, 8.1);
            assertThat(accept(cases).policyVersion()).isEqualTo("two");
            assertThat(accept(cases).dueAt()).isEqualTo(Events.at(12));
        }
    }

    @Test
    void aCaseThatBeganUnderAVersionThatOnlyARestartReadIsFoldedAgain() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var cases = cases(null)) {
            watermark(cases, 1);
            cases.processElement(received("I1", 7), 0);
            watermark(cases, 8);
            assertThat(accept(cases).policyVersion()).as("nobody knew better").isEqualTo("one");
            checkpoint = cases.snapshot(1, 1);
        }
        reference.publish(Events.at(3), policy("two", "keep", "5m"));
        try (var cases = cases(checkpoint)) {
            watermark(cases, 8.1);
            assertThat(accept(cases).policyVersion()).isEqualTo("two");
            assertThat(accept(cases).dueAt()).isEqualTo(Events.at(12));
        }
    }

    @Test
    void aCaseThatHadEndedKeepsItsVersion() throws Exception {
        try (var cases = cases(null)) {
            cases.processElement(received("I1", 0), 0);
            cases.processElement(event(Events.incident("I1", EventKind.CLOSED, 2)), 0);
            watermark(cases, 2);
            int said = cases.extractOutputValues().size();
            reference.publish(Events.at(3), policy("two", "adopt", "5m"));
            watermark(cases, 60);
            assertThat(cases.extractOutputValues()).as("nothing new is said").hasSize(said);
        }
    }

    @Test
    void gridsAppearWithTheirVersionAndThoseTakenOutSaySo() throws Exception {
        GridFunction function = new GridFunction(SituationSettings.live(reference, RETENTION));
        try (var grids = new KeyedOneInputStreamOperatorTestHarness<String, GridFact, GridSituation>(
                new FollowReferenceOperator<>(function), GridFact::gridId, Types.STRING)) {
            grids.open();
            watermark(grids, 0);
            watermark(grids, 1);
            assertThat(said(grids)).containsExactlyInAnyOrder("G1 Grid G1 false", "G2 Grid G2 false");

            reference.publish(Events.at(3), grids("G1", "G3"));
            watermark(grids, 2);
            watermark(grids, 2.5);
            assertThat(said(grids))
                    .as("as they are today")
                    .containsExactlyInAnyOrder("G1 Grid G1 false", "G2 Grid G2 false");
            watermark(grids, 3);
            assertThat(said(grids))
                    .containsExactlyInAnyOrder("G1 Grid G1 false", "G2 Grid G2 true", "G3 Grid G3 false");
        }
    }

    @Test
    void anEventLiesInTheGridThatWasThereWhenItHappened() throws Exception {
        try (OneInputStreamOperatorTestHarness<Inbound, HeardEvent> locate =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new LocateFunction(reference)))) {
            locate.open();
            reference.publish(Events.at(3), grids("H1", "G2"));
            locate.processElement(Inbound.of(Events.locatedAt("I1", 0, 0.5, 0.5), Events.at(4)), 0);
            locate.processElement(Inbound.of(Events.locatedAt("I2", 3, 0.5, 0.5), Events.at(4)), 0);
            assertThat(locate.extractOutputValues())
                    .extracting(heard -> heard.event().gridId())
                    .containsExactly("G1", "H1");
        }
    }

    @Test
    void whatIsRefusedGoesToTheDeadLetters() throws Exception {
        DeadLetter letter = new DeadLetter(
                "govbrain.reference", 0, 7, Rejection.INVALID_FIELD, "policy.yaml …", null, Events.at(1), "");
        try (OneInputStreamOperatorTestHarness<Inbound, HeardEvent> locate =
                new OneInputStreamOperatorTestHarness<>(new ProcessOperator<>(new LocateFunction(reference)))) {
            locate.open();
            reference.refuse(letter);
            locate.processElement(Inbound.of(new SignOfLife(Events.at(2), null), Events.at(2)), 0);
            assertThat(Objects.requireNonNull(locate.getSideOutput(SituationStreams.DEAD_LETTERS)))
                    .singleElement()
                    .satisfies(said -> assertThat(said.getValue()).isEqualTo(letter));
        }
    }

    private KeyedOneInputStreamOperatorTestHarness<String, CaseInput, CaseSituation> cases(
            @Nullable OperatorSubtaskState checkpoint) throws Exception {
        return cases(reference, checkpoint);
    }

    private static KeyedOneInputStreamOperatorTestHarness<String, CaseInput, CaseSituation> cases(
            ScriptedReference reference, @Nullable OperatorSubtaskState checkpoint) throws Exception {
        FoldCaseFunction function = new FoldCaseFunction(SituationSettings.live(reference, RETENTION));
        var cases = new KeyedOneInputStreamOperatorTestHarness<String, CaseInput, CaseSituation>(
                new FollowReferenceOperator<>(function), CaseInput::caseKey, Types.STRING);
        if (checkpoint != null) {
            cases.initializeState(checkpoint);
        }
        cases.open();
        return cases;
    }

    private static CaseInput received(String id, double minute) {
        return event(Events.incident(id, EventKind.RECEIVED, minute));
    }

    private static CaseInput event(GovernanceEvent event) {
        return CaseInput.event(CaseKey.ofSubject(event), event.occurredAt(), event);
    }

    private static void watermark(OneInputStreamOperatorTestHarness<?, ?> harness, double minute) throws Exception {
        harness.processWatermark(Events.at(minute).toEpochMilli());
    }

    private static CaseSituation last(OneInputStreamOperatorTestHarness<?, CaseSituation> cases) {
        List<CaseSituation> said = cases.extractOutputValues();
        return said.get(said.size() - 1);
    }

    private static Clock accept(OneInputStreamOperatorTestHarness<?, CaseSituation> cases) {
        return last(cases).clocks().get(0);
    }

    private static List<String> said(OneInputStreamOperatorTestHarness<?, GridSituation> grids) {
        List<String> said = grids.extractOutputValues().stream()
                .map(grid -> grid.gridId() + " " + grid.profile().name() + " "
                        + grid.profile().retired())
                .toList();
        grids.getOutput().clear();
        return said;
    }
}
