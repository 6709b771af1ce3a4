package org.govbrain.local.stack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.govbrain.engine.index.IndexJob;
import org.govbrain.engine.paging.PagingJob;
import org.govbrain.engine.situation.SituationJob;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topic.Use;
import org.govbrain.schemas.Topics;

/**
 * What waits too long for a job, as far as Kafka can tell: records that came a while ago and that the job has not said to have
 * read. A job says so with each checkpoint, and heartbeats give the two that page something to read at any time, so one of them
 * that has ended shows here, whether or not Flink can be asked.
 */
final class Unread {
    /** Several checkpoints. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    /** What Kafka says where no record is so young. */
    private static final long NONE = -1;

    private static final Map<String, List<? extends Topic<?>>> READ = new LinkedHashMap<>();

    static {
        READ.put(SituationJob.NAME, List.of(Topics.PATROL, Topics.LINKAGE, Topics.PLATFORM));
        READ.put(PagingJob.NAME, List.of(Topics.ACKS, Topics.BREACHES, Topics.HOTSPOTS, Topics.FEEDS, Topics.RECEIPTS));
        // What is loaded in a transaction ends with its marker, which no job ever says to have read.
        READ.put(
                IndexJob.NAME,
                Topics.of(Use.OUTPUT).stream()
                        .filter(topic -> !Set.<Topic<?>>of(Topics.BUILDINGS, Topics.POSTS)
                                .contains(topic))
                        .toList());
    }

    private Unread() {}

    /**
     * Job, topic, number of records that came before that and are not read.
     *
     * @param groupPrefix what consumer groups are named after, besides the job
     */
    static void describe(Admin admin, String groupPrefix, Instant now, ObjectNode unread)
            throws ExecutionException, InterruptedException {
        for (Map.Entry<String, List<? extends Topic<?>>> job : READ.entrySet()) {
            List<TopicPartition> partitions = partitions(admin, job.getValue());
            Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(
                            groupPrefix + "-" + job.getKey())
                    .partitionsToOffsetAndMetadata()
                    .get();
            var old = ask(
                    admin,
                    partitions,
                    OffsetSpec.forTimestamp(now.minus(PATIENCE).toEpochMilli()));
            var ends = ask(admin, partitions, OffsetSpec.latest());
            var starts = ask(admin, partitions, OffsetSpec.earliest());
            Map<String, Long> byTopic = new TreeMap<>();
            for (TopicPartition partition : partitions) {
                long young = old.getOrDefault(partition, NONE);
                // Where nothing is younger, all of it is old.
                long upTo = young == NONE ? ends.getOrDefault(partition, 0L) : young;
                OffsetAndMetadata at = read.get(partition);
                long from = Math.max(starts.getOrDefault(partition, 0L), at == null ? 0 : at.offset());
                if (from < upTo) {
                    byTopic.merge(partition.topic(), upTo - from, Long::sum);
                }
            }
            ObjectNode topics = unread.putObject(job.getKey());
            byTopic.forEach(topics::put);
        }
    }

    /** As they are: an input may have grown. */
    private static List<TopicPartition> partitions(Admin admin, List<? extends Topic<?>> topics)
            throws ExecutionException, InterruptedException {
        List<TopicPartition> partitions = new ArrayList<>();
        admin.describeTopics(topics.stream().map(Topic::name).toList())
                .allTopicNames()
                .get()
                .forEach((name, topic) ->
                        topic.partitions().forEach(each -> partitions.add(new TopicPartition(name, each.partition()))));
        return partitions;
    }

    private static Map<TopicPartition, Long> ask(Admin admin, List<TopicPartition> partitions, OffsetSpec what)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        partitions.forEach(partition -> asked.put(partition, what));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        admin.listOffsets(asked).all().get().forEach((partition, found) -> offsets.put(partition, found.offset()));
        return offsets;
    }
}
