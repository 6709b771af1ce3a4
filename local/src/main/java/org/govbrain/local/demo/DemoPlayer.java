package org.govbrain.local.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.local.broker.EventSender;
import org.govbrain.local.simulate.CityFeed;
import org.govbrain.local.simulate.SimulatorSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plays the sample days while the stack runs, and goes on where the last run stopped. The pacemaker asks it how far it is, so
 * that no heartbeat runs ahead of what it still has to send.
 */
public final class DemoPlayer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DemoPlayer.class);
    /** Promises are missed three times as often as usual, so that an hour of it shows every colour. */
    private static final SimulatorSettings DAYS = new SimulatorSettings(1, true, 3, 1);

    private static final Duration STEP = Duration.ofMillis(100);
    private static final Duration SAVE_EVERY = Duration.ofSeconds(1);
    private static final Duration TELL_EVERY = Duration.ofSeconds(5);
    private static final DateTimeFormatter CITY_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(SimulatorSettings.ZONE);

    private final Demo demo;
    private final DemoStore store;
    private final Consumer<String> progress;
    private final Clock clock = Clock.systemUTC();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "demo-player");
    private volatile DemoState state;
    private Properties kafka = new Properties();
    private boolean saidLive;

    /** A player that does not play yet but knows how far the last run came, or that it is the first. */
    public DemoPlayer(Demo demo, Path file, Consumer<String> progress) {
        this.demo = demo;
        this.store = new DemoStore(file);
        this.progress = progress;
        this.state = store.load().orElseThrow();
    }

    /** Notes that the sample days are played, from the day before an instant's on; a player goes on from that. */
    public static void begin(Path file, Instant now) {
        new DemoStore(file).save(DemoState.beginningBefore(now));
    }

    /** Begins to play; the topics must exist. */
    public void start(JobConfig config) {
        kafka = KafkaOutputs.producerProperties(config);
        thread.setDaemon(true);
        thread.start();
    }

    /** Everything that arrives before this instant has been sent. */
    public Instant playedUpTo() {
        return state.playedUpTo();
    }

    /** Events sent by all runs. */
    public long events() {
        return state.events();
    }

    /** Whether the past is over and the city lives by this machine's clock. */
    public boolean isLive() {
        return state.isLive(clock.instant());
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        CityFeed feed = new CityFeed(demo.city(), DAYS, state.firstDay());
        if (!isLive()) {
            progress.accept("The city lives on from " + CITY_TIME.format(state.playedUpTo()) + ", " + speed()
                    + " times as fast until it has caught up with now");
        }
        while (stop.getCount() > 0) {
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(kafka, new ByteArraySerializer(), new ByteArraySerializer())) {
                playUntilTrouble(new Playback(feed, new EventSender(producer), demo.speed(), state, clock.instant()));
            } catch (IOException | RuntimeException e) {
                // What may have been sent is sent again: the events' ids make that harmless.
                LOG.warn("The sample day is interrupted, trying again", e);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void playUntilTrouble(Playback playback) throws IOException, InterruptedException {
        Instant nextSave = clock.instant().plus(SAVE_EVERY);
        Instant nextTell = clock.instant().plus(TELL_EVERY);
        while (!stop.await(STEP.toMillis(), TimeUnit.MILLISECONDS)) {
            Instant now = clock.instant();
            state = playback.step(now);
            if (!now.isBefore(nextSave)) {
                store.save(state);
                nextSave = now.plus(SAVE_EVERY);
            }
            if (!saidLive && (state.isLive(now) || !now.isBefore(nextTell))) {
                tell(now);
                nextTell = now.plus(TELL_EVERY);
            }
        }
        store.save(state);
    }

    private void tell(Instant now) {
        saidLive = state.isLive(now);
        progress.accept(
                saidLive
                        ? "The city has caught up with now, after %,d events; from here it lives in real time"
                                .formatted(state.events())
                        : "In the city it is %s, %,d events so far"
                                .formatted(CITY_TIME.format(state.playedUpTo()), state.events()));
    }

    private String speed() {
        return demo.speed() == Math.rint(demo.speed())
                ? Long.toString((long) demo.speed())
                : Double.toString(demo.speed());
    }
}
