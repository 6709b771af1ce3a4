package org.govbrain.local.watchdog;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.domain.alert.PagingBook;
import org.govbrain.domain.alert.ProgressWatch;
import org.govbrain.domain.alert.WatchdogPage;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.paging.PagingJob;
import org.govbrain.engine.reference.ReferenceSource;
import org.govbrain.engine.situation.SituationJob;
import org.govbrain.schemas.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches from outside that heartbeats come and that detection and paging read them: a job commits how far it has read with each
 * checkpoint, and heartbeats give it something to read whether or not anything happens. Whatever stops is told within
 * a minute, as long as Kafka takes the message. Heartbeats that the pacemaker withholds on purpose have not stopped.
 */
public final class Watchdog implements AutoCloseable {
    /** So long may a part stand still; several checkpoints, and less than a minute. */
    public static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final String HEARTBEATS = "heartbeats";
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final JobConfig config;
    private final ReferenceSource reference;
    private final Consumer<Delivery> send;
    private final InstantSource clock;
    private final LongSupplier withheld;
    private final Map<String, JobProgress> jobs = new HashMap<>();
    private final ProgressWatch watch = new ProgressWatch(PATIENCE, HEARTBEATS);
    private final Thread thread;
    private volatile boolean stopping;
    private long withheldBefore;
    private PagingBook book;

    /** One that looks when it is told to. */
    Watchdog(
            JobConfig config,
            ReferenceSource reference,
            Consumer<Delivery> send,
            LongSupplier withheld,
            InstantSource clock) {
        this.config = config;
        this.reference = reference;
        this.send = send;
        this.withheld = withheld;
        this.clock = clock;
        this.book = reference.load().paging();
        this.thread = new Thread(this::run, "watchdog");
        thread.setDaemon(true);
    }

    /**
     * Starts watching.
     *
     * @param send takes each message at once, past the paging job
     * @param withheld how often the pacemaker has withheld a heartbeat on purpose; a pacemaker that stands counts no further
     */
    public static Watchdog start(
            JobConfig config, ReferenceSource reference, Consumer<Delivery> send, LongSupplier withheld) {
        Watchdog watchdog = new Watchdog(config, reference, send, withheld, InstantSource.system());
        watchdog.thread.start();
        return watchdog;
    }

    @Override
    public void close() {
        stopping = true;
        thread.interrupt();
        try {
            thread.join(EVERY.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (Admin admin = Admin.create(config.kafkaProperties())) {
            while (!stopping) {
                look(admin);
                Thread.sleep(EVERY.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void look(Admin admin) throws InterruptedException {
        Map<String, Long> progress = new HashMap<>();
        long withheldNow = withheld.getAsLong();
        boolean onPurpose = withheldNow != withheldBefore;
        withheldBefore = withheldNow;
        read(progress, HEARTBEATS, () -> heartbeats(admin) + withheldNow);
        read(progress, SituationJob.NAME, () -> job(admin, SituationJob.NAME, onPurpose));
        read(progress, PagingJob.NAME, () -> job(admin, PagingJob.NAME, onPurpose));
        List<ProgressWatch.Change> changes = watch.look(progress, clock.instant());
        if (changes.isEmpty()) {
            return;
        }
        try {
            book = reference.load().paging();
        } catch (RuntimeException e) {
            LOG.warn("The roster can't be read; the one read before is used", e);
        }
        for (ProgressWatch.Change change : changes) {
            LOG.warn(
                    "{} {} since {}", change.part(), change.stopped() ? "stands still" : "works again", change.since());
            WatchdogPage.of(change, book, clock.instant()).ifPresent(send);
        }
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
        return admin.listOffsets(latest).all().get(EVERY.toSeconds(), TimeUnit.SECONDS).values().stream()
                .mapToLong(info -> info.offset())
                .sum();
    }

    private long job(Admin admin, String job, boolean withheldOnPurpose)
            throws ExecutionException, TimeoutException, InterruptedException {
        String group = config.get(ConfigKeys.KAFKA_GROUP) + "-" + job;
        Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(EVERY.toSeconds(), TimeUnit.SECONDS);
        long committed = offsets.values().stream()
                .mapToLong(offset -> offset == null ? 0 : offset.offset())
                .sum();
        return jobs.computeIfAbsent(job, unused -> new JobProgress())
                .look(committed, ends(admin, offsets.keySet()), withheldOnPurpose);
    }
}
