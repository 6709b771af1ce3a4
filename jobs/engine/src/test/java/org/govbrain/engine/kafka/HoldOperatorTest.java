package org.govbrain.engine.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.govbrain.domain.indicator.IndicatorCell;
import org.govbrain.domain.indicator.IndicatorCounts;
import org.govbrain.domain.indicator.IndicatorSums;
import org.govbrain.domain.situation.Place;
import org.govbrain.engine.avro.IndicatorMapper;
import org.govbrain.schemas.Topics;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SuppressWarnings("try") // A harness may be interrupted while it closes; then the test is over anyway.
class HoldOperatorTest {

    @Test
    void a_document_leaves_when_the_checkpoint_that_remembers_it_is_complete() throws Exception {
        try (var job = job(null)) {
            job.processElement(sums("G1", 1), 0);
            job.snapshot(1, 1);
            job.processElement(sums("G2", 2), 0);
            assertThat(said(job)).as("no checkpoint is complete").isEmpty();
            job.notifyOfCompletedCheckpoint(1);
            assertThat(said(job)).as("what the first one remembers").containsExactly(1L);
            job.snapshot(2, 2);
            job.snapshot(3, 3);
            job.notifyOfCompletedCheckpoint(3);
            assertThat(said(job))
                    .as("the second one failed; the third knows all")
                    .containsExactly(2L);
            job.snapshot(4, 4);
            job.notifyOfCompletedCheckpoint(4);
            assertThat(said(job)).as("once").isEmpty();
        }
    }

    @Test
    void what_was_said_after_the_last_checkpoint_dies_with_the_job_and_what_waited_at_it_leaves_with_the_next()
            throws Exception {
        OperatorSubtaskState checkpoint;
        try (var killed = job(null)) {
            killed.processElement(sums("G1", 1), 0);
            checkpoint = killed.snapshot(7, 7);
            killed.processElement(sums("G2", 2), 0);
            assertThat(said(killed)).isEmpty();
        }
        try (var restored = job(checkpoint)) {
            restored.processElement(sums("G3", 3), 0);
            restored.snapshot(8, 8);
            restored.notifyOfCompletedCheckpoint(8);
            assertThat(said(restored)).as("not the second").containsExactly(1L, 3L);
        }
    }

    @Test
    void of_one_id_the_newest_leaves() throws Exception {
        try (var job = job(null)) {
            job.processElement(sums("G1", 1), 0);
            job.processElement(sums("G2", 2), 0);
            job.processElement(sums("G1", 4), 0);
            job.processElement(sums("G1", 3), 0);
            job.snapshot(1, 1);
            job.notifyOfCompletedCheckpoint(1);
            assertThat(said(job)).containsExactly(4L, 2L);
        }
    }

    @Test
    void the_end_of_the_input_lets_everything_go() throws Exception {
        try (var job = job(null)) {
            job.processElement(sums("G1", 1), 0);
            job.snapshot(1, 1);
            job.processElement(sums("G2", 2), 0);
            job.endInput();
            job.getOneInputOperator().finish();
            assertThat(said(job)).containsExactly(1L, 2L);
        }
    }

    @Test
    void what_need_not_wait_passes_at_once() throws Exception {
        try (var job = job(null, sums -> "G1".equals(sums.cell().gridId()))) {
            job.processElement(sums("G1", 1), 0);
            job.processElement(sums("G2", 2), 0);
            assertThat(said(job)).containsExactly(2L);
            job.snapshot(1, 1);
            job.notifyOfCompletedCheckpoint(1);
            assertThat(said(job)).containsExactly(1L);
        }
    }

    private static OneInputStreamOperatorTestHarness<IndicatorSums, HeldDocument> job(
            @Nullable OperatorSubtaskState from) throws Exception {
        return job(from, sums -> true);
    }

    private static OneInputStreamOperatorTestHarness<IndicatorSums, HeldDocument> job(
            @Nullable OperatorSubtaskState from, FilterFunction<IndicatorSums> wait) throws Exception {
        var harness = new OneInputStreamOperatorTestHarness<>(
                new HoldOperator<>(new DocumentSerializationSchema<>(Topics.INDICATORS, new IndicatorMapper()), wait));
        if (from != null) {
            harness.initializeState(from);
        }
        harness.open();
        return harness;
    }

    private static IndicatorSums sums(String gridId, long revision) {
        return new IndicatorSums(
                new IndicatorCell(0, gridId, null, null),
                new Place(gridId, null, null, null, null),
                new IndicatorCounts(),
                revision,
                0);
    }

    /** The versions of the documents that left since the last call. */
    private static List<Long> said(OneInputStreamOperatorTestHarness<IndicatorSums, HeldDocument> job) {
        List<Long> versions =
                job.extractOutputValues().stream().map(HeldDocument::version).toList();
        job.getOutput().clear();
        return versions;
    }
}
