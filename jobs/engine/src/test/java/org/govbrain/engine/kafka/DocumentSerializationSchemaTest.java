package org.govbrain.engine.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.govbrain.engine.avro.DeadLetterMapper;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.Rejection;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.UndecodableException;
import org.govbrain.schemas.document.DeadLetterDocument;
import org.junit.jupiter.api.Test;

class DocumentSerializationSchemaTest {

    private static final DeadLetter LETTER = new DeadLetter(
            "govbrain.patrol", 1, 2, Rejection.UNDECODABLE, "detail", null, Instant.parse("2026-11-23T04:00:00Z"), "");

    private static final KafkaSinkContext CONTEXT = new KafkaSinkContext() {
        @Override
        public int getParallelInstanceId() {
            return 0;
        }

        @Override
        public int getNumberOfParallelInstances() {
            return 1;
        }

        @Override
        public int[] getPartitionsForTopic(String topic) {
            return new int[] {0};
        }
    };

    @Test
    void theKeyIsTheDocumentsIdAndTheValueTheDocument() throws UndecodableException {
        DocumentSerializationSchema<DeadLetter, DeadLetterDocument> schema =
                new DocumentSerializationSchema<>(Topics.DEAD_LETTERS, new DeadLetterMapper());
        ProducerRecord<byte[], byte[]> message = schema.serialize(LETTER, CONTEXT, 1L);
        assertThat(message.topic()).isEqualTo("govbrain.dead-letters");
        assertThat(message.key()).isEqualTo("govbrain.patrol|1|2".getBytes(StandardCharsets.UTF_8));
        assertThat(SingleObject.decode(message.value(), DeadLetterDocument.class))
                .isEqualTo(new DeadLetterMapper().toDocument(LETTER));
        assertThat(message.timestamp()).as("the broker's clock, as everywhere").isNull();
    }

    @Test
    void aSinkCanBeSentToATaskManager() throws Exception {
        JobConfig config = JobConfig.of(java.util.Map.of("kafka.bootstrap-servers", "localhost:9"));
        assertThat(InstantiationUtil.serializeObject(
                        KafkaOutputs.sink(config, Topics.DEAD_LETTERS, new DeadLetterMapper())))
                .isNotEmpty();
    }
}
