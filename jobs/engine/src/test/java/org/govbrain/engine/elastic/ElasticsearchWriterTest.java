package org.govbrain.engine.elastic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.runtime.operators.sink.SinkWriterOperatorFactory;
import org.apache.flink.streaming.runtime.tasks.mailbox.TaskMailbox;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.govbrain.engine.document.DocumentWrite;
import org.govbrain.engine.document.RejectedDocuments;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The writer in Flink's operator harness, with the stub at the other end and time in the test's hand. */
@Timeout(60)
class ElasticsearchWriterTest {
    private static final BulkSettings SETTINGS = new BulkSettings(4, 100_000, 1, 100, 1_000_000, 50, 200, 10_000, 1);
    /** Longer than any wait of {@link #SETTINGS}. */
    private static final long LONG_MS = 10_001;

    private static final String URGENT = "govbrain-breaches";

    private final List<String> rejected = new ArrayList<>();
    /** The last is the one at work. */
    private final List<ElasticsearchWriter> writers = new ArrayList<>();

    private StubElasticsearch stub;
    private OneInputStreamOperatorTestHarness<DocumentWrite, CommittableMessage<Void>> harness;
    private long nowMs;

    @BeforeEach
    void open() throws Exception {
        stub = new StubElasticsearch();
        harness = start(SETTINGS, null);
    }

    @AfterEach
    void close() throws Exception {
        harness.close();
        stub.close();
    }

    private OneInputStreamOperatorTestHarness<DocumentWrite, CommittableMessage<Void>> start(
            BulkSettings settings, @Nullable OperatorSubtaskState state) throws Exception {
        var started = new OneInputStreamOperatorTestHarness<DocumentWrite, CommittableMessage<Void>>(
                new SinkWriterOperatorFactory<>(new ObservedSink(settings)));
        if (state != null) {
            started.initializeState(state);
        }
        started.open();
        started.setProcessingTime(nowMs);
        return started;
    }

    /** The sink itself, and a look at its writer. */
    private final class ObservedSink implements Sink<DocumentWrite>, SupportsWriterState<DocumentWrite, DocumentWrite> {
        private final ElasticsearchSink sink;

        ObservedSink(BulkSettings settings) {
            sink = new ElasticsearchSink(
                    ElasticsearchConnection.of(stub.url()), settings, Set.of(URGENT), KeepInMemory::new);
        }

        @Override
        public SinkWriter<DocumentWrite> createWriter(WriterInitContext context) {
            return restoreWriter(context, List.of());
        }

        @Override
        public StatefulSinkWriter<DocumentWrite, DocumentWrite> restoreWriter(
                WriterInitContext context, Collection<DocumentWrite> held) {
            writers.add((ElasticsearchWriter) sink.restoreWriter(context, held));
            return writers.get(writers.size() - 1);
        }

        @Override
        public SimpleVersionedSerializer<DocumentWrite> getWriterStateSerializer() {
            return sink.getWriterStateSerializer();
        }
    }

    private final class KeepInMemory implements RejectedDocuments {
        @Override
        public CompletionStage<?> keep(DocumentWrite document, String reason) {
            rejected.add(document.id() + ": " + reason);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
    }

    private void write(String id, long version) throws Exception {
        harness.processElement(Writes.of(id, version), nowMs);
    }

    private void letPass(long ms) throws Exception {
        nowMs += ms;
        harness.setProcessingTime(nowMs);
    }

    /** Waits for the answer to a request, and lets the writer see it. */
    private void answer() throws Exception {
        harness.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY).run();
    }

    private long revision(String id) {
        return Objects.requireNonNull(stub.documents().get("govbrain-cases/" + id))
                .get("revision")
                .asLong();
    }

    @Test
    void aDocumentWaitsForCompanyNoLongerThanItMay() throws Exception {
        write("a", 1);
        letPass(49);
        assertThat(stub.requests()).as("within the linger").isEmpty();
        letPass(1);
        answer();
        assertThat(stub.documents().get("govbrain-cases/a"))
                .as("the document, stamped with the time of sending")
                .hasToString("{\"case_id\":\"a\",\"revision\":1,\"indexed_at\":\"1970-01-01T00:00:00.050Z\"}");
    }

    @Test
    void aFullRequestGoesAtOnceAndOfOneDocumentOnlyTheNewest() throws Exception {
        write("a", 1);
        write("b", 1);
        write("a", 3);
        write("a", 2);
        write("c", 1);
        write("d", 1);
        answer();
        assertThat(stub.requests()).as("requests").containsExactly(List.of("a@3", "b@1", "c@1", "d@1"));
    }

    @Test
    void whatIsUrgentGoesAtOnceAndPastARequestInFlight() throws Exception {
        for (String id : List.of("a", "b", "c", "d", "e")) {
            write(id, 1);
        }
        harness.processElement(Writes.in(URGENT, "late", 1), nowMs);
        harness.processElement(Writes.in(URGENT, "later", 1), nowMs);
        harness.processElement(Writes.in(URGENT, "latest", 1), nowMs);
        assertThat(held()).as("until their answers all are held").hasSize(8);
        answer();
        answer();
        answer();
        assertThat(stub.requests())
                .as("the urgent ones that waited for the first are together, and the usual one waits for its linger")
                .containsExactlyInAnyOrder(
                        List.of("a@1", "b@1", "c@1", "d@1"), List.of("late@1"), List.of("later@1", "latest@1"));
    }

    @Test
    void noMoreRequestsAreInFlightThanMayBe() throws Exception {
        for (int i = 0; i < 8; i++) {
            write("d" + i, 1);
        }
        harness.getTaskMailbox().take(TaskMailbox.MIN_PRIORITY);
        assertThat(stub.requests()).as("the second waits for the first").hasSize(1);
    }

    @Test
    void aRequestThatIsNotFullWaitsForTheOneBeforeIt() throws Exception {
        harness.close();
        harness = start(new BulkSettings(4, 100_000, 2, 100, 1_000_000, 50, 200, 10_000, 1), null);
        write("a", 1);
        letPass(50);
        write("b", 1);
        letPass(50);
        write("c", 1);
        answer();
        answer();
        assertThat(stub.requests())
                .as("what came meanwhile goes together, although two requests may be in flight")
                .containsExactly(List.of("a@1"), List.of("b@1", "c@1"));
    }

    @Test
    void anOlderVersionThatWasOvertakenCountsAsDone() throws Exception {
        write("a", 2);
        letPass(50);
        answer();
        write("a", 1);
        letPass(50);
        answer();
        assertThat(revision("a")).as("the newest stays").isEqualTo(2);
        assertThat(held()).as("a 409 is not tried again").isEmpty();
        assertThat(rejected).as("nor rejected").isEmpty();
    }

    @Test
    void aDocumentThatElasticsearchNeverAcceptsIsKeptAndTheOthersGoOn() throws Exception {
        stub.answerNextItems("b", 400);
        for (String id : List.of("a", "b", "c", "d")) {
            write(id, 1);
        }
        answer();
        answer();
        assertThat(rejected).as("kept").containsExactly("b: stubbed_exception: document b");
        assertThat(stub.documents().keySet())
                .as("indexed")
                .containsExactly("govbrain-cases/a", "govbrain-cases/c", "govbrain-cases/d");
        assertThat(held()).as("nothing is open").isEmpty();
    }

    @Test
    void aDocumentThatFailsAloneIsTriedAgainAndHoldsUpNobody() throws Exception {
        stub.answerNextItems("b", 500);
        for (String id : List.of("a", "b", "c", "d")) {
            write(id, 1);
        }
        answer();
        write("e", 1);
        letPass(50);
        answer();
        assertThat(stub.documents()).as("a later document passes").containsKey("govbrain-cases/e");
        letPass(LONG_MS);
        answer();
        assertThat(stub.documents()).as("and the failed one came again").containsKey("govbrain-cases/b");
    }

    @Test
    void anOverloadedClusterIsLeftAloneForAWhile() throws Exception {
        stub.answerNextItems("b", 429);
        for (String id : List.of("a", "b", "c", "d")) {
            write(id, 1);
        }
        answer();
        write("e", 1);
        letPass(99);
        assertThat(stub.requests()).as("nothing is sent within the least wait").hasSize(1);
        letPass(LONG_MS);
        answer();
        assertThat(stub.requests().get(1)).as("afterwards all").containsExactlyInAnyOrder("b@1", "e@1");
    }

    @Test
    void whateverTheClusterSuffersTheDocumentArrivesInTheEnd() throws Exception {
        stub.answerNextRequests(503, StubElasticsearch.RESET, 429, StubElasticsearch.RESET_AFTERWARDS, 401, 404);
        write("a", 1);
        letPass(50);
        answer();
        for (int retry = 1; retry <= 6; retry++) {
            letPass(LONG_MS);
            answer();
        }
        assertThat(stub.requests()).as("six failures and a success").hasSize(7);
        assertThat(revision("a")).as("indexed").isEqualTo(1);
        assertThat(held()).as("nothing is open").isEmpty();
    }

    @Test
    void aNewerVersionOvertakesOneThatWaitsToBeTriedAgain() throws Exception {
        stub.answerNextRequests(503);
        write("a", 1);
        letPass(50);
        answer();
        write("a", 2);
        letPass(LONG_MS);
        answer();
        assertThat(stub.requests()).as("the older is not sent again").containsExactly(List.of("a@1"), List.of("a@2"));
    }

    @Test
    void aRequestThatIsRefusedWholeIsHalvedUntilTheGuiltyDocumentStandsAlone() throws Exception {
        stub.answerNextRequests(413, 200, 400, 200, 400);
        for (String id : List.of("a", "b", "c", "d")) {
            write(id, 1);
        }
        for (int mail = 0; mail < 6; mail++) {
            answer();
        }
        assertThat(stub.requests())
                .as("four, halves, and a half of a half")
                .containsExactly(
                        List.of("a@1", "b@1", "c@1", "d@1"),
                        List.of("a@1", "b@1"),
                        List.of("c@1", "d@1"),
                        List.of("c@1"),
                        List.of("d@1"));
        assertThat(rejected)
                .as("the guilty one, with what Elasticsearch said")
                .singleElement(STRING)
                .startsWith("d: ")
                .contains("the whole request");
    }

    @Test
    void whatIsHeldSurvivesARestartWhereverItWas() throws Exception {
        stub.answerNextRequests(503);
        for (String id : List.of("waits to be tried again", "b", "c", "d")) {
            write(id, 1);
        }
        answer();
        write("not yet sent", 1);
        OperatorSubtaskState state = harness.snapshot(1, nowMs);
        harness.close();
        harness = start(SETTINGS, state);
        letPass(50);
        answer();
        if (stub.documents().size() < 5) {
            letPass(50);
            answer();
        }
        assertThat(stub.documents().keySet())
                .as("all five, although the first program sent none of them successfully")
                .containsExactly(
                        "govbrain-cases/b",
                        "govbrain-cases/c",
                        "govbrain-cases/d",
                        "govbrain-cases/not yet sent",
                        "govbrain-cases/waits to be tried again");
    }

    @Test
    void aCheckpointDoesNotWaitForAnAnswer() throws Exception {
        for (String id : List.of("a", "b", "c", "d")) {
            write(id, 1);
        }
        harness.prepareSnapshotPreBarrier(1);
        assertThat(held()).as("in flight, hence part of the checkpoint").containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @Test
    void theEndOfInputWaitsForEveryDocument() throws Exception {
        for (int i = 0; i < 11; i++) {
            write("d" + i, 1);
        }
        harness.endInput();
        assertThat(stub.documents()).as("all of them, without a linger").hasSize(11);
    }

    @Test
    void whenTheBufferIsFullTheStreamIsHeldBackUntilAnAnswerComes() throws Exception {
        harness.close();
        harness = start(new BulkSettings(4, 100_000, 1, 6, 1_000_000, 50, 200, 10_000, 1), null);
        for (int i = 0; i < 20; i++) {
            write("d" + i, 1);
            assertThat(held()).as("never more than the buffer holds").hasSizeLessThanOrEqualTo(6);
        }
        harness.endInput();
        assertThat(stub.documents()).as("and none is lost").hasSize(20);
    }

    /** Ids of the documents that a checkpoint would hold now. */
    private List<String> held() {
        return writers.get(writers.size() - 1).snapshotState(0).stream()
                .map(DocumentWrite::id)
                .toList();
    }
}
