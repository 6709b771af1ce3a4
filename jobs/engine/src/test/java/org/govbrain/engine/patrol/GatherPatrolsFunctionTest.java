package org.govbrain.engine.patrol;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.situation.GridFact;
import org.govbrain.engine.gather.GatherOperator;
import org.govbrain.engine.input.HeardEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // A harness may be interrupted while it closes; then the test is over anyway.
class GatherPatrolsFunctionTest {

    @Test
    void stepsOfOneKindInOneGridGoTogetherBeforeTheNextWatermark() throws Exception {
        try (var gather = gather(null)) {
            step(gather, "G1", EventKind.VISIT, 30);
            step(gather, "G1", EventKind.VISIT, 10);
            step(gather, "G2", EventKind.VISIT, 20);
            step(gather, "G1", EventKind.CHECK_OUT, 40);
            step(gather, null, EventKind.VISIT, 50);
            assertThat(gather.extractOutputValues()).as("not before").isEmpty();
            gather.processWatermark(40);
            assertThat(gather.extractOutputValues())
                    .containsExactly(
                            new PatrolSteps("G1", EventKind.VISIT, List.of(10L, 30L)),
                            new PatrolSteps("G2", EventKind.VISIT, List.of(20L)),
                            new PatrolSteps("G1", EventKind.CHECK_OUT, List.of(40L)));
            gather.processWatermark(50);
            assertThat(gather.extractOutputValues()).as("each once").hasSize(3);
        }
    }

    @Test
    void whatWaitsSurvivesARestore() throws Exception {
        OperatorSubtaskState checkpoint;
        try (var gather = gather(null)) {
            step(gather, "G1", EventKind.VISIT, 10);
            gather.processWatermark(10);
            step(gather, "G1", EventKind.VISIT, 20);
            checkpoint = gather.snapshot(1, 1);
        }
        try (var gather = gather(checkpoint)) {
            step(gather, "G1", EventKind.VISIT, 15);
            gather.processWatermark(20);
            assertThat(gather.extractOutputValues())
                    .containsExactly(new PatrolSteps("G1", EventKind.VISIT, List.of(15L, 20L)));
        }
    }

    @Test
    void aGridHearsOfTheLastStepThatIsNotAfterTheEndOfAReplay() {
        PatrolSteps steps = new PatrolSteps("G1", EventKind.VISIT, List.of(10L, 30L, 20L));
        assertThat(told(steps, Long.MAX_VALUE)).containsExactly(GridFact.patrolled("G1", Instant.ofEpochMilli(30)));
        assertThat(told(steps, 29)).containsExactly(GridFact.patrolled("G1", Instant.ofEpochMilli(20)));
        assertThat(told(steps, 9)).isEmpty();
    }

    private static List<GridFact> told(PatrolSteps steps, long asOfMs) {
        List<GridFact> told = new ArrayList<>();
        steps.tell(asOfMs, new Collector<>() {
            @Override
            public void collect(GridFact fact) {
                told.add(fact);
            }

            @Override
            public void close() {
                // Nothing to close.
            }
        });
        return told;
    }

    private static OneInputStreamOperatorTestHarness<HeardEvent, PatrolSteps> gather(
            @Nullable OperatorSubtaskState checkpoint) throws Exception {
        var gather = new OneInputStreamOperatorTestHarness<HeardEvent, PatrolSteps>(
                new GatherOperator<>(new GatherPatrolsFunction()));
        gather.setup();
        if (checkpoint != null) {
            gather.initializeState(checkpoint);
        }
        gather.open();
        return gather;
    }

    private static void step(
            OneInputStreamOperatorTestHarness<HeardEvent, PatrolSteps> gather,
            @Nullable String gridId,
            EventKind kind,
            long atMs)
            throws Exception {
        GovernanceEvent event = new GovernanceEvent(
                "E" + atMs,
                Instant.ofEpochMilli(atMs),
                Stream.PATROL,
                kind,
                null,
                null,
                null,
                "patrol",
                null,
                null,
                null,
                null,
                null,
                gridId,
                null,
                null,
                null,
                "officer",
                null,
                0,
                List.of());
        gather.processElement(new HeardEvent(event.occurredAt(), event), atMs);
    }
}
