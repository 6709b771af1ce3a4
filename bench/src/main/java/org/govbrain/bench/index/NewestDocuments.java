package org.govbrain.bench.index;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.avro.DocumentDecoder;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.document.DocumentWrite;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topic.Use;
import org.govbrain.schemas.Topics;

/**
 * The newest version of each document, on the document topics of a broker behind everything that was there before.
 *
 * @param documents in no order
 * @param from where they begin
 */
public record NewestDocuments(List<DocumentWrite> documents, Map<TopicPartition, Long> from) {
    private static final Duration POLL = Duration.ofMillis(500);

    /** Writes at most so many documents again. */
    public static NewestDocuments repeat(JobConfig config, int most) {
        Reader reader = new Reader(config, most);
        Map<TopicPartition, Long> ends = reader.read();
        try (Producer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaOutputs.producerProperties(config), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ConsumerRecord<byte[], byte[]> record : reader.records.values()) {
                var unused = producer.send(new ProducerRecord<>(record.topic(), record.key(), record.value()));
            }
        }
        return new NewestDocuments(List.copyOf(reader.writes.values()), ends);
    }

    private static final class Reader {
        private final JobConfig config;
        private final int most;
        private final DocumentDecoder decoder = new DocumentDecoder();
        private final Map<String, ConsumerRecord<byte[], byte[]>> records = new LinkedHashMap<>();
        private final Map<String, DocumentWrite> writes = new HashMap<>();

        Reader(JobConfig config, int most) {
            this.config = config;
            this.most = most;
        }

        Map<TopicPartition, Long> read() {
            Properties properties = config.kafkaProperties();
            properties.setProperty("enable.auto.commit", "false");
            try (KafkaConsumer<byte[], byte[]> consumer =
                    new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
                List<TopicPartition> partitions = new ArrayList<>();
                for (Topic<?> topic : Topics.of(Use.OUTPUT)) {
                    consumer.partitionsFor(topic.name())
                            .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
                }
                consumer.assign(partitions);
                consumer.seekToBeginning(partitions);
                Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
                while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.getOrDefault(at, 0L))) {
                    consumer.poll(POLL).forEach(record -> take(record));
                }
                return ends;
            }
        }

        private void take(ConsumerRecord<byte[], byte[]> record) {
            DocumentWrite write = decoder.decode(
                            record.topic(), record.partition(), record.offset(), record.timestamp(), record.value())
                    .write();
            if (write == null) {
                throw new IllegalStateException(
                        "the job wrote something to " + record.topic() + " that is no document");
            }
            DocumentWrite known = writes.get(write.key());
            if (known == null ? writes.size() < most : write.version() > known.version()) {
                writes.put(write.key(), write);
                records.put(write.key(), record);
            }
        }
    }
}
