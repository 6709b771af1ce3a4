package org.govbrain.local.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.govbrain.domain.geo.Grid;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaReference;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.server.FreePort;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;
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
    }

    private int brain(String... words) {
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
