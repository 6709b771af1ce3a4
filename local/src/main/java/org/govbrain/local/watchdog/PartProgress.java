package org.govbrain.local.watchdog;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.paging.PagingJob;
import org.govbrain.engine.situation.SituationJob;
import org.govbrain.schemas.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads from Kafka how far heartbeats and jobs are, each as a number that only grows while the part works. Not thread-safe. */
final class PartProgress {
    static final String HEARTBEATS = "heartbeats";

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Logger LOG = LoggerFactory.getLogger(PartProgress.class);

    private final JobConfig config;
    private final Map<String, JobProgress> jobs = new HashMap<>();
    private long withheldBefore;

    PartProgress(JobConfig config) {
        this.config = config;
    }

    /**
     * The number of each part; one that cannot be read is left out.
     *
     * @param withheld how often a heartbeat was withheld on purpose until now
     */
    Map<String, Long> read(Admin admin, long withheld) throws InterruptedException {
        boolean onPurpose = withheld != withheldBefore;
        withheldBefore = withheld;
        Map<String, Long> progress = new HashMap<>();
        read(progress, HEARTBEATS, () -> heartbeats(admin) + withheld);
        read(progress, SituationJob.NAME, () -> job(admin, SituationJob.NAME, onPurpose));
        read(progress, PagingJob.NAME, () -> job(admin, PagingJob.NAME, onPurpose));
        return progress;
    }

    private interface Reading {
        long get() throws ExecutionException, TimeoutException, InterruptedException;
    }

    private static void read(Map<String, Long> progress, String part, Reading reading) throws InterruptedException {
        try {
            progress.put(part, reading.get());
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("The progress of {} can't be read: {}", part, e.toString());
        }
    }

    /** Records on the topic of answers: heartbeats make it grow even if nobody answers. */
    private static long heartbeats(Admin admin) throws ExecutionException, TimeoutException, InterruptedException {
        Set<TopicPartition> partitions = new HashSet<>();
        for (int partition = 0; partition < Topics.ACKS.partitions(); partition++) {
            partitions.add(new TopicPartition(Topics.ACKS.name(), partition));
        }
        return ends(admin, partitions);
    }

    private static long ends(Admin admin, Set<TopicPartition> partitions)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        partitions.forEach(partition -> latest.put(partition, OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get(PATIENCE.toSeconds(), TimeUnit.SECONDS).values().stream()
                .mapToLong(info -> info.offset())
                .sum();
    }

    private long job(Admin admin, String job, boolean withheldOnPurpose)
            throws ExecutionException, TimeoutException, InterruptedException {
        String group = config.get(ConfigKeys.KAFKA_GROUP) + "-" + job;
        Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        long committed = offsets.values().stream()
                .mapToLong(offset -> offset == null ? 0 : offset.offset())
                .sum();
        return jobs.computeIfAbsent(job, unused -> new JobProgress())
                .look(committed, ends(admin, offsets.keySet()), withheldOnPurpose);
    }
}
