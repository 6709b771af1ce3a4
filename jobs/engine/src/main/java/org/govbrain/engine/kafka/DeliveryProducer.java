package org.govbrain.engine.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.engine.avro.DeliveryMapper;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.schemas.Topics;
import org.jspecify.annotations.Nullable;

/**
 * Hands messages to the delivery worker from outside of the paging job. A producer that has failed for good, for example fenced or
 * without a right that it was given since, would refuse whatever comes after: each refusal ends it, and another one takes the next message.
 */
public final class DeliveryProducer implements AutoCloseable {
    private final DocumentSerializationSchema<Delivery, ?> schema =
            new DocumentSerializationSchema<>(Topics.DELIVERIES, new DeliveryMapper());
    private final Supplier<Producer<byte[], byte[]>> open;
    private final AtomicReference<@Nullable Producer<byte[], byte[]>> failed = new AtomicReference<>();
    private Producer<byte[], byte[]> producer;

    public DeliveryProducer(JobConfig config) {
        this(() -> new KafkaProducer<>(
                KafkaOutputs.producerProperties(config), new ByteArraySerializer(), new ByteArraySerializer()));
    }

    DeliveryProducer(Supplier<Producer<byte[], byte[]>> open) {
        this.open = open;
        this.producer = open.get();
    }

    /**
     * Hands over one message.
     *
     * @return completes once Kafka has it on all replicas, exceptionally when Kafka has not taken it
     */
    public synchronized CompletableFuture<Void> send(Delivery delivery) {
        CompletableFuture<Void> taken = new CompletableFuture<>();
        try {
            Producer<byte[], byte[]> sender = working();
            var unused = sender.send(schema.serialize(delivery), (metadata, failure) -> {
                if (failure == null) {
                    taken.complete(null);
                } else {
                    failed.set(sender);
                    taken.completeExceptionally(failure);
                }
            });
        } catch (KafkaException e) {
            failed.set(producer);
            taken.completeExceptionally(e);
        }
        return taken;
    }

    private Producer<byte[], byte[]> working() {
        if (failed.get() == producer) {
            Producer<byte[], byte[]> old = producer;
            producer = open.get();
            old.close(Duration.ZERO);
        }
        return producer;
    }

    @Override
    public synchronized void close() {
        producer.close();
    }
}
