package org.govbrain.engine.kafka;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topic.Use;
import org.govbrain.schemas.Topics;

/** Brings the topics on a broker into the state that {@link Topics} declares. */
public final class TopicAdmin {

    private TopicAdmin() {}

    /**
     * Creates the topics that are missing and corrects the settings of the others; data is never touched. Safe to call
     * again, also from two places at once.
     *
     * @throws ExecutionException when the broker refuses, with its reason as cause
     */
    public static void ensureTopics(JobConfig config) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(config.kafkaProperties())) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = new ArrayList<>();
            List<Topic<?>> present = new ArrayList<>();
            for (Topic<?> topic : Topics.all()) {
                if (existing.contains(topic.name())) {
                    present.add(topic);
                } else {
                    missing.add(newTopic(topic, config.get(ConfigKeys.KAFKA_REPLICATION)));
                }
            }
            for (var creation : admin.createTopics(missing).values().values()) {
                ignoringExisting(creation::get);
            }
            correct(admin, present);
        }
    }

    private static NewTopic newTopic(Topic<?> topic, int replication) {
        Optional<Short> copies = replication == 0 ? Optional.empty() : Optional.of((short) replication);
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), copies).configs(settings(topic));
    }

    private static Map<String, String> settings(Topic<?> topic) {
        return Map.of(
                // The watermark is clamped by this time: a producer must not be able to choose it.
                "message.timestamp.type", "LogAppendTime",
                "cleanup.policy", topic.cleanup().policy(),
                "max.message.bytes", String.valueOf(topic.maxMessageBytes()));
    }

    private static void correct(Admin admin, List<Topic<?>> present) throws ExecutionException, InterruptedException {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (Topic<?> topic : present) {
            List<AlterConfigOp> operations = new ArrayList<>();
            settings(topic)
                    .forEach((name, value) ->
                            operations.add(new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET)));
            changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), operations);
        }
        admin.incrementalAlterConfigs(changes).all().get();
        for (TopicDescription found : describe(admin, present)) {
            Topic<?> topic = Topics.find(found.name()).orElseThrow();
            // An input may grow, because order never matters there; a compacted topic would lose track of its keys.
            if (topic.use() == Use.INPUT && found.partitions().size() < topic.partitions()) {
                NewPartitions more = NewPartitions.increaseTo(topic.partitions());
                admin.createPartitions(Map.of(topic.name(), more)).all().get();
            }
        }
    }

    private static Collection<TopicDescription> describe(Admin admin, List<Topic<?>> topics)
            throws ExecutionException, InterruptedException {
        List<String> names = topics.stream().map(Topic::name).toList();
        return admin.describeTopics(names).allTopicNames().get().values();
    }

    private interface Creation {
        Object await() throws ExecutionException, InterruptedException;
    }

    private static void ignoringExisting(Creation creation) throws ExecutionException, InterruptedException {
        try {
            creation.await();
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
