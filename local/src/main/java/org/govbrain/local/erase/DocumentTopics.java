package org.govbrain.local.erase;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.local.erase.EraseCommand.Result;
import org.govbrain.schemas.RecordDecoder;
import org.govbrain.schemas.RecordEncoder;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.UndecodableException;
import org.jspecify.annotations.Nullable;

/** A person's documents on their topics, where the newest record of a key is the whole truth. */
final class DocumentTopics {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final int AT_ONCE = 500;

    private final JobConfig config;
    private final RecordDecoder decoder = new RecordDecoder();
    private final RecordEncoder encoder = new RecordEncoder();

    DocumentTopics(JobConfig config) {
        this.config = config;
    }

    /**
     * A document in which a person stood.
     *
     * @param before as it was
     * @param after without the person, of the same revision
     */
    record Erased(SpecificRecordBase before, SpecificRecordBase after) {
        String idBefore() {
            return id(before);
        }

        String idAfter() {
            return id(after);
        }

        private static String id(SpecificRecordBase document) {
            return document.get(document.getSchema().getProp("key")).toString();
        }
    }

    /** The same documents elsewhere. */
    interface Index {
        /** Writes documents over; how many of them are newer there and stay. */
        long write(List<Erased> documents) throws IOException;
    }

    private record Found(ConsumerRecord<byte[], byte[]> message, Erased erased) {}

    /** Where the newest record of a key names the person, and where one that cannot be read has the code in its bytes. */
    private record Places(PersonRecords named, PersonRecords unread) {}

    /**
     * Writes each document of a topic in which the person stands again without. Reads the topic twice: for where such
     * documents are, and for these, {@value #AT_ONCE} at a time. They go to the index first: a call that ends before its
     * time leaves them on the topic, where the next one finds them.
     */
    Result erase(Topic<?> topic, Erasure erasure, Index index)
            throws IOException, ExecutionException, InterruptedException {
        long documents = 0;
        long newer = 0;
        long unread;
        Properties properties = KafkaOutputs.producerProperties(config);
        try (KafkaConsumer<byte[], byte[]> reader = reader();
                KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            Places places = find(reader, topic, erasure);
            unread = places.unread().size();
            for (Map.Entry<Integer, NavigableSet<Long>> each :
                    places.named().offsets().entrySet()) {
                NavigableSet<Long> offsets = each.getValue();
                TopicPartition partition = new TopicPartition(topic.name(), each.getKey());
                reader.assign(List.of(partition));
                reader.seek(partition, offsets.first());
                List<Found> batch = new ArrayList<>();
                while (reader.position(partition) <= offsets.last()) {
                    for (ConsumerRecord<byte[], byte[]> message : reader.poll(POLL)) {
                        if (offsets.contains(message.offset())) {
                            find(message, erasure).ifPresent(erased -> batch.add(new Found(message, erased)));
                        }
                        if (batch.size() == AT_ONCE) {
                            newer += write(batch, producer, index);
                            documents += batch.size();
                            batch.clear();
                        }
                    }
                }
                newer += write(batch, producer, index);
                documents += batch.size();
            }
        }
        return new Result(documents, newer, unread);
    }

    private long write(List<Found> batch, KafkaProducer<byte[], byte[]> producer, Index index)
            throws IOException, ExecutionException, InterruptedException {
        long newer = index.write(batch.stream().map(Found::erased).toList());
        List<Future<?>> sent = new ArrayList<>();
        for (Found found : batch) {
            ConsumerRecord<byte[], byte[]> message = found.message();
            Erased each = found.erased();
            byte[] key = message.key();
            if (!each.idBefore().equals(each.idAfter())
                    && Arrays.equals(key, each.idBefore().getBytes(StandardCharsets.UTF_8))) {
                // The old id names the person: its last record says that there is nothing.
                sent.add(producer.send(new ProducerRecord<>(message.topic(), message.partition(), key, null)));
                key = each.idAfter().getBytes(StandardCharsets.UTF_8);
            }
            sent.add(producer.send(new ProducerRecord<>(message.topic(), key, encoder.encode(each.after()))));
        }
        for (Future<?> each : sent) {
            each.get();
        }
        return newer;
    }

    private Places find(KafkaConsumer<byte[], byte[]> reader, Topic<?> topic, Erasure erasure) {
        Places found = new Places(new PersonRecords(), new PersonRecords());
        List<TopicPartition> partitions = reader.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
        while (partitions.stream().anyMatch(at -> reader.position(at) < ends.getOrDefault(at, 0L))) {
            for (ConsumerRecord<byte[], byte[]> message : reader.poll(POLL)) {
                byte[] value = message.value();
                SpecificRecordBase document = value == null ? null : decode(value);
                boolean named = document != null && erasure.of(document).isPresent();
                boolean unread = value != null && document == null && erasure.stands(value);
                found.named().add(message.key(), message.partition(), message.offset(), named);
                found.unread().add(message.key(), message.partition(), message.offset(), unread);
            }
        }
        return found;
    }

    private Optional<Erased> find(ConsumerRecord<byte[], byte[]> message, Erasure erasure) {
        SpecificRecordBase document = message.value() == null ? null : decode(message.value());
        return document == null ? Optional.empty() : erasure.of(document).map(without -> new Erased(document, without));
    }

    private KafkaConsumer<byte[], byte[]> reader() {
        Properties properties = config.kafkaProperties();
        properties.setProperty("enable.auto.commit", "false");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private @Nullable SpecificRecordBase decode(byte[] value) {
        try {
            return decoder.decode(value);
        } catch (UndecodableException e) {
            // No document of ours, or one of a newer program; the index job has made a dead letter of it.
            return null;
        }
    }
}
