package org.govbrain.local.broker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.domain.geo.Grid;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.engine.kafka.KafkaReference;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.console.TestElasticsearch;
import org.govbrain.local.server.FreePort;
import org.govbrain.local.stack.ClusterStatus;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.input.Heartbeat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that are told of a cluster by a settings file, on a real broker and without a local run. */
class ClusterCommandsTest {
    private static final String GRIDS = """
            {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {"gridId": "G1"},
              "geometry": {"type": "Polygon", "coordinates": [[[0,0],[1,0],[1,1],[0,0]]]}}]}
            """;
    private static final String EVENT = """
            {"eventId":"e1","occurredAt":"2026-01-05T08:00:00+08:00","kind":"RECEIVED","incidentId":"i1","urgency":"URGENT"}
            """;

    @TempDir
    Path folder;

    private final StringWriter said = new StringWriter();

    @Test
    void a_city_and_events_come_to_the_cluster_that_is_named() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder)) {
            Path city = Files.createDirectory(folder.resolve("city"));
            Files.writeString(city.resolve("grids.geojson"), GRIDS);
            Files.writeString(city.resolve("buildings.csv"), "buildingId,gridId\nB1,G1\n");
            Path events = Files.writeString(folder.resolve("events.ndjson"), EVENT + "no event\n");
            String cluster = Files.writeString(
                            folder.resolve("cluster.properties"),
                            "kafka.bootstrap-servers = " + broker.bootstrapServers() + "\n")
                    .toString();
            JobConfig config = JobConfig.of(Map.of("kafka.bootstrap-servers", broker.bootstrapServers()));

            assertThat(brain("reference", "load", "--config", cluster, city.toString()))
                    .as("before the pacemaker has made the topics")
                    .isEqualTo(ExitCode.ENVIRONMENT);
            assertThat(said.toString()).contains("has not all topics of this version yet: start brain pacemaker");
            assertThat(brain("doctor", "--config", cluster))
                    .as("likewise: %s", said)
                    .isEqualTo(ExitCode.REJECTED);
            assertThat(said.toString())
                    .contains(
                            "FAIL The topic govbrain.cases is missing: brain pacemaker of this version sets topics right");
            assertThat(topics(config)).as("made on the way").isEmpty();

            TopicAdmin.ensureTopics(config);
            assertThat(brain("reference", "load", "--config", cluster, city.toString()))
                    .as("%s", said)
                    .isEqualTo(ExitCode.OK);
            assertThat(loaded(config)).extracting(Grid::gridId).containsExactly("G1");

            assertThat(brain("ingest", "--config", cluster, "--stream", "linkage", events.toString()))
                    .as("one line is no event: %s", said)
                    .isEqualTo(ExitCode.REJECTED);
            assertThat(keys(config, Topics.LINKAGE)).containsExactly("i1");
            assertThat(Files.readString(folder.resolve("events.ndjson.rejected")))
                    .startsWith("2\t");

            assertThat(brain("erase", "--config", cluster, "--person", "WG-1"))
                    .as("settings without an Elasticsearch: %s", said)
                    .isEqualTo(ExitCode.USAGE);
            assertThat(said.toString()).contains("elasticsearch.urls is not set");
            what_a_cluster_says_of_itself(cluster, config);
        }
    }

    private void what_a_cluster_says_of_itself(String cluster, JobConfig config) throws Exception {
        assertThat(brain("doctor", "--config", cluster)).as("%s", said).isEqualTo(ExitCode.REJECTED);
        assertThat(said.toString())
                .contains(
                        "WARN Flink was not asked whether the jobs run: set flink.urls",
                        "OK   Every topic is there.",
                        "FAIL No heartbeat came: no deadline passes in silence. Start brain pacemaker",
                        "FAIL Nobody delivers",
                        "FAIL Elasticsearch does not answer: elasticsearch.urls is not set",
                        "OK   A city of 1 grids is loaded.");

        beat(config, new Heartbeat(Instant.parse("2026-01-05T00:00:00Z"), null));
        beat(config, new Heartbeat(Instant.parse("2026-01-05T00:00:00.500Z"), null));
        beat(config, new Heartbeat(Instant.parse("2026-01-06T00:00:00Z"), "a source that says it is alive"));
        try (Admin admin = Admin.create(config.kafkaProperties())) {
            admin.incrementalAlterConfigs(Map.of(
                            new ConfigResource(ConfigResource.Type.TOPIC, Topics.RECEIPTS.name()),
                            List.of(new AlterConfigOp(new ConfigEntry("retention.ms", "9"), AlterConfigOp.OpType.SET)),
                            new ConfigResource(ConfigResource.Type.TOPIC, Topics.DEAD_LETTERS.name()),
                            List.of(new AlterConfigOp(
                                    new ConfigEntry("cleanup.policy", "delete,compact,delete"),
                                    AlterConfigOp.OpType.SET))))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            admin.alterConsumerGroupOffsets(
                            "govbrain-index",
                            Map.of(new TopicPartition(Topics.CASES.name(), 0), new OffsetAndMetadata(0)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            admin.alterConsumerGroupOffsets(
                            "of-others", Map.of(new TopicPartition(Topics.CASES.name(), 0), new OffsetAndMetadata(0)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        String all = Files.writeString(
                        folder.resolve("all.properties"),
                        Files.readString(Path.of(cluster)) + "elasticsearch.urls = " + TestElasticsearch.empty() + "\n")
                .toString();
        assertThat(brain("doctor", "--config", all)).as("%s", said).isEqualTo(ExitCode.REJECTED);
        assertThat(said.toString())
                .contains(
                        "FAIL The topic govbrain.receipts has retention.ms 9, not -1: brain pacemaker",
                        "FAIL The newest heartbeat is of 2026-01-05T00:00:00.500Z: no deadline passes.",
                        "OK   Every index is there.",
                        "OK   0 records of the last hour could not be used.")
                .as("the same policies, one of them twice")
                .doesNotContain("cleanup.policy");

        assertThat(brain("status", "--json", "--config", all))
                .as("a topic is not as it should be: %s", said)
                .isEqualTo(ExitCode.REJECTED);
        JsonNode status = new JsonMapper().readTree(said.toString());
        assertThat(status.path("clock").path("last_heartbeat_at").asText()).isEqualTo("2026-01-05T00:00:00.500Z");
        assertThat(status.path("lag").has("govbrain-index")).as("%s", status).isTrue();
        assertThat(status.path("lag").has("of-others")).as("%s", status).isFalse();
        assertThat(status.path("documents").path("govbrain-cases").asInt(-1)).isZero();
        what_waits_is_told_once_it_has_waited_long(config);

        TopicAdmin.ensureTopics(config);
        assertThat(brain("status", "--config", all))
                .as("all is there: %s", said)
                .isEqualTo(ExitCode.OK);
        assertThat(said.toString())
                .contains("2026-01-05T00:00:00.500Z (follows wall", "govbrain-cases")
                .containsPattern("delivery workers +0")
                .containsPattern("Elasticsearch is +green")
                .containsPattern("dead letters, last hour +0");

        Path out = folder.resolve("bulletins");
        assertThat(brain("report", "--config", all, "--kind", "daily", "--date", "2026-01-05", "--out", out.toString()))
                .as("%s", said)
                .isEqualTo(ExitCode.OK);
        assertThat(out.resolve("bulletin-day-2026-01-05.zh.html")).content().contains("治理通报");
    }

    private static void what_waits_is_told_once_it_has_waited_long(JobConfig config) throws Exception {
        Instant before = Instant.parse("2020-01-01T00:00:00Z");
        Instant later = Instant.parse("2099-01-01T00:00:00Z");
        assertThat(unread(config, before))
                .as("what came just now")
                .containsExactly("situation {}", "paging {}", "index {}");
        assertThat(unread(config, later))
                .as("the event and the heartbeats, which no job has read; of the building's transaction nothing")
                .containsExactly("situation {\"govbrain.linkage110\":1}", "paging {\"govbrain.acks\":3}", "index {}");
        try (Admin admin = Admin.create(config.kafkaProperties())) {
            admin.alterConsumerGroupOffsets(
                            "govbrain-paging",
                            Map.of(new TopicPartition(Topics.ACKS.name(), 1), new OffsetAndMetadata(2)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        assertThat(unread(config, later)).as("two are read").contains("paging {\"govbrain.acks\":1}");
    }

    private static List<String> unread(JobConfig config, Instant now) throws InterruptedException {
        return ClusterStatus.describe(config, now).path("unread").properties().stream()
                .map(job -> job.getKey() + " " + job.getValue())
                .toList();
    }

    private static void beat(JobConfig config, Heartbeat heartbeat) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaOutputs.producerProperties(config), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(Topics.ACKS.name(), 1, null, SingleObject.encode(heartbeat)))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void a_cluster_that_does_not_answer_is_named_with_what_to_look_at() throws Exception {
        String nowhere = "127.0.0.1:" + FreePort.find();
        Path cluster = Files.writeString(
                folder.resolve("cluster.properties"),
                "kafka.bootstrap-servers = " + nowhere + "\nkafka.property.default.api.timeout.ms = 500\n"
                        + "kafka.property.request.timeout.ms = 500\n");
        Path events = Files.writeString(folder.resolve("events.ndjson"), EVENT);
        assertThat(brain("ingest", "--config", cluster.toString(), "--stream", "linkage", events.toString()))
                .isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(said.toString()).contains("Kafka at " + nowhere + " can't be used: ", "kafka.bootstrap-servers");
        assertThat(brain("status", "--config", cluster.toString())).isEqualTo(ExitCode.REJECTED);
        assertThat(said.toString()).containsPattern("Kafka does not answer +[^ ]");
        assertThat(brain("doctor", "--config", cluster.toString())).isEqualTo(ExitCode.REJECTED);
        assertThat(said.toString())
                .contains("FAIL Kafka does not answer: ", "Look at kafka.bootstrap-servers")
                .as("once")
                .doesNotContain("topic", "heartbeat");
    }

    private int brain(String... words) {
        said.getBuffer().setLength(0);
        PrintWriter out = new PrintWriter(said);
        return Brain.commandLine().setOut(out).setErr(out).execute(words);
    }

    private static List<String> topics(JobConfig config) throws Exception {
        try (Admin admin = Admin.create(config.kafkaProperties())) {
            return List.copyOf(admin.listTopics().names().get(30, TimeUnit.SECONDS));
        }
    }

    /** The broker marks a transaction as committed a moment after it has said so; whoever reads before that finds nothing. */
    private static List<Grid> loaded(JobConfig config) {
        List<Grid> grids = List.of();
        for (int tries = 0; grids.isEmpty() && tries < 300; tries++) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            grids = List.copyOf(new KafkaReference(config).load().data().grids().all());
        }
        return grids;
    }

    /** Keys of all that a topic holds. */
    private static List<String> keys(JobConfig config, Topic<?> topic) {
        List<String> keys = new ArrayList<>();
        try (var reader = new KafkaConsumer<>(
                config.kafkaProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = reader.partitionsFor(topic.name()).stream()
                    .map(each -> new TopicPartition(each.topic(), each.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> reader.position(each) < ends.getOrDefault(each, 0L))) {
                reader.poll(Duration.ofSeconds(1))
                        .forEach(message -> keys.add(new String(message.key(), StandardCharsets.UTF_8)));
            }
        }
        return keys;
    }
}
