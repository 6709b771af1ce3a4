package org.govbrain.local.watchdog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.local.broker.KafkaBroker;
import org.govbrain.local.delivery.ScriptedClock;
import org.govbrain.local.server.Installation;
import org.govbrain.local.stack.FreePort;
import org.govbrain.schemas.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks at a real broker, each five seconds of scripted time; jobs are offsets that a test commits. */
class WatchdogTest {
    private static final String ROSTER = """
            version: test-1
            zone: Asia/Shanghai
            contacts: [inbox]
            duties:
              - {role: command-room, who: ZH-1}
            """;

    @TempDir
    Path folder;

    private final ScriptedClock clock = new ScriptedClock(Instant.parse("2026-03-04T02:00:00Z"));
    private final List<Delivery> sent = new ArrayList<>();
    private final AtomicLong withheld = new AtomicLong();
    private final Map<String, Long> read = new HashMap<>(Map.of("situation", 1L, "paging", 1L));

    @Test
    void what_stops_is_told_to_the_command_room_within_a_minute_and_so_is_its_return() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(
                Installation.find(),
                folder.resolve("data"),
                FreePort.find(),
                FreePort.find(),
                folder.resolve("kafka.log"))) {
            JobConfig config = JobConfig.of(Map.of("kafka.bootstrap-servers", broker.bootstrapServers()));
            TopicAdmin.ensureTopics(config);
            try (Admin admin = Admin.create(config.kafkaProperties());
                    KafkaProducer<byte[], byte[]> heart = new KafkaProducer<>(
                            KafkaOutputs.producerProperties(config),
                            new ByteArraySerializer(),
                            new ByteArraySerializer());
                    Watchdog watchdog = new Watchdog(
                            config,
                            FixedReferenceSource.of(Map.of("roster.yaml", ROSTER.getBytes(UTF_8))),
                            sent::add,
                            withheld::get,
                            clock)) {
                Round round = new Round(watchdog, admin, heart);
                round.pass(Duration.ofMinutes(5), true, "situation", "paging");
                assertThat(sent).as("all is well").isEmpty();

                round.pass(Duration.ofSeconds(60), true, "paging");
                assertThat(said()).containsExactly("ZH-1 WATCHDOG watchdog|situation");
                round.pass(Duration.ofMinutes(5), true, "paging");
                assertThat(sent).as("told once").hasSize(1);
                round.pass(Duration.ofSeconds(10), true, "situation", "paging");
                assertThat(said())
                        .containsExactly("ZH-1 WATCHDOG watchdog|situation", "ZH-1 RESOLVED watchdog|situation");

                sent.clear();
                round.pass(Duration.ofSeconds(60), true, "situation");
                assertThat(said())
                        .as("paging cannot speak for itself")
                        .containsExactly("ZH-1 WATCHDOG watchdog|paging");
                round.pass(Duration.ofSeconds(10), true, "situation", "paging");

                sent.clear();
                round.pass(Duration.ofSeconds(60), false);
                assertThat(said())
                        .as("without heartbeats nothing can move, which is one message")
                        .containsExactly("ZH-1 WATCHDOG watchdog|heartbeats");
                round.pass(Duration.ofSeconds(10), true, "situation", "paging");

                sent.clear();
                round.withhold(Duration.ofMinutes(5));
                assertThat(sent)
                        .as("withheld on purpose, and no job has anything to read")
                        .isEmpty();
                round.withhold(Duration.ofMinutes(1), "situation");
                assertThat(sent).as("one job reads nevertheless").isEmpty();
                heart.send(new ProducerRecord<>(Topics.ACKS.name(), 0, null, new byte[] {1}))
                        .get(30, TimeUnit.SECONDS);
                round.withhold(Duration.ofMinutes(1), "situation");
                assertThat(said())
                        .as("a record came that paging does not read")
                        .containsExactly("ZH-1 WATCHDOG watchdog|paging");
            }
        }
    }

    private List<String> said() {
        return sent.stream()
                .map(each -> each.recipient() + " " + each.purpose() + " "
                        + each.alert().dedupKey())
                .toList();
    }

    /** Time in which some parts work. */
    private final class Round {
        private final Watchdog watchdog;
        private final Admin admin;
        private final KafkaProducer<byte[], byte[]> heart;

        Round(Watchdog watchdog, Admin admin, KafkaProducer<byte[], byte[]> heart) {
            this.watchdog = watchdog;
            this.admin = admin;
            this.heart = heart;
        }

        /** The pacemaker withholds heartbeats. */
        void withhold(Duration time, String... working) throws Exception {
            for (long gone = 0; gone < time.toSeconds(); gone += 5) {
                withheld.addAndGet(20);
                pass(Duration.ofSeconds(5), false, working);
            }
        }

        void pass(Duration time, boolean heartbeats, String... working) throws Exception {
            for (long gone = 0; gone < time.toSeconds(); gone += 5) {
                clock.pass(5_000);
                if (heartbeats) {
                    heart.send(new ProducerRecord<>(Topics.ACKS.name(), new byte[] {1}))
                            .get(30, TimeUnit.SECONDS);
                }
                for (String job : working) {
                    long offset = read.merge(job, 1L, Long::sum);
                    admin.alterConsumerGroupOffsets(
                                    "govbrain-" + job,
                                    Map.of(new TopicPartition(Topics.ACKS.name(), 0), new OffsetAndMetadata(offset)))
                            .all()
                            .get(30, TimeUnit.SECONDS);
                }
                watchdog.look(admin);
            }
        }
    }
}
