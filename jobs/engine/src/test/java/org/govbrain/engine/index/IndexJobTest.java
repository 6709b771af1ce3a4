package org.govbrain.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.document.DocumentInput;
import org.govbrain.engine.document.DocumentWrite;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.Rejection;
import org.junit.jupiter.api.Test;

class IndexJobTest {
    private static final JobConfig SETTINGS = JobConfig.of(Map.of(
            "kafka.bootstrap-servers", "localhost:9",
            "elasticsearch.urls", "http://localhost:9",
            "elasticsearch.password", "secret",
            "elasticsearch.username", "elastic"));

    private static final DeadLetter LETTER =
            new DeadLetter("govbrain.cases", 0, 4, Rejection.UNDECODABLE, "no record", null, Instant.EPOCH, "AA==");

    private static DocumentInput document(String id, long version) {
        return DocumentInput.of(new DocumentWrite(
                "govbrain-cases",
                id,
                version,
                "{\"a\":1}".getBytes(StandardCharsets.UTF_8),
                "govbrain.cases",
                0,
                1,
                0));
    }

    @Test
    void documentsGoOnInOrderPerDocumentAndDeadLettersAside() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(IndexJob.config(SETTINGS));
        env.setParallelism(2);
        List<DocumentInput> records = new ArrayList<>();
        for (int version = 1; version <= 50; version++) {
            records.add(document("a", version));
            records.add(document("b", version));
        }
        records.add(DocumentInput.of(LETTER));
        IndexJob.Outputs outputs = IndexJob.pipeline(
                env.fromData(records, TypeInformation.of(DocumentInput.class)).uid("records"));
        // Both kinds in one stream of text, so that one run collects them.
        var texts = outputs.documents()
                .map(DocumentWrite::toString)
                .uid("documents-as-text")
                .union(outputs.deadLetters().map(DeadLetter::toString).uid("letters-as-text"));
        List<String> seen = texts.executeAndCollect(1_000);
        assertThat(seen).as("in = documents + dead letters").hasSize(101);
        assertThat(seen).as("the letter, whole").contains(LETTER.toString());
        assertThat(seen.stream().filter(text -> text.startsWith("govbrain-cases/a")))
                .as("versions of one document stay in order")
                .containsExactlyElementsOf(records.stream()
                        .map(DocumentInput::write)
                        .filter(write -> write != null && write.id().equals("a"))
                        .map(String::valueOf)
                        .toList());
    }
}
