package org.govbrain.bench.latency;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.core.search.Hit;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.elastic.ElasticsearchConnection;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.UndecodableException;
import org.govbrain.schemas.document.BreachDocument;

/** Looks for breaches where their readers find them, and notes when each was there first. */
final class Breaches implements AutoCloseable {
    private static final String INDEX = "govbrain-breaches";
    private static final String INDEXED_AT = "indexed_at";
    /** More often, asking would take a tenth of a processor from those who are measured. */
    private static final Duration POLL = Duration.ofMillis(50);

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ElasticsearchClient client;
    private final Map<String, Long> inKafka = new HashMap<>();
    private final Map<String, Long> sent = new HashMap<>();
    private final Map<String, Long> inSearch = new HashMap<>();

    /**
     * How long after its deadline each breach was in its topic, by the broker's time, on its way to Elasticsearch, and in the
     * answer of a search.
     */
    record Latencies(List<Long> kafkaMs, List<Long> sentMs, List<Long> searchMs) {}

    /** Sees what is written from now on. */
    Breaches(JobConfig config) {
        Properties properties = config.kafkaProperties();
        properties.setProperty("enable.auto.commit", "false");
        consumer = new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.BREACHES.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
        client = ElasticsearchConnection.of(config).client();
    }

    /** Waits until all of them are in both places. */
    Latencies await(Map<String, Instant> due) throws IOException, UndecodableException {
        Instant last = due.values().stream().max(Instant::compareTo).orElseThrow();
        Instant end = last.plus(PATIENCE);
        while (!inKafka.keySet().containsAll(due.keySet()) || !inSearch.keySet().containsAll(due.keySet())) {
            if (Instant.now().isAfter(end)) {
                throw CommandFailure.rejected(PATIENCE.toSeconds() + " s after the last of " + due.size()
                        + " deadlines there are " + inKafka.size() + " breaches in Kafka and " + inSearch.size()
                        + " in Elasticsearch");
            }
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                BreachDocument breach = SingleObject.decode(record.value(), BreachDocument.class);
                if (due.containsKey(breach.getBreachId())) {
                    inKafka.putIfAbsent(breach.getBreachId(), record.timestamp());
                }
            }
            search(due);
        }
        return new Latencies(late(due, inKafka), late(due, sent), late(due, inSearch));
    }

    /** Only those that are due and were not found yet are asked for, so that asking stays cheap. */
    private void search(Map<String, Instant> due) throws IOException {
        Instant now = Instant.now();
        List<String> missing = new ArrayList<>();
        due.forEach((id, at) -> {
            if (!at.isAfter(now) && !inSearch.containsKey(id)) {
                missing.add(id);
            }
        });
        if (missing.isEmpty()) {
            return;
        }
        List<Hit<JsonNode>> hits = client.search(
                        search -> search.index(INDEX)
                                .size(missing.size())
                                .source(source -> source.filter(filter -> filter.includes(INDEXED_AT)))
                                .query(query -> query.ids(ids -> ids.values(missing))),
                        JsonNode.class)
                .hits()
                .hits();
        long foundMs = System.currentTimeMillis();
        for (Hit<JsonNode> hit : hits) {
            String id = String.valueOf(hit.id());
            Instant indexedAt = Instant.parse(
                    Objects.requireNonNull(hit.source()).path(INDEXED_AT).asText());
            sent.putIfAbsent(id, indexedAt.toEpochMilli());
            inSearch.putIfAbsent(id, foundMs);
        }
    }

    private static List<Long> late(Map<String, Instant> due, Map<String, Long> seen) {
        return due.entrySet().stream()
                .map(entry -> seen.getOrDefault(entry.getKey(), Long.MAX_VALUE)
                        - entry.getValue().toEpochMilli())
                .toList();
    }

    @Override
    public void close() throws IOException {
        consumer.close();
        client._transport().close();
    }
}
