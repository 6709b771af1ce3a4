package org.govbrain.engine.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import org.apache.avro.specific.SpecificData;
import org.govbrain.engine.avro.DocumentDecoder;
import org.govbrain.engine.avro.EchoDecoder;
import org.govbrain.engine.avro.InvalidRecordException;
import org.govbrain.engine.avro.PageInputDecoder;
import org.govbrain.engine.document.DocumentInput;
import org.govbrain.engine.document.DocumentWrite;
import org.govbrain.schemas.SchemaStore;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;

/**
 * Any body behind the mark and fingerprint of each record that jobs write and read again: what a job said of a breach or
 * a grid, alerts and receipts, documents on their way to the index. With the fingerprint made by us a search is past it at once.
 */
class FormerWordsFuzzTest {
    private static final List<Topic<?>> TOPICS = List.copyOf(Topics.all());
    private static final JsonMapper JSON = new JsonMapper();
    private static final EchoDecoder ECHOES = new EchoDecoder();
    private static final PageInputDecoder PAGING = new PageInputDecoder();
    private static final DocumentDecoder DOCUMENTS = new DocumentDecoder();

    /** The first byte chooses the topic in the order of {@link Topics#all}. */
    @FuzzTest(maxDuration = "5m")
    void aRecordThatAJobWrote(byte[] input) throws IOException {
        if (input.length == 0) {
            return;
        }
        Topic<?> topic = TOPICS.get((input[0] & 0xFF) % TOPICS.size());
        byte[] bytes = recordOf(topic, input);

        try {
            var unused = ECHOES.decode(bytes, 1);
        } catch (InvalidRecordException e) {
            assertThat(e.reason()).isNotNull();
        }
        var unused = PAGING.decode(topic.name(), 0, 1, 1, bytes);
        DocumentInput document = DOCUMENTS.decode(topic.name(), 0, 1, 1, bytes);
        DocumentWrite write = document.write();
        if (write != null) {
            assertThat(write.json()).as("one line of a bulk request").doesNotContain('\n', '\r');
            if (!topic.equals(Topics.GRIDS)) {
                // An outline is written as it stands; Elasticsearch refuses one that is no JSON, which is a dead letter
                // then.
                assertThat(JSON.readTree(write.json()).isObject())
                        .as("what is indexed is JSON")
                        .isTrue();
            }
        } else {
            assertThat(document.deadLetter())
                    .as("else nothing is lost")
                    .isNotNull()
                    .satisfies(letter -> assertThat(Base64.getDecoder().decode(letter.rawBase64()))
                            .isEqualTo(bytes));
        }
    }

    private static byte[] recordOf(Topic<?> topic, byte[] input) {
        return ByteBuffer.allocate(input.length + 9)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put((byte) 0xC3)
                .put((byte) 1)
                .putLong(SchemaStore.fingerprint(SpecificData.get().getSchema(topic.recordClass())))
                .put(input, 1, input.length - 1)
                .array();
    }
}
