package org.govbrain.engine.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.domain.privacy.Masking;
import org.govbrain.engine.avro.DeadLetterMapper;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.document.DocumentWrite;
import org.govbrain.engine.document.RejectedDocuments;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.Rejection;
import org.govbrain.schemas.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Documents that Elasticsearch refused, as dead letters with their JSON. A dead letter that is refused itself is logged
 * and goes no further: it is on its topic already, and a letter about it would be refused for the same reason, for ever.
 */
public final class KafkaRejectedDocuments implements RejectedDocuments {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaRejectedDocuments.class);
    /** A letter that is not confirmed when the job stops is still held by the writer's checkpoint. */
    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

    private final DocumentSerializationSchema<DeadLetter, ?> letters =
            new DocumentSerializationSchema<>(Topics.DEAD_LETTERS, new DeadLetterMapper());
    private final KafkaProducer<byte[], byte[]> producer;

    private KafkaRejectedDocuments(Properties properties) {
        producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Opens a producer per writer. */
    public static Factory factory(JobConfig config) {
        Properties properties = KafkaOutputs.producerProperties(config);
        // The task's thread sends; a broker that is away must not stop it for longer.
        properties.setProperty("max.block.ms", "1000");
        return () -> new KafkaRejectedDocuments(properties);
    }

    @Override
    public CompletionStage<?> keep(DocumentWrite document, String reason) {
        if (document.topic().equals(Topics.DEAD_LETTERS.name())) {
            LOG.error("Elasticsearch refuses the dead letter {}: {}", document, Masking.mask(reason));
            return CompletableFuture.completedStage(null);
        }
        DeadLetter letter = new DeadLetter(
                document.topic(),
                document.partition(),
                document.offset(),
                Rejection.REFUSED_BY_INDEX,
                document.key() + " version " + document.version() + ": " + reason,
                null,
                Instant.ofEpochMilli(document.receivedAtMs()),
                DeadLetter.base64(document.json()));
        CompletableFuture<Void> kept = new CompletableFuture<>();
        var unused = producer.send(letters.serialize(letter), (at, failure) -> {
            if (failure == null) {
                kept.complete(null);
            } else {
                kept.completeExceptionally(failure);
            }
        });
        return kept;
    }

    @Override
    public void close() {
        producer.close(CLOSE_PATIENCE);
    }
}
