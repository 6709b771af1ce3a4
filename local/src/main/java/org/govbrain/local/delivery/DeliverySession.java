package org.govbrain.local.delivery;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.engine.kafka.ReadSince;
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
 * A worker's time from its start to the first trouble with Kafka; the next one knows from the receipts what this one did. While it has
 * the partitions it works, while another worker has them it stands by.
 */
final class DeliverySession implements ConsumerRebalanceListener {
    private static final Logger LOG = LoggerFactory.getLogger(DeliverySession.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration RECALL_POLL = Duration.ofMillis(500);
    private static final String DEAD_AFTER_MS = "10000";
    private static final long COMMIT_MS = 1_000;
    /** Longer than any channel waits for its answer. */
    private static final Duration HAND_OVER = Duration.ofSeconds(12);

    /** What became of a parcel, and whose it was: it may come after the partitions were lost. */
    private record Done(Outbox of, Parcel parcel, SendResult result) {}

    private final JobConfig config;
    private final String name;
    private final Map<String, ChannelsFile.Open> channels;
    private final MessageText text;
    private final InstantSource clock;
    private final SplittableRandom random;
    private final Senders senders;
    private final CountDownLatch stop;
    private final DeliveryMetrics metrics;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final ConcurrentLinkedQueue<Done> done = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable RuntimeException> trouble = new AtomicReference<>();
    private final RecordDecoder decoder = new RecordDecoder();
    private final RecordEncoder encoder = new RecordEncoder();
    private final Map<TopicPartition, TreeMap<Long, String>> open = new HashMap<>();
    private final WatchdogAudit watchdog = new WatchdogAudit();
    private Outbox outbox;
    private int inFlight;
    private boolean ending;
    private long committedAt;

    DeliverySession(
            JobConfig config,
            String name,
            Map<String, ChannelsFile.Open> channels,
            MessageText text,
            InstantSource clock,
            SplittableRandom random,
            Senders senders,
            CountDownLatch stop,
            DeliveryMetrics metrics) {
        this.config = config;
        this.name = name;
        this.channels = channels;
        this.text = text;
        this.clock = clock;
        this.random = random;
        this.senders = senders;
        this.stop = stop;
        this.metrics = metrics;
        this.outbox = emptyOutbox();
        Properties member = consumerProperties();
        member.setProperty("group.id", config.get(ConfigKeys.KAFKA_GROUP) + "-delivery");
        member.setProperty("group.instance.id", name);
        member.setProperty("partition.assignment.strategy", OneWorkerAssignor.class.getName());
        member.setProperty("session.timeout.ms", DEAD_AFTER_MS);
        member.setProperty("auto.offset.reset", "earliest");
        this.consumer = new KafkaConsumer<>(member, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.producer = new KafkaProducer<>(
                KafkaOutputs.producerProperties(config), new ByteArraySerializer(), new ByteArraySerializer());
    }

    void run() {
        boolean orderly = false;
        try (producer) {
            consumer.subscribe(List.of(Topics.DELIVERIES.name()), this);
            while (stop.getCount() > 0) {
                step();
            }
            handOver();
            orderly = true;
        } finally {
            ending = true;
            metrics.works(false);
            // Who ends on purpose lets another one begin at once; who ends in trouble comes back.
            consumer.close(CloseOptions.groupMembershipOperation(
                    orderly ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.REMAIN_IN_GROUP));
        }
    }

    /** Begins to work, from what earlier workers have told. */
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            metrics.works(false);
            LOG.info("Delivery worker {} stands by", name);
            return;
        }
        outbox = emptyOutbox();
        open.clear();
        recall();
        metrics.works(true);
        LOG.info("Delivery worker {} works", name);
    }

    /** Another worker comes or goes: what is under way is brought to its end and told before anybody goes on. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        if (!partitions.isEmpty() && !ending) {
            handOver();
        }
    }

    /** It was thought dead, and another one works already. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        LOG.warn("Delivery worker {} was away for too long; another one may have taken over", name);
        outbox = emptyOutbox();
        open.clear();
        metrics.works(false);
    }

    private void step() {
        List<DeliveryReceipt> receipts = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
            if (decode(message) instanceof DeliveryRequest request) {
                open.computeIfAbsent(new TopicPartition(message.topic(), message.partition()), key -> new TreeMap<>())
                        .put(message.offset(), request.getDeliveryId());
                watchdog.accept(request);
                receipts.addAll(outbox.accept(request, clock.millis()));
            }
        }
        takeResults(receipts);
        for (Parcel parcel : outbox.due(clock.millis(), receipts)) {
            ChannelsFile.Open channel = channels.get(parcel.channel());
            inFlight++;
            Outbox of = outbox;
            senders.send(
                    parcel,
                    channel == null ? null : channel.channel(),
                    (sent, result) -> done.add(new Done(of, sent, result)));
        }
        receipts.forEach(this::write);
        metrics.has(outbox.size(), inFlight);
        RuntimeException failure = trouble.get();
        if (failure != null) {
            throw failure;
        }
        if (clock.millis() - committedAt >= COMMIT_MS) {
            commit();
        }
    }

    private void takeResults(List<DeliveryReceipt> receipts) {
        for (Done each = done.poll(); each != null; each = done.poll()) {
            inFlight--;
            receipts.addAll(each.of().finish(each.parcel(), each.result(), clock.millis()));
        }
    }

    private void handOver() {
        long end = System.nanoTime() + HAND_OVER.toNanos();
        List<DeliveryReceipt> receipts = new ArrayList<>();
        takeResults(receipts);
        while (inFlight > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            takeResults(receipts);
        }
        receipts.forEach(this::write);
        commit();
    }

    private void write(DeliveryReceipt receipt) {
        metrics.told(receipt.getState());
        write(Topics.RECEIPTS, receipt.getPageId(), receipt);
        watchdog.document(receipt).ifPresent(document -> write(Topics.PAGES, document.getPageStepId(), document));
    }

    private <T extends SpecificRecordBase> void write(Topic<T> topic, String key, T record) {
        byte[] keyBytes = key.getBytes(StandardCharsets.UTF_8);
        var unused = producer.send(new ProducerRecord<>(topic.name(), keyBytes, encoder.encode(record)), (at, e) -> {
            if (e != null) {
                trouble.compareAndSet(null, new IllegalStateException("a receipt was not taken", e));
            }
        });
    }

    /** Only behind receipts that Kafka has taken. */
    private void commit() {
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
        try {
            if (!offsets.isEmpty()) {
                consumer.commitSync(offsets);
            }
        } catch (RebalanceInProgressException e) {
            LOG.debug("Another worker comes or goes; offsets are committed then", e);
        }
        committedAt = clock.millis();
    }

    private void recall() {
        try (KafkaConsumer<byte[], byte[]> reader =
                new KafkaConsumer<>(consumerProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = reader.partitionsFor(Topics.RECEIPTS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            reader.assign(partitions);
            ReadSince.seek(reader, partitions, clock.instant().minus(Memory.REMEMBERED));
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (stop.getCount() > 0
                    && partitions.stream().anyMatch(at -> reader.position(at) < ends.getOrDefault(at, 0L))) {
                for (ConsumerRecord<byte[], byte[]> message : reader.poll(RECALL_POLL)) {
                    if (decode(message) instanceof DeliveryReceipt receipt) {
                        outbox.recall(receipt);
                    }
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

    private Outbox emptyOutbox() {
        Map<String, Limits> limits = new HashMap<>();
        channels.forEach((channel, open) -> limits.put(channel, open.limits()));
        return new Outbox(limits, text::bytesInDigest, random::nextDouble);
    }

    private Properties consumerProperties() {
        Properties properties = config.kafkaProperties();
        properties.setProperty("enable.auto.commit", "false");
        return properties;
    }
}
