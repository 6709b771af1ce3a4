package org.govbrain.local.stack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;

/** How many records each group has not read yet, as of its last checkpoint. */
record Lag(JobConfig config) {
    /** Kafka's own minute is longer than whoever asks for a status waits: with a dead broker nothing at all was answered. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Group, topic, number; or an {@code error} when Kafka does not answer. */
    ObjectNode describe() {
        ObjectNode lag = JsonNodeFactory.instance.objectNode();
        try (Admin admin = Admin.create(settings())) {
            describe(admin, lag);
            return lag;
        } catch (ExecutionException e) {
            return JsonNodeFactory.instance.objectNode().put("error", String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return lag;
        }
    }

    /** Of the client that asks. */
    Properties settings() {
        Properties settings = config.kafkaProperties();
        String patience = Long.toString(PATIENCE.toMillis());
        settings.setProperty(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, patience);
        settings.setProperty(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, patience);
        return settings;
    }

    /** Group, topic, number; a broker may have groups of others. */
    void describe(Admin admin, ObjectNode lag) throws ExecutionException, InterruptedException {
        String ours = config.get(ConfigKeys.KAFKA_GROUP) + "-";
        for (GroupListing group : admin.listGroups().all().get()) {
            if (!group.groupId().startsWith(ours)) {
                continue;
            }
            Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(group.groupId())
                    .partitionsToOffsetAndMetadata()
                    .get();
            Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
            read.keySet().forEach(partition -> ends.put(partition, OffsetSpec.latest()));
            Map<String, Long> byTopic = new TreeMap<>();
            admin.listOffsets(ends)
                    .all()
                    .get()
                    .forEach((partition, end) ->
                            byTopic.merge(partition.topic(), end.offset() - offset(read, partition), Long::sum));
            ObjectNode topics = lag.putObject(group.groupId());
            byTopic.forEach(topics::put);
        }
    }

    private static long offset(Map<TopicPartition, OffsetAndMetadata> read, TopicPartition partition) {
        OffsetAndMetadata offset = read.get(partition);
        return offset == null ? 0 : offset.offset();
    }
}
