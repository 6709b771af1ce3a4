package org.govbrain.local.watchdog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.domain.alert.PagingBook;
import org.govbrain.domain.alert.ProgressWatch;
import org.govbrain.domain.alert.WatchdogPage;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.reference.ReferenceSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches from outside that heartbeats come and that detection and paging read them: a job commits how far it has read with each
 * checkpoint, and heartbeats give it something to read whether or not anything happens. Whatever stops is told within
 * a minute, as long as Kafka takes the message; one that it refuses is sent again with the next look, and what nobody on duty
 * could be told is told to who comes on duty. Heartbeats that the
 * pacemaker withholds on purpose have not stopped.
 */
public final class Watchdog implements AutoCloseable {
    /** So long may a part stand still; several checkpoints, and less than a minute. */
    public static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration READ_AGAIN = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);

    private final JobConfig config;
    private final ReferenceSource reference;
    private final Function<Delivery, CompletableFuture<Void>> send;
    private final LongSupplier withheld;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final long startedNanos;
    private final PartProgress parts;
    private final ProgressWatch watch = new ProgressWatch(PATIENCE, PartProgress.HEARTBEATS);
    /** Messages that Kafka has neither taken nor refused yet. */
    private final Map<ProgressWatch.Change, CompletableFuture<Void>> underWay = new HashMap<>();

    /** Of which nobody on duty could be told yet. */
    private final Set<ProgressWatch.Change> untold = ConcurrentHashMap.newKeySet();

    private final AtomicLong failedLooks = new AtomicLong();
    private final Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable Admin admin;
    private PagingBook book;
    private Instant readAt = Instant.EPOCH;

    /**
     * One that looks when it is told to.
     *
     * @param clock what messages say
     * @param nanos a time that never leaps, as {@link System#nanoTime}
     */
    Watchdog(
            JobConfig config,
            ReferenceSource reference,
            Function<Delivery, CompletableFuture<Void>> send,
            LongSupplier withheld,
            InstantSource clock,
            LongSupplier nanos) {
        this.config = config;
        this.reference = reference;
        this.send = send;
        this.withheld = withheld;
        this.clock = clock;
        this.nanos = nanos;
        this.startedNanos = nanos.getAsLong();
        this.parts = new PartProgress(config);
        this.book = reference.load().paging();
        this.thread = new Thread(this::run, "watchdog");
        thread.setDaemon(true);
    }

    /**
     * Starts watching.
     *
     * @param send takes each message at once, past the paging job; completes when it has it for good
     * @param withheld how often the pacemaker has withheld a heartbeat on purpose; a pacemaker that stands counts no further
     */
    public static Watchdog start(
            JobConfig config,
            ReferenceSource reference,
            Function<Delivery, CompletableFuture<Void>> send,
            LongSupplier withheld) {
        Watchdog watchdog = new Watchdog(config, reference, send, withheld, InstantSource.system(), System::nanoTime);
        watchdog.thread.start();
        return watchdog;
    }

    /** What it counts, in Prometheus' text format. */
    public String metrics() {
        return """
            # HELP govbrain_watchdog_failed_looks_total Looks of the watchdog that ended in an error; another followed each.
            # TYPE govbrain_watchdog_failed_looks_total counter
            govbrain_watchdog_failed_looks_total %d
            # HELP govbrain_watchdog_untold Parts that stopped, or came back, while nobody was on duty who could be told.
            # TYPE govbrain_watchdog_untold gauge
            govbrain_watchdog_untold %d
            """.formatted(failedLooks.get(), untold.size());
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
        disconnect();
    }

    private void run() {
        try {
            while (!stopping) {
                look();
                Thread.sleep(EVERY.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once. What goes wrong ends this look and no other: whoever watches must not be the one that stops. */
    void look() throws InterruptedException {
        try {
            Admin connected = admin;
            if (connected == null) {
                connected = Admin.create(config.kafkaProperties());
                admin = connected;
            }
            look(connected);
        } catch (RuntimeException e) {
            LOG.error("Look {} of those that failed; the next one follows", failedLooks.incrementAndGet(), e);
            disconnect();
        }
    }

    private void look(Admin connected) throws InterruptedException {
        Map<String, Long> progress = parts.read(connected, withheld.getAsLong());
        settle();
        Instant now = clock.instant();
        Instant steady = Instant.EPOCH.plusNanos(nanos.getAsLong() - startedNanos);
        List<ProgressWatch.Change> due = watch.look(progress, now, steady).stream()
                .filter(change -> !underWay.containsKey(change))
                .toList();
        if (due.isEmpty()) {
            return;
        }
        // While nobody is on duty this is asked with each look, and the roster seldom changes.
        if (!untold.containsAll(due) || !steady.isBefore(readAt.plus(READ_AGAIN))) {
            readRoster();
            readAt = steady;
        }
        due.forEach(change -> tell(change, now));
    }

    private void readRoster() {
        try {
            book = reference.load().paging();
        } catch (RuntimeException e) {
            LOG.warn("The roster can't be read; the one read before is used", e);
        }
    }

    private void tell(ProgressWatch.Change change, Instant now) {
        String happened = change.stopped() ? "stands still" : "works again";
        Optional<Delivery> page = WatchdogPage.of(change, book, now);
        if (page.isEmpty()) {
            if (untold.add(change)) {
                LOG.error(
                        "{} {} since {}, and nobody was told: nobody is on duty; who comes on duty is told then",
                        change.part(),
                        happened,
                        change.since());
            }
            return;
        }
        LOG.warn("{} {} since {}", change.part(), happened, change.since());
        untold.remove(change);
        underWay.put(change, send.apply(page.get()));
    }

    /** Only what Kafka has taken is told. */
    private void settle() {
        underWay.entrySet().removeIf(message -> {
            CompletableFuture<Void> taken = message.getValue();
            if (!taken.isDone()) {
                return false;
            }
            Throwable refusal = taken.handle((done, failure) -> failure).join();
            if (refusal == null) {
                watch.told(message.getKey());
            } else {
                LOG.error("Kafka has not taken the message of {}; it is sent again", message.getKey(), refusal);
            }
            return true;
        });
    }

    private void disconnect() {
        Admin connected = admin;
        admin = null;
        if (connected != null) {
            connected.close(Duration.ZERO);
        }
    }
}
