package org.govbrain.local.inbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.engine.kafka.ReadSince;
import org.govbrain.local.inbox.Letters.Letter;
import org.govbrain.schemas.RecordDecoder;
import org.govbrain.schemas.RecordEncoder;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.UndecodableException;
import org.govbrain.schemas.delivery.DeliveryReceipt;
import org.govbrain.schemas.delivery.DeliveryRequest;
import org.govbrain.schemas.delivery.DeliveryState;
import org.govbrain.schemas.input.AckAction;
import org.govbrain.schemas.input.AckEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@link Letters} up to date from Kafka, and takes answers there. */
public final class LetterReader implements Mailroom, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LetterReader.class);
    private static final List<Topic<?>> MESSAGES = List.of(Topics.DELIVERIES, Topics.RECEIPTS, Topics.PAGES);

    /** So far back messages are shown after a start. */
    private static final Duration SHOWN = Duration.ofDays(7);

    /** Longer than a link lives; more than a million heartbeats a day lie between answers. */
    private static final Duration ANSWERED = Duration.ofHours(25);

    private static final Duration POLL = Duration.ofMillis(300);
    private static final long TROUBLE_MS = 2_000;
    private static final long PATIENCE_SECONDS = 10;

    private final Letters letters = new Letters();
    private final JobConfig config;
    private final InstantSource clock;
    private final KafkaProducer<byte[], byte[]> producer;
    private final RecordEncoder encoder = new RecordEncoder();
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "inbox");

    private LetterReader(JobConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.producer = new KafkaProducer<>(
                KafkaOutputs.producerProperties(config), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Begins to read; the topics must exist. */
    public static LetterReader start(JobConfig config, InstantSource clock) {
        LetterReader reader = new LetterReader(config, clock);
        reader.thread.setDaemon(true);
        reader.thread.start();
        return reader;
    }

    @Override
    public Letters letters() {
        return letters;
    }

    /** An answer has one id, so that a link used twice says nothing new. */
    static String eventId(DeliveryRequest request, AckAction action) {
        return "answer|" + request.getDeliveryId() + "|" + action;
    }

    @Override
    public synchronized boolean answer(DeliveryRequest request, AckAction action, @Nullable String person, Instant at) {
        String eventId = eventId(request, action);
        if (letters.hasAnswer(eventId)) {
            return true;
        }
        AckEvent event = AckEvent.newBuilder()
                .setEventId(eventId)
                .setOccurredAt(at)
                .setPageId(request.getPageId())
                .setOfficerId(request.getRecipient())
                .setAction(action)
                .setPerson(person)
                .build();
        return write(Topics.ACKS, event.getPageId(), event);
    }

    @Override
    public synchronized void seen(Letter letter, Instant at) {
        DeliveryReceipt receipt = letter.receipt();
        if (receipt == null || !letter.arrived() || letter.isRead()) {
            return;
        }
        DeliveryReceipt read = DeliveryReceipt.newBuilder(receipt)
                .setAt(at)
                .setState(DeliveryState.READ)
                .build();
        boolean unused = write(Topics.RECEIPTS, read.getPageId(), read);
    }

    /** What was written is known at once; what Kafka does not take is not known, so that it can be given again. */
    private boolean write(Topic<?> topic, String key, SpecificRecordBase record) {
        try {
            var taken = producer.send(
                    new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), encoder.encode(record)));
            taken.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            letters.add(record);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException | KafkaException e) {
            LOG.error("{} does not take an answer", topic.name(), e);
            return false;
        }
    }

    @Override
    public void close() {
        stop.countDown();
        try {
            thread.join(Duration.ofSeconds(5).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }

    private void run() {
        try {
            while (stop.getCount() > 0) {
                try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
                    read(consumer);
                } catch (RuntimeException e) {
                    LOG.warn("The inbox reads again", e);
                    var unused = stop.await(TROUBLE_MS, TimeUnit.MILLISECONDS);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer) {
        List<TopicPartition> messages = partitions(consumer, MESSAGES);
        List<TopicPartition> answers = partitions(consumer, List.of(Topics.ACKS));
        List<TopicPartition> outlines = partitions(consumer, List.of(Topics.GRIDS));
        consumer.assign(
                Stream.of(messages, answers, outlines).flatMap(List::stream).toList());
        ReadSince.seek(consumer, messages, clock.instant().minus(SHOWN));
        ReadSince.seek(consumer, answers, clock.instant().minus(ANSWERED));
        consumer.seekToBeginning(outlines);
        RecordDecoder decoder = new RecordDecoder();
        while (stop.getCount() > 0) {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                if (message.value() != null) {
                    add(decoder, message.value());
                }
            }
        }
    }

    private static List<TopicPartition> partitions(Consumer<?, ?> consumer, List<Topic<?>> topics) {
        return topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private void add(RecordDecoder decoder, byte[] value) {
        try {
            SpecificRecordBase record = decoder.decode(value);
            letters.add(record);
        } catch (UndecodableException e) {
            LOG.debug("Left out of the inbox", e);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Properties properties = config.kafkaProperties();
        properties.setProperty("enable.auto.commit", "false");
        return new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
