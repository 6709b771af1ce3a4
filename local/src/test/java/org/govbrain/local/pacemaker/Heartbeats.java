package org.govbrain.local.pacemaker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.UndecodableException;
import org.govbrain.schemas.input.Heartbeat;

/** The heartbeats of one partition, from the first on. */
final class Heartbeats implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;

    Heartbeats(JobConfig config) {
        consumer =
                new KafkaConsumer<>(config.kafkaProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TopicPartition acks = new TopicPartition(Topics.ACKS.name(), 0);
        consumer.assign(List.of(acks));
        consumer.seekToBeginning(List.of(acks));
    }

    /** Reads until a heartbeat is as wanted; the timeout of the test ends it otherwise. */
    void await(Predicate<Instant> wanted) {
        while (true) {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofSeconds(1))) {
                if (wanted.test(at(message.value()))) {
                    return;
                }
            }
        }
    }

    private static Instant at(byte[] value) {
        try {
            return SingleObject.decode(value, Heartbeat.class).getAt();
        } catch (UndecodableException e) {
            throw new AssertionError("only heartbeats are here", e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
