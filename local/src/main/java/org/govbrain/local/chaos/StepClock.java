package org.govbrain.local.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.index.IndexJob;
import org.govbrain.engine.input.InboundWatermarks;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.engine.paging.PagingJob;
import org.govbrain.engine.situation.SituationJob;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.input.Heartbeat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of a run: it says at fixed instants of the data's time that all up to there has been fed. In a run whose pages are
 * compared with another's it stands between them, however long a fault lasts. Who is paged depends on what was known when the
 * pager's time had come, so at each instant, in this order,
 *
 * <ol>
 *   <li>the situation job is told that all up to it has been fed, and has read that, and saved it, twice: what it holds back until
 *       a checkpoint is complete leaves after the first and has arrived after the second;
 *   <li>the paging job has read what came of that;
 *   <li>then only the paging job is told the time, and has read that.
 * </ol>
 *
 * What was read is what a job has committed, which it does with a checkpoint that is complete; so whatever is killed, what goes on
 * knows no less, and the pager's time is never ahead of its news. Between two instants the pager is told the former one again and
 * again, so that one which starts anew has a clock.
 */
final class StepClock implements AutoCloseable {
    /** Nobody but this clock says the time, and a step need not wait long for a checkpoint. */
    static final List<String> OPTIONS = List.of("--quiet", "86400", "--checkpoint", "1");

    private static final Logger LOG = LoggerFactory.getLogger(StepClock.class);

    /** Event time stays this far behind what is said. */
    private static final Duration BEHIND = InboundWatermarks.DISORDER.plusMillis(1);

    private static final Duration BETWEEN_BEATS = Duration.ofMillis(500);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final int ANSWER_SECONDS = 20;

    private static final List<Topic<?>> EVENTS = List.of(Topics.PATROL, Topics.LINKAGE, Topics.PLATFORM);
    private static final List<Topic<?>> NEWS = List.of(Topics.BREACHES, Topics.HOTSPOTS, Topics.FEEDS, Topics.RECEIPTS);
    private static final List<Topic<?>> ANSWERS = List.of(Topics.ACKS);

    private final Supplier<String> broker;
    private final BooleanSupplier stopping;
    private final Thread beats;
    private volatile Instant settled;
    private volatile boolean closed;
    private @Nullable Connection connection;

    private StepClock(Supplier<String> broker, Instant first, BooleanSupplier stopping) {
        this.broker = broker;
        this.settled = first;
        this.stopping = stopping;
        this.beats = new Thread(this::repeat, "chaos-clock");
        beats.setDaemon(true);
    }

    /**
     * Starts to say the time of the first event to the pager.
     *
     * @param broker where Kafka is reached now; a stack that is started again is elsewhere
     * @param stopping asked whether nobody waits any more
     */
    static StepClock start(Supplier<String> broker, Instant first, BooleanSupplier stopping) {
        StepClock clock = new StepClock(broker, first, stopping);
        clock.beats.start();
        return clock;
    }

    /** Says to everybody that all up to an instant has been fed, and waits for nobody but the broker. */
    boolean say(Instant at) throws InterruptedException {
        return untilDone(stack -> {
            stack.beat(EVENTS, at);
            stack.beat(ANSWERS, at);
            settled = at;
        });
    }

    /** Returns when all that was fed up to an instant is known to everybody and the pager has looked; false if that took too long. */
    boolean strike(Instant at) throws InterruptedException {
        return untilDone(stack -> {
            for (int time = 1; time <= 2; time++) {
                stack.beat(EVENTS, at);
                stack.awaitRead(SituationJob.NAME, EVENTS);
            }
            stack.awaitRead(PagingJob.NAME, NEWS);
            stack.beat(ANSWERS, at);
            settled = at;
            stack.awaitRead(PagingJob.NAME, ANSWERS);
        });
    }

    /** Returns when all that the pager has said is in its index; false if that took too long. */
    boolean awaitPages() throws InterruptedException {
        return untilDone(stack -> stack.awaitRead(IndexJob.NAME, List.of(Topics.PAGES)));
    }

    @Override
    public void close() {
        closed = true;
        try {
            beats.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        disconnect();
    }

    private interface Step {
        void take(Connection stack) throws InterruptedException, ExecutionException, TimeoutException;
    }

    /** A step that a fault breaks off is taken again from its beginning, by which nothing is said that was not said. */
    private boolean untilDone(Step step) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!stopping.getAsBoolean() && System.nanoTime() < end) {
            try {
                step.take(connected());
                return true;
            } catch (ExecutionException | TimeoutException | RuntimeException e) {
                LOG.info("A step of the clock is taken again: {}", e.toString());
                disconnect();
                TimeUnit.SECONDS.sleep(1);
            }
        }
        return false;
    }

    private Connection connected() {
        Connection open = connection == null ? new Connection(broker.get()) : connection;
        connection = open;
        return open;
    }

    private void disconnect() {
        Connection open = connection;
        if (open != null) {
            open.close();
        }
        connection = null;
    }

    private void repeat() {
        while (!closed) {
            try (Connection stack = new Connection(broker.get())) {
                while (!closed) {
                    stack.beat(ANSWERS, settled);
                    TimeUnit.MILLISECONDS.sleep(BETWEEN_BEATS.toMillis());
                }
            } catch (ExecutionException | TimeoutException | RuntimeException e) {
                LOG.info("The clock waits for the broker: {}", e.toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private final class Connection implements AutoCloseable {
        private final JobConfig config;
        private final KafkaProducer<byte[], byte[]> producer;
        private final Admin admin;

        Connection(String servers) {
            config = JobConfig.of(Map.of(ConfigKeys.KAFKA_SERVERS.name(), servers));
            Properties properties = KafkaOutputs.producerProperties(config);
            properties.setProperty("delivery.timeout.ms", "10000");
            properties.setProperty("request.timeout.ms", "5000");
            properties.setProperty("max.block.ms", "10000");
            properties.setProperty("linger.ms", "0");
            producer = new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
            admin = Admin.create(config.kafkaProperties());
        }

        /** Says to each partition that event time has come to an instant. */
        void beat(List<Topic<?>> topics, Instant at) throws InterruptedException, ExecutionException, TimeoutException {
            byte[] value = SingleObject.encode(
                    Heartbeat.newBuilder().setAt(at.plus(BEHIND)).build());
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (TopicPartition to : partitions(topics)) {
                sent.add(producer.send(new ProducerRecord<>(to.topic(), to.partition(), null, value)));
            }
            for (Future<RecordMetadata> each : sent) {
                each.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            }
        }

        /** Returns when a job has read, and saved, what its topics hold now. */
        void awaitRead(String job, List<Topic<?>> topics)
                throws InterruptedException, ExecutionException, TimeoutException {
            Map<TopicPartition, OffsetSpec> newest = new HashMap<>();
            partitions(topics).forEach(partition -> newest.put(partition, OffsetSpec.latest()));
            var ends = admin.listOffsets(newest).all().get(ANSWER_SECONDS, TimeUnit.SECONDS);
            String group = config.get(ConfigKeys.KAFKA_GROUP) + "-" + job;
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!stopping.getAsBoolean()) {
                Map<TopicPartition, OffsetAndMetadata> read = admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get(ANSWER_SECONDS, TimeUnit.SECONDS);
                if (ends.entrySet().stream()
                        .allMatch(each ->
                                offset(read, each.getKey()) >= each.getValue().offset())) {
                    return;
                }
                if (System.nanoTime() > end) {
                    throw new TimeoutException(job + " has not read " + topics);
                }
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS.toMillis());
            }
        }

        private List<TopicPartition> partitions(List<Topic<?>> topics) {
            List<TopicPartition> partitions = new ArrayList<>();
            for (Topic<?> topic : topics) {
                producer.partitionsFor(topic.name())
                        .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
            }
            return partitions;
        }

        @Override
        public void close() {
            producer.close(Duration.ZERO);
            admin.close(Duration.ZERO);
        }
    }

    private static long offset(Map<TopicPartition, OffsetAndMetadata> read, TopicPartition partition) {
        OffsetAndMetadata offset = read.get(partition);
        return offset == null ? 0 : offset.offset();
    }
}
