package org.govbrain.local.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.local.broker.KafkaBroker;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.server.FreePort;
import org.govbrain.schemas.RecordEncoder;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.delivery.DeliveryReceipt;
import org.govbrain.schemas.delivery.DeliveryRequest;
import org.govbrain.schemas.delivery.DeliveryState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers on a real broker, against another system that counts what it is told. */
class DeliveryWorkerTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SECRET = "for tests";
    /** What may be under way at once on one channel, and as much whose receipt is. */
    private static final int UNDER_WAY = 8;

    @TempDir
    static Path folder;

    private static KafkaBroker broker;
    private static JobConfig config;
    private static WebhookStub other;

    @BeforeAll
    static void start() throws Exception {
        broker = KafkaBroker.start(folder);
        config = JobConfig.of(Map.of("kafka.bootstrap-servers", broker.bootstrapServers()));
        TopicAdmin.ensureTopics(config);
        other = WebhookStub.start(SECRET, Duration.ofMillis(50));
    }

    @AfterAll
    static void stop() {
        other.close();
        broker.close();
    }

    @Test
    void of_two_workers_one_works_the_other_takes_over_when_it_ends_and_nothing_is_sent_twice() throws Exception {
        JobConfig pair = group("pair");
        DeliveryWorker first = worker(pair, "a");
        try {
            hand("pair-1-", 10);
            await("the first ten", () -> count("pair-1-") == 10);
            try (DeliveryWorker second = worker(pair, "b")) {
                awaitMembers("pair-delivery", 2);
                hand("pair-2-", 10);
                await("ten more", () -> count("pair-2-") == 10);
                first.close();
                hand("pair-3-", 10);
                await("ten by the second", () -> count("pair-3-") == 10);
                assertThat(second.ended()).as("it works").isNotDone();
            }
        } finally {
            first.close();
        }
        assertThat(told("pair-")).as("how often each message came").containsOnly(1);
    }

    @Test
    void a_worker_with_the_name_of_another_takes_over_at_once_and_the_other_ends() throws Exception {
        JobConfig twins = group("twins");
        try (DeliveryWorker first = worker(twins, "twin")) {
            hand("twins-1-", 10);
            await("the first ten", () -> count("twins-1-") == 10);
            // What is under way when another takes over may come twice; the killed command's test counts that.
            await("their receipts", () -> sentReceipts("twins-1-").size() == 10);
            try (DeliveryWorker second = worker(twins, "twin")) {
                first.ended().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                hand("twins-2-", 10);
                await("ten by the second", () -> count("twins-2-") == 10);
                assertThat(second.ended()).as("the newer one works on").isNotDone();
            }
        }
        assertThat(told("twins-")).as("how often each message came").containsOnly(1);
    }

    @Test
    void killed_in_the_middle_the_command_loses_nothing_and_repeats_only_what_was_under_way() throws Exception {
        Files.writeString(
                folder.resolve("channels.yaml"),
                "channels: [{name: other, kind: webhook, url: \"" + other.url() + "\", secretFrom: OTHER_SECRET}]\n");
        hand("kill-", 200);
        Process first = command("first.log");
        await("some to be sent", () -> count("kill-") >= 40);
        first.destroyForcibly().onExit().join();
        assertThat(count("kill-")).as("killed in the middle").isLessThan(200);
        Process second = command("second.log");
        try {
            await("all to be sent", () -> count("kill-") == 200);
            await("their receipts", () -> sentReceipts("kill-").size() == 200);
        } finally {
            second.destroy();
            assertThat(second.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("ends when told to")
                    .isTrue();
        }
        assertThat(second.exitValue()).as("an orderly end").isZero();
        assertThat(sentReceipts("kill-").values())
                .as("each message is said to be sent once")
                .containsOnly(1);
        assertThat(told("kill-").stream().filter(times -> times > 1).count())
                .as("what came twice, with the same key: only what was under way when it was killed")
                .isLessThanOrEqualTo(UNDER_WAY);
        assertThat(Files.readString(folder.resolve("first.log")) + Files.readString(folder.resolve("second.log")))
                .as("no secret in what it prints")
                .doesNotContain(SECRET);
    }

    @Test
    void the_document_of_a_message_of_the_watchdog_is_the_workers_to_write() throws Exception {
        DeliveryRequest request =
                Requests.page("stop-1", "other").setAlertKind("watchdog").build();
        try (DeliveryWorker worker = worker(group("stop"), "a")) {
            hand(List.of(request));
            await(
                    "its document to say that it was sent",
                    () -> LivePaging.read(config, Topics.PAGES).stream()
                            .anyMatch(page -> page.getPageStepId().equals("stop-1")
                                    && page.getState().equals("sent")));
            assertThat(worker.ended()).as("it works").isNotDone();
        }
    }

    private static Process command(String log) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "-cp",
                System.getProperty("java.class.path"),
                Brain.class.getName(),
                "delivery");
        builder.environment()
                .putAll(Map.of(
                        "GOVBRAIN_KAFKA_BOOTSTRAP_SERVERS",
                        broker.bootstrapServers(),
                        "GOVBRAIN_KAFKA_GROUP_PREFIX",
                        "kill",
                        "GOVBRAIN_DELIVERY_NAME",
                        "kill",
                        "GOVBRAIN_DELIVERY_LISTEN",
                        "127.0.0.1:" + FreePort.find(),
                        "GOVBRAIN_DELIVERY_CHANNELS",
                        folder.resolve("channels.yaml").toString(),
                        "GOVBRAIN_DELIVERY_LINK_KEY_FILE",
                        folder.resolve("link.key").toString(),
                        "OTHER_SECRET",
                        SECRET));
        return builder.redirectErrorStream(true)
                .redirectOutput(folder.resolve(log).toFile())
                .start();
    }

    private static DeliveryWorker worker(JobConfig of, String name) {
        MessageText text = new MessageText(false, request -> "http://127.0.0.1/a/T");
        InstantSource clock = InstantSource.system();
        Webhook webhook = new Webhook(other.url(), SECRET, text, Http.jdk(), clock);
        return DeliveryWorker.start(
                of, name, Map.of("other", new ChannelsFile.Open(Limits.NONE, webhook)), text, clock, 7);
    }

    private static JobConfig group(String prefix) {
        return JobConfig.of(Map.of("kafka.bootstrap-servers", broker.bootstrapServers(), "kafka.group-prefix", prefix));
    }

    private static void hand(String prefix, int count) throws Exception {
        List<DeliveryRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(
                    Requests.page(prefix + i, "other").setRecipient("GM-" + i).build());
        }
        hand(requests);
    }

    private static void hand(List<DeliveryRequest> requests) throws Exception {
        RecordEncoder encoder = new RecordEncoder();
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaOutputs.producerProperties(config), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (DeliveryRequest request : requests) {
                producer.send(new ProducerRecord<>(
                                Topics.DELIVERIES.name(),
                                request.getRecipient().getBytes(UTF_8),
                                encoder.encode(request)))
                        .get(30, TimeUnit.SECONDS);
            }
        }
    }

    private static long count(String prefix) {
        return told(prefix).size();
    }

    private static List<Integer> told(String prefix) {
        return other.times().entrySet().stream()
                .filter(each -> each.getKey().startsWith(prefix))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** How many receipts say SENT, by message. */
    private static Map<String, Integer> sentReceipts(String prefix) throws Exception {
        Map<String, Integer> sent = new HashMap<>();
        for (DeliveryReceipt receipt : LivePaging.read(config, Topics.RECEIPTS)) {
            if (receipt.getState() == DeliveryState.SENT
                    && receipt.getDeliveryId().startsWith(prefix)) {
                sent.merge(receipt.getDeliveryId(), 1, Integer::sum);
            }
        }
        return sent;
    }

    private static void awaitMembers(String group, int members) throws Exception {
        try (Admin admin = Admin.create(config.kafkaProperties())) {
            await(
                    members + " workers",
                    () -> requireNonNull(admin.describeConsumerGroups(List.of(group))
                                            .describedGroups()
                                            .get(group))
                                    .get(30, TimeUnit.SECONDS)
                                    .members()
                                    .size()
                            == members);
        }
    }

    private static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waited in vain for " + what).isLessThan(end);
            LockSupport.parkNanos(100_000_000);
        }
    }
}
