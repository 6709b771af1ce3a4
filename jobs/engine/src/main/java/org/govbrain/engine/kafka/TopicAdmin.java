package org.govbrain.engine.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topic.Use;
import org.govbrain.schemas.Topics;

/** Brings the topics on a broker into the state that {@link Topics} declares. */
public final class TopicAdmin {

    /** What {@link #findDifferences} says of a topic that is not there. */
    public static final String MISSING = "is missing";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

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
                ignoringDone(creation::get);
            }
            correct(admin, present);
            awaitKnown(admin);
            awaitLed(admin);
        }
    }

    /**
     * In what topics are not as declared; nothing is changed.
     *
     * @return the topics that differ, each with what is wrong, as "is missing" or "has 1 partitions, not 4"
     * @throws ExecutionException when the broker refuses, with its reason as cause
     */
    public static Map<String, List<String>> findDifferences(Admin admin)
            throws ExecutionException, InterruptedException {
        Map<String, List<String>> differences = new LinkedHashMap<>();
        Map<ConfigResource, Topic<?>> present = new LinkedHashMap<>();
        var descriptions = admin.describeTopics(
                        Topics.all().stream().map(Topic::name).toList())
                .topicNameValues();
        for (Topic<?> topic : Topics.all()) {
            try {
                TopicDescription found =
                        Objects.requireNonNull(descriptions.get(topic.name())).get();
                present.put(new ConfigResource(ConfigResource.Type.TOPIC, topic.name()), topic);
                if (!hasItsPartitions(found)) {
                    differ(differences, topic)
                            .add("has " + found.partitions().size() + " partitions, not " + topic.partitions());
                }
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                differ(differences, topic).add(MISSING);
            }
        }
        Map<ConfigResource, Config> settings =
                admin.describeConfigs(present.keySet()).all().get();
        present.forEach((resource, topic) -> new TreeMap<>(settings(topic)).forEach((name, declared) -> {
            ConfigEntry found = Objects.requireNonNull(settings.get(resource)).get(name);
            if (found != null && !words(declared).equals(words(found.value()))) {
                differ(differences, topic).add("has " + name + " " + found.value() + ", not " + declared);
            }
        }));
        return differences;
    }

    /** A list of policies means the same in any order, and with one named twice. */
    private static Set<String> words(String value) {
        return Set.copyOf(List.of(value.split("\\s*,\\s*", -1)));
    }

    private static List<String> differ(Map<String, List<String>> differences, Topic<?> topic) {
        return differences.computeIfAbsent(topic.name(), unused -> new ArrayList<>());
    }

    /** A broker learns a little later what its controller did; a job started in between would miss partitions. */
    private static void awaitKnown(Admin admin) throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!areKnown(admin)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the broker does not show the topics as they were created, after "
                        + PATIENCE.toSeconds() + " seconds");
            }
            Thread.sleep(50);
        }
    }

    private static boolean areKnown(Admin admin) throws ExecutionException, InterruptedException {
        try {
            return describe(admin, Topics.all()).stream().allMatch(TopicAdmin::hasItsPartitions);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    /**
     * A partition that is known need not be led yet. What is sent until then is refused and sent again, but a later batch may be
     * taken before; then those before it are out of order for the broker, which refuses them until they have expired. So the
     * leaders themselves are asked; the client repeats the question until they answer.
     */
    private static void awaitLed(Admin admin) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (TopicDescription topic : describe(admin, Topics.all())) {
            topic.partitions()
                    .forEach(each -> ends.put(new TopicPartition(topic.name(), each.partition()), OffsetSpec.latest()));
        }
        try {
            admin.listOffsets(ends, new ListOffsetsOptions().timeoutMs((int) PATIENCE.toMillis()))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TimeoutException) {
                throw new IllegalStateException(
                        "not every partition of the topics has a leader that answers, after " + PATIENCE.toSeconds()
                                + " seconds",
                        e);
            }
            throw e;
        }
    }

    /** An input may grow, because order never matters there; a compacted topic would lose track of its keys. */
    private static boolean hasItsPartitions(TopicDescription found) {
        Topic<?> topic = Topics.find(found.name()).orElseThrow();
        return topic.use() != Use.INPUT || found.partitions().size() >= topic.partitions();
    }

    private static NewTopic newTopic(Topic<?> topic, int replication) {
        Optional<Short> copies = replication == 0 ? Optional.empty() : Optional.of((short) replication);
        return new NewTopic(topic.name(), Optional.of(topic.partitions()), copies).configs(settings(topic));
    }

    private static Map<String, String> settings(Topic<?> topic) {
        Map<String, String> settings = new HashMap<>();
        // The watermark is clamped by this time: a producer must not be able to choose it.
        settings.put("message.timestamp.type", "LogAppendTime");
        settings.put("cleanup.policy", topic.cleanup().policy());
        settings.put("max.message.bytes", String.valueOf(topic.maxMessageBytes()));
        topic.cleanup().retentionMs().ifPresent(ms -> settings.put("retention.ms", String.valueOf(ms)));
        return settings;
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
            if (!hasItsPartitions(found)) {
                int partitions = Topics.find(found.name()).orElseThrow().partitions();
                NewPartitions more = NewPartitions.increaseTo(partitions);
                ignoringDone(() ->
                        admin.createPartitions(Map.of(found.name(), more)).all().get());
            }
        }
    }

    private static Collection<TopicDescription> describe(Admin admin, List<? extends Topic<?>> topics)
            throws ExecutionException, InterruptedException {
        List<String> names = topics.stream().map(Topic::name).toList();
        return admin.describeTopics(names).allTopicNames().get().values();
    }

    private interface Step {
        Object await() throws ExecutionException, InterruptedException;
    }

    private static void ignoringDone(Step step) throws ExecutionException, InterruptedException {
        try {
            step.await();
        } catch (ExecutionException e) {
            // Another caller was quicker, or a broker that answered did not know yet what its controller had done.
            boolean done =
                    e.getCause() instanceof TopicExistsException || e.getCause() instanceof InvalidPartitionsException;
            if (!done) {
                throw e;
            }
        }
    }
}
