package org.govbrain.engine.kafka;

import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.engine.avro.DeliveryMapper;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.schemas.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands messages to the delivery worker from outside of the paging job. A message that Kafka does not take is logged. */
public final class DeliveryProducer implements Consumer<Delivery>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryProducer.class);

    private final DocumentSerializationSchema<Delivery, ?> schema =
            new DocumentSerializationSchema<>(Topics.DELIVERIES, new DeliveryMapper());
    private final KafkaProducer<byte[], byte[]> producer;

    public DeliveryProducer(JobConfig config) {
        producer = new KafkaProducer<>(
                KafkaOutputs.producerProperties(config), new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public void accept(Delivery delivery) {
        var unused = producer.send(schema.serialize(delivery), (metadata, failure) -> {
            if (failure != null) {
                LOG.error("{} could not be handed to delivery", delivery.deliveryId(), failure);
            }
        });
    }

    @Override
    public void close() {
        producer.close();
    }
}
