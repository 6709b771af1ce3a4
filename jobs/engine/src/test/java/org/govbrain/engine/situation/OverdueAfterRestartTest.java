package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.storage.FileSystemCheckpointStorage;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.engine.follow.FollowReferenceOperator;
import org.govbrain.engine.follow.SituationSettings;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Open cases on RocksDB, one timer each: stopped, restored, and event time an hour on. How many is
 * {@code -Dgovbrain.open-cases=N}; with it the test also prints what a case costs (docs/SLA.md).
 */
class OverdueAfterRestartTest {
    private static final @Nullable Integer ASKED_FOR = Integer.getInteger("govbrain.open-cases");
    private static final int CASES = ASKED_FOR == null ? 3_000 : ASKED_FOR;
    private static final int AT_ONCE = 1_000;

    @TempDir
    Path folder;

    /** Until 27 November 2026 timers were kept on the heap. */
    @ParameterizedTest
    @EnumSource
    void whatIsOverdueAfterARestartIsToldInOnePassAndOnce(PriorityQueueStateType timersBefore) throws Exception {
        long begun = System.nanoTime();
        OperatorSubtaskState stored;
        var before = start(null, timersBefore);
        for (int i = 0; i < CASES; i++) {
            GovernanceEvent event = Events.incident("I" + i, EventKind.RECEIVED, 0);
            before.processElement(CaseInput.event("linkage110/I" + i, event.occurredAt(), event), 0);
            if (i % AT_ONCE == AT_ONCE - 1) {
                before.getOutput().clear();
            }
        }
        before.processWatermark(Events.at(1).toEpochMilli());
        assertThat(before.numEventTimeTimers()).as("one timer a case").isEqualTo(CASES);
        long heard = System.nanoTime();
        stored = before.snapshot(1, 1);
        long saved = System.nanoTime();
        before.close();

        var after = start(stored, PriorityQueueStateType.ROCKSDB);
        long restored = System.nanoTime();
        after.processWatermark(Events.at(60).toEpochMilli());
        long told = System.nanoTime();
        Set<String> ids = Objects.requireNonNull(after.getSideOutput(SituationStreams.BREACHES)).stream()
                .map(each -> each.getValue().breach())
                .filter(breach -> breach.state() == BreachState.OPEN)
                .map(breach -> breach.breachId())
                .collect(Collectors.toSet());
        assertThat(ids).as("each case's acceptance, by one watermark").hasSize(CASES);
        assertThat(after.getSideOutput(SituationStreams.BREACHES))
                .as("and none of them twice")
                .hasSize(CASES);
        after.close();
        if (ASKED_FOR != null) {
            System.out.printf(
                    "%d open cases: %d bytes each in the checkpoint, heard in %d ms, saved in %d, restored in %d,"
                            + " overdue ones told in %d (%.2f of hearing)%n",
                    CASES,
                    stored.getStateSize() / CASES,
                    ms(heard - begun),
                    ms(saved - heard),
                    ms(restored - saved),
                    ms(told - restored),
                    (told - restored) / (double) (heard - begun));
        }
    }

    private static long ms(long nanos) {
        return Duration.ofNanos(nanos).toMillis();
    }

    private KeyedOneInputStreamOperatorTestHarness<String, CaseInput, CaseSituation> start(
            @Nullable OperatorSubtaskState stored, PriorityQueueStateType timers) throws Exception {
        SituationSettings settings = SituationSettings.live(SituationRun.NO_CITY, Duration.ofDays(30));
        var harness = new KeyedOneInputStreamOperatorTestHarness<>(
                new FollowReferenceOperator<>(new FoldCaseFunction(settings)), CaseInput::caseKey, Types.STRING);
        EmbeddedRocksDBStateBackend backend = new EmbeddedRocksDBStateBackend();
        backend.setPriorityQueueStateType(timers);
        backend.getMemoryConfiguration().setUseManagedMemory(false);
        harness.setStateBackend(backend);
        harness.setCheckpointStorage(new FileSystemCheckpointStorage(folder.toUri()));
        harness.setup();
        if (stored != null) {
            harness.initializeState(stored);
        }
        harness.open();
        return harness;
    }
}
