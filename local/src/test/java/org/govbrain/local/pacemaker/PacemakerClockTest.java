package org.govbrain.local.pacemaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.govbrain.engine.avro.InboundDecoder;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.local.broker.KafkaBroker;
import org.govbrain.local.server.Installation;
import org.govbrain.local.stack.FreePort;
import org.govbrain.schemas.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Heartbeats at a real broker while this machine's clock is not to be trusted. */
class PacemakerClockTest {
    private static final Instant NOW = Instant.parse("2020-03-04T02:00:00Z");
    private static final Instant NEXT_YEAR = NOW.plus(Duration.ofDays(365));

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    @Timeout(120)
    void a_clock_that_leaps_a_year_ahead_and_back_does_not_silence_the_pacemaker() throws Exception {
        AtomicReference<Instant> clock = new AtomicReference<>(NOW);
        try (KafkaBroker broker = KafkaBroker.start(
                Installation.find(),
                folder.resolve("data"),
                FreePort.find(),
                FreePort.find(),
                folder.resolve("kafka.log"))) {
            JobConfig config = JobConfig.of(Map.of("kafka.bootstrap-servers", broker.bootstrapServers()));
            TopicAdmin.ensureTopics(config);
            PaceStore store = new PaceStore(folder.resolve("pacemaker.json"));
            try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                            config.kafkaProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                    Pacemaker pacemaker =
                            Pacemaker.start(config, ClockMode.WALL, Duration.ofSeconds(15), store, null, clock::get)) {
                TopicPartition acks = new TopicPartition(Topics.ACKS.name(), 0);
                consumer.assign(List.of(acks));
                consumer.seekToBeginning(List.of(acks));
                awaitHeartbeat(consumer, NOW);
                clock.set(NEXT_YEAR);
                awaitHeartbeat(consumer, NEXT_YEAR);
                clock.set(NOW.plusSeconds(1));
                awaitHeartbeat(consumer, NOW.plusSeconds(1));
                assertThat(pacemaker.lastBeat()).contains(NOW.plusSeconds(1));
            }
        }
    }

    /** Reads until a heartbeat says this instant; the test's timeout ends it otherwise. */
    private static void awaitHeartbeat(KafkaConsumer<byte[], byte[]> consumer, Instant at) {
        InboundDecoder decoder = new InboundDecoder(Topics.ACKS.recordClass());
        while (true) {
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofSeconds(1))) {
                Instant said = decoder.decode(
                                message.topic(),
                                message.partition(),
                                message.offset(),
                                message.timestamp(),
                                message.value())
                        .at();
                if (at.equals(said)) {
                    return;
                }
            }
        }
    }
}
