package org.govbrain.local.campaign;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.schemas.RecordEncoder;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.document.TargetDocument;

/** Writes targets to their topic. */
public final class TargetSender {
    private TargetSender() {}

    /**
     * Writes all of them and waits until the broker has them.
     *
     * @throws ExecutionException when it refused one
     */
    public static void send(List<TargetDocument> targets, JobConfig config)
            throws InterruptedException, ExecutionException {
        RecordEncoder encoder = new RecordEncoder();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaOutputs.producerProperties(config), new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent = targets.stream()
                    .map(target -> producer.send(new ProducerRecord<>(
                            Topics.TARGETS.name(),
                            target.getTargetId().getBytes(StandardCharsets.UTF_8),
                            encoder.encode(target))))
                    .toList();
            producer.flush();
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        }
    }
}
