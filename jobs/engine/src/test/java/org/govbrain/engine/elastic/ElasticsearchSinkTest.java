package org.govbrain.engine.elastic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.govbrain.engine.document.DocumentWrite;
import org.govbrain.engine.document.RejectedDocuments;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The sink on a Flink cluster in this JVM, against a stub that misbehaves. */
@Timeout(120)
class ElasticsearchSinkTest {
    private static final String URGENT = "govbrain-breaches";
    private static final int DOCUMENTS = 40;
    private static final int VERSIONS = 25;

    /** Where the writers, which Flink makes from bytes, and the test meet. */
    private static final Queue<String> REJECTED = new ConcurrentLinkedQueue<>();

    private static final class KeepForTheTest implements RejectedDocuments {
        @Override
        public CompletionStage<?> keep(DocumentWrite document, String reason) {
            REJECTED.add(document.id());
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void clear() {
        REJECTED.clear();
    }

    @Test
    void whateverTheOrderAndTheTroubleTheNewestOfEachDocumentIsThereInTheEnd() throws Exception {
        List<DocumentWrite> writes = new ArrayList<>();
        for (int id = 0; id < DOCUMENTS; id++) {
            for (int version = 1; version <= VERSIONS; version++) {
                writes.add(Writes.in(id % 2 == 0 ? "govbrain-cases" : URGENT, "d" + id, version));
            }
        }
        Collections.shuffle(writes, new Random(11));
        try (StubElasticsearch stub = new StubElasticsearch()) {
            stub.answerNextRequests(503, 200, StubElasticsearch.RESET, 429, 200, StubElasticsearch.RESET_AFTERWARDS);
            stub.answerNextItems("d3", 500, 429, 503);
            stub.answerNextItems("d7", 429);
            run(stub, writes);
            Map<String, Long> revisions = stub.documents().entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> revision(entry.getValue())));
            assertThat(revisions).as("every document").hasSize(DOCUMENTS);
            assertThat(revisions.values()).as("its newest version").containsOnly((long) VERSIONS);
            assertThat(REJECTED).as("nothing was the documents' fault").isEmpty();
        }
    }

    @Test
    void aDocumentThatIsRefusedEndsAsideAndTheJobEndsWell() throws Exception {
        try (StubElasticsearch stub = new StubElasticsearch()) {
            stub.answerNextItems("bad", 400);
            run(stub, List.of(Writes.of("a", 1), Writes.of("bad", 1), Writes.of("b", 1)));
            assertThat(stub.documents().keySet()).as("indexed").containsExactly("govbrain-cases/a", "govbrain-cases/b");
            assertThat(REJECTED).as("kept").containsExactly("bad");
        }
    }

    private static long revision(JsonNode document) {
        return document.get("revision").asLong();
    }

    private static void run(StubElasticsearch stub, List<DocumentWrite> writes) throws Exception {
        Configuration config = new Configuration();
        config.set(PipelineOptions.GENERIC_TYPES, false);
        config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofMillis(20));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.createLocalEnvironment(2, config);
        env.fromData(writes, TypeInformation.of(DocumentWrite.class))
                .keyBy(DocumentWrite::key, Types.STRING)
                .sinkTo(new ElasticsearchSink(
                        ElasticsearchConnection.of(stub.url()),
                        new BulkSettings(10, 10_000, 2, 60, 100_000, 5, 5, 20, 1),
                        Set.of(URGENT),
                        KeepForTheTest::new));
        env.execute();
    }
}
