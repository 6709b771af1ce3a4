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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.local.broker.KafkaBroker;
import org.govbrain.local.delivery.ScriptedClock;
import org.govbrain.schemas.Topics;
import org.jspecify.annotations.Nullable;
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
    private final AtomicLong nanos = new AtomicLong(-1);
    private final List<Delivery> sent = new ArrayList<>();
    private FixedReferenceSource roster = roster(ROSTER);
    private @Nullable RuntimeException trouble;
    private CompletableFuture<Void> answer = CompletableFuture.completedFuture(null);
    private final AtomicLong withheld = new AtomicLong();
    private final Map<String, Long> read = new HashMap<>(Map.of("situation", 1L, "paging", 1L));

    @Test
    void what_stops_is_told_to_the_command_room_within_a_minute_and_so_is_its_return() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder)) {
            JobConfig config = JobConfig.of(Map.of("kafka.bootstrap-servers", broker.bootstrapServers()));
            TopicAdmin.ensureTopics(config);
            try (Admin admin = Admin.create(config.kafkaProperties());
                    KafkaProducer<byte[], byte[]> heart = new KafkaProducer<>(
                            KafkaOutputs.producerProperties(config),
                            new ByteArraySerializer(),
                            new ByteArraySerializer());
                    Watchdog watchdog =
                            new Watchdog(config, () -> roster.load(), this::send, this::withheld, clock, nanos::get)) {
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
                round.pass(Duration.ofSeconds(10), true, "situation", "paging");

                leapAndTrouble(round, watchdog);
                refusals(round);
                nobodyOnDuty(round, watchdog);
            }
        }
    }

    private void leapAndTrouble(Round round, Watchdog watchdog) throws Exception {
        sent.clear();
        long year = Duration.ofDays(365).toMillis();
        clock.pass(year);
        round.pass(Duration.ofSeconds(10), true, "situation", "paging");
        clock.pass(-2 * year);
        round.pass(Duration.ofSeconds(40), true, "paging");
        assertThat(sent).as("the clock leaps, and time does not").isEmpty();
        trouble = new IllegalStateException("made by the test");
        round.pass(Duration.ofSeconds(5), true, "paging");
        assertThat(sent).as("a look that fails").isEmpty();
        assertThat(watchdog.metrics()).contains("\ngovbrain_watchdog_failed_looks_total 1\n");
        trouble = null;
        round.pass(Duration.ofSeconds(10), true, "paging");
        assertThat(said()).as("those after it look on").containsExactly("ZH-1 WATCHDOG watchdog|situation");
        round.pass(Duration.ofSeconds(10), true, "situation", "paging");
    }

    private void refusals(Round round) throws Exception {
        sent.clear();
        answer = CompletableFuture.failedFuture(new TimeoutException("made by the test"));
        round.pass(Duration.ofSeconds(60), true, "situation");
        assertThat(said())
                .as("refused, so sent again with each look")
                .hasSizeGreaterThan(1)
                .containsOnly("ZH-1 WATCHDOG watchdog|paging");
        assertThat(sent)
                .as("under one id, for a refused one may have been taken")
                .satisfies(all -> assertThat(all)
                        .extracting(Delivery::deliveryId)
                        .containsOnly(sent.get(0).deliveryId()));
        sent.clear();
        CompletableFuture<Void> pending = new CompletableFuture<>();
        answer = pending;
        round.pass(Duration.ofSeconds(60), true, "situation");
        assertThat(sent).as("of one that is under way nothing is known").hasSize(1);
        round.pass(Duration.ofSeconds(10), true, "situation", "paging");
        assertThat(sent).as("its return comes after it").hasSize(1);
        pending.complete(null);
        round.pass(Duration.ofSeconds(10), true, "situation", "paging");
        assertThat(said()).containsExactly("ZH-1 WATCHDOG watchdog|paging", "ZH-1 RESOLVED watchdog|paging");
    }

    private void nobodyOnDuty(Round round, Watchdog watchdog) throws Exception {
        sent.clear();
        roster = roster(ROSTER.replaceFirst("(?s)duties:.*", "duties: []\n"));
        round.pass(Duration.ofMinutes(2), true, "situation");
        assertThat(sent).as("there is nobody to tell").isEmpty();
        assertThat(watchdog.metrics()).endsWith("govbrain_watchdog_untold 1\n");
        round.pass(Duration.ofSeconds(10), true, "situation", "paging");
        roster = roster(ROSTER);
        round.pass(Duration.ofSeconds(65), true, "situation", "paging");
        assertThat(said())
                .as("whoever comes on duty is told of both")
                .containsExactly("ZH-1 WATCHDOG watchdog|paging", "ZH-1 RESOLVED watchdog|paging");
        assertThat(watchdog.metrics()).endsWith("govbrain_watchdog_untold 0\n");
    }

    private static FixedReferenceSource roster(String roster) {
        return FixedReferenceSource.of(Map.of("roster.yaml", roster.getBytes(UTF_8)));
    }

    private CompletableFuture<Void> send(Delivery delivery) {
        sent.add(delivery);
        return answer;
    }

    private long withheld() {
        if (trouble != null) {
            throw trouble;
        }
        return withheld.get();
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
                nanos.addAndGet(Duration.ofSeconds(5).toNanos());
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
                watchdog.look();
            }
        }
    }
}
