package org.govbrain.local.stack;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.govbrain.schemas.RecordDecoder;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.UndecodableException;
import org.govbrain.schemas.input.Heartbeat;

/** The pacemaker's newest word, read off the topic of answers: heartbeats are on every input, and that one tells least of anybody. */
final class NewestHeartbeat {
    /** Answers may come behind a heartbeat. */
    private static final long LOOKED_AT = 50;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private NewestHeartbeat() {}

    /**
     * Its event time; empty when none is among the last records.
     *
     * @param client settings of the client; the topic must be there
     */
    static Optional<Instant> find(Properties client) {
        try (var reader = new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = reader.partitionsFor(Topics.ACKS.name()).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            reader.assign(partitions);
            var starts = reader.beginningOffsets(partitions);
            var ends = reader.endOffsets(partitions);
            partitions.forEach(each -> reader.seek(
                    each, Math.max(starts.getOrDefault(each, 0L), ends.getOrDefault(each, 0L) - LOOKED_AT)));
            Optional<Instant> newest = Optional.empty();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (partitions.stream().anyMatch(each -> reader.position(each) < ends.getOrDefault(each, 0L))
                    && System.nanoTime() < deadline) {
                newest = Stream.concat(
                                newest.stream(),
                                StreamSupport.stream(
                                                reader.poll(Duration.ofMillis(500))
                                                        .spliterator(),
                                                false)
                                        .flatMap(message -> beat(message.value())))
                        .max(Comparator.naturalOrder());
            }
            return newest;
        }
    }

    private static Stream<Instant> beat(byte[] value) {
        try {
            // A source says by its own that it is alive, and nothing of the clock.
            return new RecordDecoder().decode(value) instanceof Heartbeat beat && beat.getSourceSystem() == null
                    ? Stream.of(beat.getAt())
                    : Stream.empty();
        } catch (UndecodableException e) {
            return Stream.empty();
        }
    }
}
