package org.govbrain.local.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.UndecodableException;
import org.govbrain.schemas.input.LinkageEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IngestTest {
    private static final String GOOD = """
            {"eventId":"e1","occurredAt":"2026-01-05T08:00:00+08:00","kind":"RECEIVED","incidentId":"i1","urgency":"URGENT"}
            """;

    @TempDir
    Path folder;

    private final MockProducer<byte[], byte[]> broker =
            new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

    @Test
    void an_event_goes_to_its_topic_under_the_key_of_its_case() throws IOException, UndecodableException {
        assertThat(run(GOOD)).as("counts").isEqualTo(new Ingest.Counts(1, 0));
        ProducerRecord<byte[], byte[]> sent = broker.history().get(0);
        assertThat(sent.topic()).as("topic").isEqualTo("govbrain.linkage110");
        assertThat(new String(sent.key(), StandardCharsets.UTF_8)).as("key").isEqualTo("i1");
        assertThat(SingleObject.decode(sent.value(), LinkageEvent.class).getEventId())
                .as("the record")
                .isEqualTo("e1");
    }

    @Test
    void a_bad_line_goes_to_the_rejects_with_number_and_reason_and_the_rest_is_sent() throws IOException {
        String bad = GOOD.strip().replace("RECEIVED", "RECIEVED");
        assertThat(run(GOOD + "\n" + bad + "\nnot json\n" + GOOD)).as("counts").isEqualTo(new Ingest.Counts(2, 2));
        List<String> rejects = Files.readAllLines(folder.resolve("f.rejected"));
        assertThat(rejects).as("one line each").hasSize(2);
        assertThat(rejects.get(0))
                .as("number, reason, the line itself")
                .startsWith("3\t")
                .contains("kind = \"RECIEVED\"")
                .endsWith("\t" + bad);
        assertThat(rejects.get(1)).as("the second").startsWith("4\t").endsWith("\tnot json");
    }

    @Test
    void a_clean_run_takes_the_rejects_of_an_earlier_one_away() throws IOException {
        Files.writeString(folder.resolve("f.rejected"), "1\told\tline\n");
        run(GOOD);
        assertThat(folder.resolve("f.rejected")).as("nothing is wrong any more").doesNotExist();
    }

    private Ingest.Counts run(String lines) throws IOException {
        try (RejectFile rejects = new RejectFile(folder.resolve("f.rejected"))) {
            return new Ingest<>(Topics.LINKAGE, "f", broker)
                    .run(
                            new ByteArrayInputStream(lines.getBytes(StandardCharsets.UTF_8)),
                            rejects,
                            (sent, rejected, happenedAt) -> {});
        }
    }
}
