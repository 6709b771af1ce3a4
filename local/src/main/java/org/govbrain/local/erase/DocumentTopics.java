package org.govbrain.local.erase;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.govbrain.schemas.RecordDecoder;
import org.govbrain.schemas.RecordEncoder;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.UndecodableException;
import org.jspecify.annotations.Nullable;

/** A person's documents on their topics, where the newest record of a key is the whole truth. */
final class DocumentTopics {
    private static final Duration POLL = Duration.ofMillis(500);

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

    /** Reads a topic to its end and writes each document in which the person stands again without; what was written. */
    List<Erased> erase(Topic<?> topic, Erasure erasure) throws ExecutionException, InterruptedException {
        Map<List<Byte>, ConsumerRecord<byte[], byte[]>> newest = new LinkedHashMap<>();
        read(topic, newest);
        Properties properties = KafkaOutputs.producerProperties(config);
        List<Erased> erased = new ArrayList<>();
        List<Future<?>> sent = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ConsumerRecord<byte[], byte[]> message : newest.values()) {
                SpecificRecordBase document = decode(message.value());
                Optional<SpecificRecordBase> without = document == null ? Optional.empty() : erasure.of(document);
                if (document == null || without.isEmpty()) {
                    continue;
                }
                Erased each = new Erased(document, without.get());
                byte[] key = message.key();
                if (!each.idBefore().equals(each.idAfter())
                        && Arrays.equals(key, each.idBefore().getBytes(StandardCharsets.UTF_8))) {
                    // The old id names the person: its last record says that there is nothing.
                    sent.add(producer.send(new ProducerRecord<>(topic.name(), message.partition(), key, null)));
                    key = each.idAfter().getBytes(StandardCharsets.UTF_8);
                }
                sent.add(producer.send(new ProducerRecord<>(topic.name(), key, encoder.encode(each.after()))));
                erased.add(each);
            }
            for (Future<?> each : sent) {
                each.get();
            }
        }
        return erased;
    }

    private void read(Topic<?> topic, Map<List<Byte>, ConsumerRecord<byte[], byte[]>> newest) {
        Properties properties = config.kafkaProperties();
        properties.setProperty("enable.auto.commit", "false");
        try (KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = reader.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (partitions.stream().anyMatch(at -> reader.position(at) < ends.getOrDefault(at, 0L))) {
                for (ConsumerRecord<byte[], byte[]> message : reader.poll(POLL)) {
                    List<Byte> key = bytes(message.key());
                    newest.remove(key);
                    if (message.value() != null) {
                        newest.put(key, message);
                    }
                }
            }
        }
    }

    private static List<Byte> bytes(byte[] key) {
        List<Byte> bytes = new ArrayList<>(key.length);
        for (byte each : key) {
            bytes.add(each);
        }
        return bytes;
    }

    private @Nullable SpecificRecordBase decode(byte[] value) {
        try {
            return decoder.decode(value);
        } catch (UndecodableException e) {
            // No document of ours; the index job has made a dead letter of it.
            return null;
        }
    }
}
