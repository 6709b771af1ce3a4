package org.govbrain.bench.latency;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topic.Use;
import org.govbrain.schemas.Topics;

/** How much the jobs write for the index job to read. */
final class DocumentTopics {
    private DocumentTopics() {}

    /** Records so far of each document topic, by its name. */
    static Map<String, Long> written(JobConfig config) {
        Properties properties = config.kafkaProperties();
        properties.setProperty("enable.auto.commit", "false");
        List<String> topics = Topics.of(Use.OUTPUT).stream().map(Topic::name).toList();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = topics.stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            return consumer.endOffsets(partitions).entrySet().stream()
                    .collect(Collectors.toMap(
                            end -> end.getKey().topic(), Map.Entry::getValue, Long::sum, TreeMap::new));
        }
    }
}
