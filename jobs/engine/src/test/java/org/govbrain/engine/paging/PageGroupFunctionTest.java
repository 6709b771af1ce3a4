package org.govbrain.engine.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.govbrain.domain.alert.AlertState;
import org.govbrain.domain.alert.Answer;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.domain.alert.PageId;
import org.govbrain.domain.alert.Receipt;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.PageInput;
import org.govbrain.engine.reference.LoadedReference;
import org.govbrain.engine.reference.ReferenceFollower;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.engine.reference.ReferenceSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operator on a clock that the test moves. */
class PageGroupFunctionTest {
    static final Instant TEN = Instant.parse("2026-03-04T02:00:00Z");

    static final String PAGING = """
            version: p1
            chain: [grid-member, grid-leader]
            fallback: command-room
            rules:
              - {id: emergency, when: {urgent: true}, emergency: true, startLevel: 1, step: 3m, ackTimeout: 15m, repeat: {every: 3m, most: 1}}
              - {id: rest, startLevel: 1, wait: 30s, step: 10m}
            """;

    static final String ROSTER = """
            version: r1
            zone: Asia/Shanghai
            contacts: [inbox]
            duties:
              - {role: command-room, who: ZH-1}
              - {role: grid-leader, community: C-1, who: WZ-1}
              - {role: grid-member, grid: G-1, who: WG-1}
            """;

    private final ChangingReference reference = new ChangingReference();
    private KeyedOneInputStreamOperatorTestHarness<String, PageInput, Delivery> harness;

    @BeforeEach
    void open() throws Exception {
        harness = harness(null);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
    }

    @Test
    void anEmergencyIsPagedWithItsNewsAndWaitsForNoWatermark() throws Exception {
        passTo(0);
        hear(alert("I-1", 1, true, AlertState.OPEN));
        assertThat(told()).containsExactly("page 1 WG-1 I-1");
    }

    @Test
    void stepsAreTakenByTimeAloneWhileNothingIsHeard() throws Exception {
        passTo(0);
        hear(alert("I-1", 1, true, AlertState.OPEN));
        passTo(180);
        passTo(360);
        passTo(540);
        passTo(10_000);
        assertThat(told())
                .containsExactly("page 1 WG-1 I-1", "page 2 WZ-1 I-1", "page 3 ZH-1 I-1", "repeat 3 ZH-1 I-1");
    }

    @Test
    void untilTimeIsKnownNewsGathersSoThatWhatIsOverIsNotPaged() throws Exception {
        hear(alert("I-1", 1, true, AlertState.OPEN));
        hear(alert("I-2", 1, true, AlertState.OPEN));
        hear(alert("I-1", 2, true, AlertState.RESOLVED));
        assertThat(told()).as("nobody knows how late it is").isEmpty();
        passTo(0);
        assertThat(told()).containsExactly("page 1 WG-1 I-2");
    }

    @Test
    void withoutAnyClockAPageWaitsHalfAMinuteAndNotForEver() throws Exception {
        hear(alert("I-1", 1, true, AlertState.OPEN));
        harness.setProcessingTime(PageGroupFunction.CLOCK_PATIENCE.toMillis() - 1);
        assertThat(told()).isEmpty();
        harness.setProcessingTime(PageGroupFunction.CLOCK_PATIENCE.toMillis());
        assertThat(told()).containsExactly("page 1 WG-1 I-1");
    }

    @Test
    void killedInMidEscalationItGoesOnWhereItWasAndTellsNobodyTwice() throws Exception {
        passTo(0);
        hear(alert("I-1", 1, true, AlertState.OPEN));
        passTo(180);
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        assertThat(told()).containsExactly("page 1 WG-1 I-1", "page 2 WZ-1 I-1");
        harness.close();

        harness = harness(snapshot);
        hear(alert("I-1", 1, true, AlertState.OPEN));
        passTo(200);
        assertThat(told()).as("what was read again is no news").isEmpty();
        passTo(360);
        assertThat(told()).containsExactly("page 3 ZH-1 I-1");
    }

    @Test
    void anAnswerReadAfterTheRestartCountsBeforeTheStepThatIsOverdue() throws Exception {
        passTo(0);
        hear(alert("I-1", 1, true, AlertState.OPEN));
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        harness.close();

        harness = harness(snapshot);
        hear(PageInput.of(
                new Answer("a1", TEN.plusSeconds(60), PageId.of("C-1", key("I-1"), 1), "WG-1", Answer.Action.ACK)));
        passTo(600);
        assertThat(told()).as("acknowledged while the job was down").isEmpty();
        passTo(960);
        assertThat(told()).containsExactly("repeat 1 WG-1 I-1");
    }

    @Test
    void afterAnHourWithoutTheJobOneDigestGoesToTheLevelThatIsReached() throws Exception {
        passTo(0);
        hear(alert("I-1", 1, true, AlertState.OPEN));
        OperatorSubtaskState snapshot = harness.snapshot(1, 1);
        told();
        harness.close();

        harness = harness(snapshot);
        passTo(3600);
        assertThat(harness.extractOutputValues()).singleElement().satisfies(delivery -> {
            assertThat(delivery.digest()).isTrue();
            assertThat(delivery.recipient()).isEqualTo("ZH-1");
        });
    }

    @Test
    void aRosterThatChangesCountsForTheNextMessageWithoutARestart() throws Exception {
        passTo(0);
        hear(alert("I-1", 1, true, AlertState.OPEN));
        reference.put("roster.yaml", ROSTER.replace("WZ-1", "WZ-7"));
        passTo(180);
        assertThat(told()).containsExactly("page 1 WG-1 I-1", "page 2 WZ-7 I-1");
    }

    @Test
    void aMessageThatNoChannelTakesGoesToTheNextLevelAtOnce() throws Exception {
        passTo(0);
        hear(alert("I-1", 1, true, AlertState.OPEN));
        String deliveryId = harness.extractOutputValues().get(0).deliveryId();
        hear(PageInput.of(new Receipt(
                deliveryId, PageId.of("C-1", key("I-1"), 1), TEN, "inbox", Receipt.State.FAILED, true, "refused")));
        assertThat(told()).containsExactly("page 1 WG-1 I-1", "page 2 WZ-1 I-1");
    }

    @Test
    void theEndOfTheInputIsNoTime() throws Exception {
        passTo(0);
        hear(alert("I-1", 1, true, AlertState.OPEN));
        harness.processWatermark(Long.MAX_VALUE);
        assertThat(told()).as("a job that is drained tells nobody").containsExactly("page 1 WG-1 I-1");
    }

    @Test
    void allStateEnds() throws Exception {
        passTo(0);
        hear(alert("I-1", 1, true, AlertState.OPEN));
        hear(alert("I-1", 2, true, AlertState.RESOLVED));
        hear(alert("I-2", 1, true, AlertState.RESOLVED));
        passTo(86_400);
        assertThat(harness.numKeyedStateEntries())
                .as("the number of the page stays for a month")
                .isEqualTo(1);
        passTo(33L * 86_400);
        assertThat(harness.numKeyedStateEntries()).isZero();
    }

    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (Delivery delivery : harness.extractOutputValues()) {
            if (delivery.purpose().asks()) {
                told.add(delivery.purpose().word() + " " + delivery.level() + " " + delivery.recipient() + " "
                        + delivery.alert().caseIds().get(0));
            }
        }
        harness.getOutput().clear();
        return told;
    }

    private void passTo(long seconds) throws Exception {
        harness.processWatermark(TEN.plusSeconds(seconds).toEpochMilli());
    }

    private void hear(PageInput input) throws Exception {
        harness.processElement(input, 0);
    }

    static String key(String caseId) {
        return "accept|" + caseId + "|1|";
    }

    static PageInput alert(String caseId, long revision, boolean urgent, AlertState state) {
        return AlertBuilder.late(caseId)
                .revision(revision)
                .urgent(urgent)
                .state(state)
                .input();
    }

    private KeyedOneInputStreamOperatorTestHarness<String, PageInput, Delivery> harness(
            @Nullable OperatorSubtaskState from) throws Exception {
        var fresh = new KeyedOneInputStreamOperatorTestHarness<String, PageInput, Delivery>(
                new KeyedProcessOperator<>(new PageGroupFunction(reference)), PageInput::group, Types.STRING);
        fresh.setup();
        if (from != null) {
            fresh.initializeState(from);
        }
        fresh.open();
        return fresh;
    }

    /** Reference data that a test changes under a running operator. */
    private static final class ChangingReference implements ReferenceSource {
        private static final long serialVersionUID = 1L;

        private final HashMap<String, byte[]> files = new HashMap<>();

        ChangingReference() {
            put("paging.yaml", PAGING);
            put("roster.yaml", ROSTER);
        }

        void put(String name, String text) {
            files.put(name, text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public LoadedReference load() {
            return ReferenceLoader.fromFiles(Map.copyOf(files));
        }

        @Override
        public ReferenceFollower follow() {
            return new ReferenceFollower() {
                @Override
                public LoadedReference loaded() {
                    return load();
                }

                @Override
                public boolean refresh() {
                    return true;
                }

                @Override
                public List<DeadLetter> takeRefused() {
                    return List.of();
                }

                @Override
                public void close() {}
            };
        }
    }
}
