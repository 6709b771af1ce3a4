package org.govbrain.local.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.schemas.RecordDecoder;
import org.govbrain.schemas.RecordEncoder;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.UndecodableException;
import org.govbrain.schemas.delivery.DeliveryReceipt;
import org.govbrain.schemas.delivery.DeliveryRequest;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what the {@link Outbox} decides. Kafka is the store: the receipts say what was sent, the committed offset is that
 * of the oldest message which is not settled. Killed at any moment and started again, every message is sent; one whose answer
 * had come and whose receipt had not been taken yet is sent again with the same key. One worker runs for a cluster: a second
 * one would send everything a second time.
 */
public final class DeliveryWorker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration RECALL_POLL = Duration.ofMillis(500);
    private static final Duration TROUBLE = Duration.ofSeconds(2);
    private static final long COMMIT_MS = 1_000;
    private static final int THREADS = 8;

    private record Done(Parcel parcel, SendResult result) {}

    private final JobConfig config;
    private final Map<String, ChannelsFile.Open> channels;
    private final MessageText text;
    private final InstantSource clock;
    private final SplittableRandom random;
    private final ExecutorService senders = Executors.newFixedThreadPool(THREADS, DeliveryWorker::daemon);
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "delivery");

    private DeliveryWorker(
            JobConfig config,
            Map<String, ChannelsFile.Open> channels,
            MessageText text,
            InstantSource clock,
            long seed) {
        this.config = config;
        this.channels = channels;
        this.text = text;
        this.clock = clock;
        this.random = new SplittableRandom(seed);
    }

    /** Begins to deliver; the topics must exist. */
    public static DeliveryWorker start(
            JobConfig config,
            Map<String, ChannelsFile.Open> channels,
            MessageText text,
            InstantSource clock,
            long seed) {
        DeliveryWorker worker = new DeliveryWorker(config, channels, text, clock, seed);
        worker.thread.setDaemon(true);
        worker.thread.start();
        return worker;
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(Duration.ofSeconds(10).toMillis());
            senders.shutdownNow();
            var unused = senders.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (stop.getCount() > 0) {
                try {
                    new Session().run();
                } catch (RuntimeException e) {
                    LOG.warn("Delivery is interrupted and begins again from the receipts", e);
                    var unused = stop.await(TROUBLE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "delivery-send");
        thread.setDaemon(true);
        return thread;
    }

    /** From a start to the first trouble with Kafka; the next one knows from the receipts what this one did. */
    private final class Session {
        private final Outbox outbox;
        private final ConcurrentLinkedQueue<Done> done = new ConcurrentLinkedQueue<>();
        private final AtomicReference<@Nullable RuntimeException> trouble = new AtomicReference<>();
        private final RecordDecoder decoder = new RecordDecoder();
        private final RecordEncoder encoder = new RecordEncoder();
        private final Map<TopicPartition, TreeMap<Long, String>> open = new HashMap<>();
        private long committedAt;

        Session() {
            Map<String, Limits> limits = new HashMap<>();
            channels.forEach((name, channel) -> limits.put(name, channel.limits()));
            outbox = new Outbox(limits, text::bytesInDigest, random::nextDouble);
        }

        void run() throws InterruptedException {
            try (KafkaConsumer<byte[], byte[]> consumer = consumer();
                    KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                            KafkaOutputs.producerProperties(config),
                            new ByteArraySerializer(),
                            new ByteArraySerializer())) {
                recall(consumer);
                consumer.assign(partitions(consumer, Topics.DELIVERIES));
                while (stop.getCount() > 0) {
                    step(consumer, producer);
                }
                commit(consumer, producer);
            }
        }

        private void step(KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer) {
            List<DeliveryReceipt> receipts = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                if (decode(message) instanceof DeliveryRequest request) {
                    open.computeIfAbsent(
                                    new TopicPartition(message.topic(), message.partition()), key -> new TreeMap<>())
                            .put(message.offset(), request.getDeliveryId());
                    receipts.addAll(outbox.accept(request, clock.millis()));
                }
            }
            for (Done each = done.poll(); each != null; each = done.poll()) {
                receipts.addAll(outbox.finish(each.parcel(), each.result(), clock.millis()));
            }
            outbox.due(clock.millis(), receipts).forEach(this::send);
            receipts.forEach(receipt -> write(producer, receipt));
            RuntimeException failure = trouble.get();
            if (failure != null) {
                throw failure;
            }
            if (clock.millis() - committedAt >= COMMIT_MS) {
                commit(consumer, producer);
            }
        }

        private void send(Parcel parcel) {
            ChannelsFile.Open channel = channels.get(parcel.channel());
            senders.execute(() -> {
                try {
                    done.add(new Done(
                            parcel,
                            channel == null
                                    ? SendResult.refused("no such channel")
                                    : channel.channel().send(parcel)));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                } catch (RuntimeException e) {
                    LOG.warn(
                            "The channel {} failed: {}",
                            parcel.channel(),
                            e.getClass().getSimpleName());
                    done.add(
                            new Done(parcel, SendResult.tryAgain(0, e.getClass().getSimpleName())));
                }
            });
        }

        private void write(KafkaProducer<byte[], byte[]> producer, DeliveryReceipt receipt) {
            byte[] key = receipt.getPageId().getBytes(StandardCharsets.UTF_8);
            var unused = producer.send(
                    new ProducerRecord<>(Topics.RECEIPTS.name(), key, encoder.encode(receipt)), (at, e) -> {
                        if (e != null) {
                            trouble.compareAndSet(null, new IllegalStateException("a receipt was not taken", e));
                        }
                    });
        }

        /** Only behind receipts that Kafka has taken. */
        private void commit(KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer) {
            producer.flush();
            if (trouble.get() != null) {
                return;
            }
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            for (TopicPartition partition : consumer.assignment()) {
                TreeMap<Long, String> ours = open.getOrDefault(partition, new TreeMap<>());
                ours.values().removeIf(id -> !outbox.isOpen(id));
                long offset = ours.isEmpty() ? consumer.position(partition) : ours.firstKey();
                offsets.put(partition, new OffsetAndMetadata(offset));
            }
            consumer.commitSync(offsets);
            committedAt = clock.millis();
        }

        private void recall(KafkaConsumer<byte[], byte[]> consumer) {
            List<TopicPartition> partitions = partitions(consumer, Topics.RECEIPTS);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (stop.getCount() > 0
                    && partitions.stream().anyMatch(at -> consumer.position(at) < ends.getOrDefault(at, 0L))) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(RECALL_POLL)) {
                    if (decode(message) instanceof DeliveryReceipt receipt) {
                        outbox.recall(receipt);
                    }
                }
            }
        }

        private @Nullable SpecificRecordBase decode(ConsumerRecord<byte[], byte[]> message) {
            try {
                return message.value() == null ? null : decoder.decode(message.value());
            } catch (UndecodableException e) {
                LOG.error("{} {} {} is no message", message.topic(), message.partition(), message.offset(), e);
                return null;
            }
        }

        private KafkaConsumer<byte[], byte[]> consumer() {
            Properties properties = config.kafkaProperties();
            properties.setProperty("group.id", config.get(ConfigKeys.KAFKA_GROUP) + "-delivery");
            properties.setProperty("enable.auto.commit", "false");
            properties.setProperty("auto.offset.reset", "earliest");
            return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        }

        private List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, Topic<?> topic) {
            return consumer.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
        }
    }
}
