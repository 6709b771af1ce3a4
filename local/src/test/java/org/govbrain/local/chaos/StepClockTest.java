package org.govbrain.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.govbrain.engine.avro.InboundDecoder;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.input.SignOfLife;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.local.broker.KafkaBroker;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clock on a real broker, with jobs that have read what the test says. */
class StepClockTest {
    private static final Instant FIRST = Instant.parse("2026-03-02T00:00:00Z");
    private static final Instant STRUCK = Instant.parse("2026-03-02T00:36:00Z");
    private static final List<Topic<?>> EVENTS = List.of(Topics.PATROL, Topics.LINKAGE, Topics.PLATFORM);
    private static final List<Topic<?>> NEWS = List.of(Topics.BREACHES, Topics.HOTSPOTS, Topics.FEEDS, Topics.RECEIPTS);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @Test
    void the_pager_is_told_the_time_only_when_it_knows_what_came_of_all_that_was_fed() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder);
                Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            TopicAdmin.ensureTopics(JobConfig.of(Map.of(ConfigKeys.KAFKA_SERVERS.name(), broker.bootstrapServers())));
            try (StepClock clock = StepClock.start(broker::bootstrapServers, FIRST, () -> false)) {
                CompletableFuture<Boolean> struck = CompletableFuture.supplyAsync(() -> strike(clock));
                awaitUntil("each partition of each input is told", () -> said(broker, EVENTS, STRUCK) == 12);
                assertThat(said(broker, List.of(Topics.ACKS), STRUCK))
                        .as("what the situation job has not read the pager can't know")
                        .isZero();
                read(admin, "govbrain-situation", EVENTS);
                awaitUntil("told again, for what waits for a checkpoint", () -> said(broker, EVENTS, STRUCK) == 24);
                assertThat(said(broker, List.of(Topics.ACKS), STRUCK)).isZero();
                read(admin, "govbrain-situation", EVENTS);
                read(admin, "govbrain-paging", NEWS);
                awaitUntil("now the pager is told", () -> said(broker, List.of(Topics.ACKS), STRUCK) > 0);
                assertThat(struck).as("it has not said that it has looked").isNotDone();
                awaitUntil("the step ends when it has", () -> {
                    read(admin, "govbrain-paging", List.of(Topics.ACKS));
                    return struck.isDone();
                });
                assertThat(struck.get(1, TimeUnit.SECONDS)).isTrue();
                assertThat(said(broker, List.of(Topics.ACKS), FIRST))
                        .as("meanwhile it was told the time of before, so that one which starts anew has a clock")
                        .isPositive();
            }
        }
    }

    private static boolean strike(StepClock clock) {
        try {
            return clock.strike(STRUCK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void awaitUntil(String what, BooleanSupplier done) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!done.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /** What a job commits with a checkpoint: the ends of these topics. */
    private static void read(Admin admin, String group, List<Topic<?>> topics) {
        try {
            Map<TopicPartition, OffsetSpec> newest = new HashMap<>();
            partitions(topics).forEach(partition -> newest.put(partition, OffsetSpec.latest()));
            Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
            admin.listOffsets(newest)
                    .all()
                    .get(30, TimeUnit.SECONDS)
                    .forEach((partition, end) -> offsets.put(partition, new OffsetAndMetadata(end.offset())));
            admin.alterConsumerGroupOffsets(group, offsets).all().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** How many signs of life on these topics say that event time has come to an instant. */
    private static long said(KafkaBroker broker, List<Topic<?>> topics, Instant at) {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        long said = 0;
        try (var consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(partitions(topics));
            consumer.seekToBeginning(consumer.assignment());
            Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
                    SignOfLife sign = new InboundDecoder(
                                    Topics.find(record.topic()).orElseThrow().recordClass())
                            .decode(record.topic(), 0, 0, record.timestamp(), record.value())
                            .heartbeat();
                    said += sign != null && sign.at().equals(at.plusMillis(251)) ? 1 : 0;
                }
            }
        }
        return said;
    }

    private static List<TopicPartition> partitions(List<Topic<?>> topics) {
        List<TopicPartition> partitions = new ArrayList<>();
        for (Topic<?> topic : topics) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                partitions.add(new TopicPartition(topic.name(), partition));
            }
        }
        return partitions;
    }
}
