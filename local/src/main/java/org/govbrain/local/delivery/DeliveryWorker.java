package org.govbrain.local.delivery;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.govbrain.engine.config.JobConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what the {@link Outbox} decides. Kafka is the store: the receipts say what was sent, the committed offset is that of the
 * oldest message which is not settled. Killed at any moment and started again, every message is sent; one whose answer had come and
 * whose receipt had not been taken yet is sent again with the same key.
 *
 * <p>Of several workers on one Kafka one works and the others stand by; it hands over when it is stopped, and is replaced ten seconds
 * after it has died. A second one with the same name takes over at once, and the first one ends.
 */
public final class DeliveryWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final Duration TROUBLE = Duration.ofSeconds(2);

    private final JobConfig config;
    private final String name;
    private final Map<String, ChannelsFile.Open> channels;
    private final MessageText text;
    private final InstantSource clock;
    private final SplittableRandom random;
    private final DeliveryMetrics metrics;
    private final Senders senders = new Senders();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final Thread thread = new Thread(this::run, "delivery");

    private DeliveryWorker(
            JobConfig config,
            String name,
            Map<String, ChannelsFile.Open> channels,
            MessageText text,
            InstantSource clock,
            long seed,
            DeliveryMetrics metrics) {
        this.config = config;
        this.name = name;
        this.channels = channels;
        this.text = text;
        this.clock = clock;
        this.random = new SplittableRandom(seed);
        this.metrics = metrics;
    }

    /**
     * Begins to deliver; the topics must exist.
     *
     * @param name of this worker among those on the same Kafka
     * @param seed for the spread of retries
     */
    public static DeliveryWorker start(
            JobConfig config,
            String name,
            Map<String, ChannelsFile.Open> channels,
            MessageText text,
            InstantSource clock,
            long seed) {
        return start(config, name, channels, text, clock, seed, new DeliveryMetrics());
    }

    /**
     * The same.
     *
     * @param metrics in which it counts
     */
    public static DeliveryWorker start(
            JobConfig config,
            String name,
            Map<String, ChannelsFile.Open> channels,
            MessageText text,
            InstantSource clock,
            long seed,
            DeliveryMetrics metrics) {
        DeliveryWorker worker = new DeliveryWorker(config, name, channels, text, clock, seed, metrics);
        worker.thread.setDaemon(true);
        worker.thread.start();
        return worker;
    }

    /** Completes when it has ended, also because another one with its name has taken over. */
    public CompletableFuture<Void> ended() {
        return ended.copy();
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(Duration.ofSeconds(15).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        senders.close();
    }

    private void run() {
        try {
            while (stop.getCount() > 0) {
                try {
                    new DeliverySession(config, name, channels, text, clock, random, senders, stop, metrics).run();
                } catch (RuntimeException e) {
                    if (isReplaced(e)) {
                        LOG.error("Another delivery worker called {} has taken over; this one ends", name);
                        return;
                    }
                    LOG.warn("Delivery is interrupted and begins again from the receipts", e);
                    var unused = stop.await(TROUBLE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.complete(null);
        }
    }

    /** Also from within Kafka's call of our own listener. */
    private static boolean isReplaced(Throwable trouble) {
        for (Throwable each = trouble; each != null; each = each.getCause()) {
            if (each instanceof FencedInstanceIdException) {
                return true;
            }
        }
        return false;
    }
}
