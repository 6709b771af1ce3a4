package org.govbrain.engine.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.reference.LoadedReference;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.engine.reference.ReferenceSource;
import org.govbrain.engine.reference.StoredReference;
import org.govbrain.schemas.Topics;

/** Reference data from its topic: read whole, up to where the topic ends at that moment, and then followed. */
public final class KafkaReference implements ReferenceSource {
    private static final long serialVersionUID = 1L;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Properties kafka;

    public KafkaReference(JobConfig config) {
        this.kafka = config.kafkaProperties();
    }

    /**
     * {@inheritDoc} A load that can't be used, for whoever wrote it went past {@link ReferencePublisher}, is left out with
     * a warning: a job that does not start would be worse than one that misses a load.
     *
     * @throws TimeoutException when the broker does not give all of it within two minutes
     */
    @Override
    public LoadedReference load() {
        return ReferenceLoader.fromStored(read());
    }

    /** What was loaded, and what could not be read. */
    public StoredReference read() {
        try (KafkaReferenceFollower follower = follow()) {
            return follower.stored();
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws TimeoutException when the broker does not give all of it within two minutes
     */
    @Override
    public KafkaReferenceFollower follow() {
        KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        KafkaReferenceFollower follower = new KafkaReferenceFollower(consumer);
        try {
            readToTheEnd(consumer, follower);
            return follower;
        } catch (RuntimeException e) {
            follower.close();
            throw e;
        }
    }

    private static void readToTheEnd(KafkaConsumer<byte[], byte[]> consumer, KafkaReferenceFollower follower) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.REFERENCE.name(), PATIENCE).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions, PATIENCE);
        long rounds = PATIENCE.dividedBy(POLL);
        while (partitions.stream().anyMatch(at -> consumer.position(at, PATIENCE) < ends.getOrDefault(at, 0L))) {
            if (rounds-- == 0) {
                throw new TimeoutException("the reference data of " + Topics.REFERENCE.name() + " was not read within "
                        + PATIENCE.toSeconds() + " s");
            }
            follower.store(consumer.poll(POLL));
        }
        follower.build();
    }

    private Properties settings() {
        Properties settings = new Properties();
        settings.putAll(kafka);
        // Half of a load must not be seen: buildings of tomorrow name grids that are not there today.
        settings.setProperty("isolation.level", "read_committed");
        settings.setProperty("enable.auto.commit", "false");
        settings.setProperty("max.partition.fetch.bytes", String.valueOf(Topics.REFERENCE.maxMessageBytes()));
        return settings;
    }
}
