package org.govbrain.engine.kafka;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.engine.avro.DeliveryMapper;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.schemas.Topics;

/** Hands messages to the delivery worker from outside of the paging job. */
public final class DeliveryProducer implements AutoCloseable {
    private final DocumentSerializationSchema<Delivery, ?> schema =
            new DocumentSerializationSchema<>(Topics.DELIVERIES, new DeliveryMapper());
    private final KafkaProducer<byte[], byte[]> producer;

    public DeliveryProducer(JobConfig config) {
        producer = new KafkaProducer<>(
                KafkaOutputs.producerProperties(config), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /**
     * Hands over one message.
     *
     * @return completes once Kafka has it on all replicas, exceptionally when Kafka has not taken it
     */
    public CompletableFuture<Void> send(Delivery delivery) {
        CompletableFuture<Void> taken = new CompletableFuture<>();
        var unused = producer.send(schema.serialize(delivery), (metadata, failure) -> {
            if (failure == null) {
                taken.complete(null);
            } else {
                taken.completeExceptionally(failure);
            }
        });
        return taken;
    }

    @Override
    public void close() {
        producer.close();
    }
}
