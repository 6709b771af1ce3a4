package org.govbrain.local.pacemaker;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.avro.InboundDecoder;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.input.Heartbeat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a heartbeat into every partition of every input topic each {@link #INTERVAL}, as {@link Pace} decides. It reads the
 * input topics itself, because source systems write to Kafka without telling anybody; how far it has read is kept with
 * its state, so a restart does not read years of records again. Its rhythm is counted, not read from a clock: a clock that leaps
 * a year ahead and is put right must not silence it for a year.
 */
public final class Pacemaker implements Feeders, AutoCloseable {
    public static final Duration INTERVAL = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(Pacemaker.class);
    private static final String PLAYER = "player";
    private static final Duration SAVE_EVERY = Duration.ofSeconds(1);

    private final JobConfig config;
    private final PaceStore store;
    private final InstantSource clock;
    private final long startedNanos = System.nanoTime();
    private final Pace pace;
    private final Map<String, InboundDecoder> decoders = new HashMap<>();
    private final Map<TopicPartition, Long> offsets;
    private final @Nullable Supplier<Instant> player;
    private final Thread thread;
    private volatile boolean stopping;
    private volatile @Nullable Instant lastBeat;
    private final AtomicLong withheld = new AtomicLong();

    private Pacemaker(
            JobConfig config,
            ClockMode mode,
            Duration quiet,
            PaceStore store,
            @Nullable Supplier<Instant> player,
            InstantSource clock) {
        this.config = config;
        this.store = store;
        this.player = player;
        this.clock = clock;
        PaceStore.Saved saved = store.load();
        this.pace = new Pace(mode, quiet, saved.state(), steady());
        this.offsets = new HashMap<>(saved.offsets());
        this.thread = new Thread(this::run, "pacemaker");
        thread.setDaemon(true);
    }

    /**
     * Starts beating; the topics must exist.
     *
     * @param player a feeder of this process, asked before each beat for the instant up to which it has fed all: unlike one
     *     that must call, it is never forgotten while the broker keeps it waiting
     */
    public static Pacemaker start(
            JobConfig config, ClockMode mode, Duration quiet, PaceStore store, @Nullable Supplier<Instant> player) {
        return start(config, mode, quiet, store, player, InstantSource.system());
    }

    static Pacemaker start(
            JobConfig config,
            ClockMode mode,
            Duration quiet,
            PaceStore store,
            @Nullable Supplier<Instant> player,
            InstantSource clock) {
        Pacemaker pacemaker = new Pacemaker(config, mode, quiet, store, player, clock);
        pacemaker.thread.start();
        return pacemaker;
    }

    @Override
    public void feeding(String feeder, @Nullable Instant fedUpTo) {
        synchronized (pace) {
            pace.feeding(feeder, fedUpTo, steady());
        }
    }

    @Override
    public void fed(String feeder) {
        synchronized (pace) {
            pace.fed(feeder, steady());
        }
    }

    /** The instant of the latest heartbeat. */
    public Optional<Instant> lastBeat() {
        return Optional.ofNullable(lastBeat);
    }

    /** How often there was to be no heartbeat, as {@link Pace} has it; grows only while this pacemaker works. */
    public long withheld() {
        return withheld.get();
    }

    public boolean isWall() {
        synchronized (pace) {
            return pace.isWall();
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            try {
                beatUntilTrouble();
            } catch (RuntimeException e) {
                // A broker that is away must not end the clock: the next round connects anew.
                LOG.warn("Heartbeats are interrupted, trying again", e);
            }
        }
    }

    private void beatUntilTrouble() {
        try (var consumer = new KafkaConsumer<>(
                        consumerProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var producer = new KafkaProducer<>(
                        producerProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            List<TopicPartition> partitions = partitions(consumer);
            seek(consumer, partitions);
            Instant nextBeat = steady();
            Instant nextSave = nextBeat;
            while (!stopping) {
                Duration pause = Duration.between(steady(), nextBeat);
                for (ConsumerRecord<byte[], byte[]> message :
                        consumer.poll(pause.isNegative() ? Duration.ZERO : pause)) {
                    look(message);
                }
                Instant now = steady();
                if (!now.isBefore(nextBeat)) {
                    beat(producer, partitions, now);
                    nextBeat = now.plus(INTERVAL);
                }
                if (!now.isBefore(nextSave)) {
                    save();
                    nextSave = now.plus(SAVE_EVERY);
                }
            }
            save();
        }
    }

    /** A time that never leaps; where it starts means nothing. */
    private Instant steady() {
        return Instant.EPOCH.plusNanos(System.nanoTime() - startedNanos);
    }

    private void look(ConsumerRecord<byte[], byte[]> message) {
        offsets.put(new TopicPartition(message.topic(), message.partition()), message.offset() + 1);
        InboundDecoder decoder = decoders.computeIfAbsent(
                message.topic(),
                name -> new InboundDecoder(Topics.find(name).orElseThrow().recordClass()));
        Inbound inbound = decoder.decode(
                message.topic(), message.partition(), message.offset(), message.timestamp(), message.value());
        if (inbound.event() != null) {
            synchronized (pace) {
                pace.saw(inbound.at(), inbound.receivedAt(), steady());
            }
        }
    }

    private void beat(KafkaProducer<byte[], byte[]> producer, List<TopicPartition> partitions, Instant steady) {
        Optional<Instant> beat;
        synchronized (pace) {
            if (player != null) {
                pace.feeding(PLAYER, player.get(), steady);
            }
            beat = pace.beat(clock.instant(), steady);
        }
        if (beat.isEmpty()) {
            withheld.incrementAndGet();
        }
        beat.ifPresent(at -> {
            byte[] value = SingleObject.encode(Heartbeat.newBuilder().setAt(at).build());
            for (TopicPartition to : partitions) {
                var unused = producer.send(
                        new ProducerRecord<>(to.topic(), to.partition(), null, value), Pacemaker::warnIfLost);
            }
            lastBeat = at;
        });
    }

    private static void warnIfLost(@Nullable RecordMetadata metadata, @Nullable Exception failure) {
        if (failure != null) {
            LOG.warn("A heartbeat was lost", failure);
        }
    }

    private void save() {
        synchronized (pace) {
            store.save(new PaceStore.Saved(pace.state(), Map.copyOf(offsets)));
        }
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic<?> topic : Topics.all()) {
            if (topic.heartbeats()) {
                consumer.partitionsFor(topic.name())
                        .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
            }
        }
        return partitions;
    }

    private void seek(KafkaConsumer<?, ?> consumer, List<TopicPartition> partitions) {
        consumer.assign(partitions);
        for (TopicPartition partition : partitions) {
            Long offset = offsets.get(partition);
            if (offset == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, offset);
            }
        }
    }

    private Properties consumerProperties() {
        Properties properties = config.kafkaProperties();
        properties.setProperty("auto.offset.reset", "earliest");
        properties.setProperty("enable.auto.commit", "false");
        properties.setProperty("max.poll.records", "5000");
        return properties;
    }

    private Properties producerProperties() {
        Properties properties = KafkaOutputs.producerProperties(config);
        properties.setProperty("linger.ms", "0");
        // A heartbeat that cannot be delivered soon is worthless, and the next one follows.
        properties.setProperty("delivery.timeout.ms", "10000");
        properties.setProperty("request.timeout.ms", "5000");
        return properties;
    }
}
