package org.govbrain.local.secure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.govbrain.local.secure.SecureServersTest.onceKnown;
import static org.govbrain.local.secure.SecureServersTest.send;

import com.sun.net.httpserver.HttpServer;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.dashboards.index.IndexSettings;
import org.govbrain.domain.alert.Delivery;
import org.govbrain.domain.alert.ProgressWatch;
import org.govbrain.domain.alert.WatchdogPage;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.DeliveryProducer;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.pacemaker.ClusterCompanion;
import org.govbrain.schemas.RecordEncoder;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.document.PostDocument;

/** Each command of a cluster, run as the user of its role on a broker that has rights: it can do its work, and no other's. */
final class CommandRights {
    private static final String ROSTER = """
            version: test-1
            zone: Asia/Shanghai
            contacts: [inbox]
            duties:
              - {role: command-room, who: ZH-1}
            """;
    private static final String EVENT = """
            {"eventId":"e1","occurredAt":"2026-01-05T08:00:00+08:00","kind":"RECEIVED","incidentId":"i1","urgency":"URGENT"}
            """;

    private final Path folder;
    private final Function<KafkaRole, JobConfig> as;
    private final JobConfig owner;

    /** @param as settings with the log-in of a role's user */
    CommandRights(Path folder, Function<KafkaRole, JobConfig> as, JobConfig owner) {
        this.folder = folder;
        this.as = as;
        this.owner = owner;
    }

    /** Makes the topics, beats on each input, sees how far a job is, and hands over a page. */
    void pacemaker() throws Exception {
        JobConfig pacemaker = as.apply(KafkaRole.PACEMAKER);
        onceKnown(() -> TopicAdmin.ensureTopics(pacemaker));
        ClusterCompanion companion =
                ClusterCompanion.start(pacemaker, folder.resolve("pacemaker.json"), IndexSettings.LOCAL, line -> {});
        try {
            awaitHeartbeats();
        } finally {
            companion.close();
        }
        TopicPartition read = new TopicPartition(Topics.PATROL.name(), 0);
        TopicPartition heard = new TopicPartition(Topics.BREACHES.name(), 0);
        String group = "govbrain-situation";
        try (Admin admin = Admin.create(owner.kafkaProperties())) {
            admin.alterConsumerGroupOffsets(
                            group, Map.of(read, new OffsetAndMetadata(7), heard, new OffsetAndMetadata(1)))
                    .all()
                    .get(1, TimeUnit.MINUTES);
        }
        try (Admin admin = Admin.create(pacemaker.kafkaProperties())) {
            assertThat(admin.listConsumerGroupOffsets(group)
                            .partitionsToOffsetAndMetadata()
                            .get(1, TimeUnit.MINUTES))
                    .as("how far the job is; what one may not see is left out")
                    .containsOnlyKeys(read, heard);
            assertThat(admin.listOffsets(Map.of(read, OffsetSpec.latest(), heard, OffsetSpec.latest()))
                            .all()
                            .get(1, TimeUnit.MINUTES))
                    .hasSize(2);
        }
        try (DeliveryProducer toDelivery = new DeliveryProducer(pacemaker)) {
            toDelivery.send(page()).get(1, TimeUnit.MINUTES);
        }
        refused("it makes no documents", KafkaRole.PACEMAKER, Topics.CASES);
        assertThatThrownBy(() -> read(pacemaker, Topics.DELIVERIES))
                .as("it reads no messages to persons")
                .isInstanceOf(TopicAuthorizationException.class);
    }

    /** Loads a city and a list of targets. */
    void operator(byte[] grids) throws Exception {
        Path city = Files.createDirectory(folder.resolve("city"));
        Files.write(city.resolve("grids.geojson"), grids);
        performed(KafkaRole.OPERATOR, "", "reference", "load", city.toString());
        send(as.apply(KafkaRole.OPERATOR), Topics.TARGETS.name());
        refused("it brings no events", KafkaRole.OPERATOR, Topics.PATROL);
        refused("it pages nobody", KafkaRole.OPERATOR, Topics.DELIVERIES);
        assertThatThrownBy(() -> TopicAdmin.ensureTopics(as.apply(KafkaRole.OPERATOR)))
                .as("it changes no topic")
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    /** Brings events. */
    void feed() throws Exception {
        Path events = Files.writeString(folder.resolve("events.ndjson"), EVENT);
        performed(KafkaRole.FEED, "", "ingest", "--stream", "linkage", events.toString());
        refused("it writes no documents", KafkaRole.FEED, Topics.CASES);
        assertThatThrownBy(() -> read(as.apply(KafkaRole.FEED), Topics.LINKAGE))
                .as("it does not read what others bring")
                .isInstanceOf(TopicAuthorizationException.class);
        try (DeliveryProducer toDelivery = new DeliveryProducer(as.apply(KafkaRole.FEED))) {
            assertThat(toDelivery.send(page()))
                    .as("it pages nobody, and whoever sent is told so")
                    .failsWithin(Duration.ofMinutes(1))
                    .withThrowableThat()
                    .withCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    /** Writes the document of a post again, without who filled it. */
    void erase() throws Exception {
        PostDocument post = PostDocument.newBuilder()
                .setTimestamp(Instant.EPOCH)
                .setPostId("command-room|city|")
                .setRevision(1)
                .setRole("command-room")
                .setAreaKind("city")
                .setOfficerIds(List.of("WG-1"))
                .setRetired(false)
                .build();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(owner.kafkaProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            Topics.POSTS.name(), post.getPostId().getBytes(UTF_8), new RecordEncoder().encode(post)))
                    .get(1, TimeUnit.MINUTES);
        }
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer elasticsearch = SecureServersTest.fakeElasticsearch(asked);
        try {
            String urls = "elasticsearch.urls = http://127.0.0.1:"
                    + elasticsearch.getAddress().getPort() + "\n";
            assertThat(performed(KafkaRole.ERASE, urls, "erase", "--person", "WG-1"))
                    .containsPattern("govbrain-posts +1 documents");
            assertThat(asked).as("what it asks Elasticsearch").contains("POST /govbrain-posts/_bulk?refresh=true");
        } finally {
            elasticsearch.stop(0);
        }
        refused("it brings no events", KafkaRole.ERASE, Topics.PATROL);
        refused("it pages nobody", KafkaRole.ERASE, Topics.DELIVERIES);
    }

    /** Looks at everything and changes nothing; who shows another password, or the rights of others, is told so. */
    void status(Function<String, JobConfig> withPassword) throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer elasticsearch = SecureServersTest.fakeElasticsearch(asked);
        try {
            String urls = "elasticsearch.urls = http://127.0.0.1:"
                    + elasticsearch.getAddress().getPort() + "\n";
            assertThat(performed(KafkaRole.STATUS, urls, "status"))
                    .containsPattern("clock +20\\d\\d-")
                    .contains("(govbrain-situation)", "govbrain-cases");
            assertThat(said(as.apply(KafkaRole.STATUS), urls, ExitCode.REJECTED, "doctor"))
                    .as("nobody delivers; what else it says needs each of its rights")
                    .contains(
                            "OK   Every topic is there.",
                            "he newest heartbeat is of ",
                            "FAIL Nobody delivers",
                            "OK   A city of 1 grids is loaded.");
            assertThat(said(withPassword.apply("wrong"), urls, ExitCode.REJECTED, "doctor"))
                    .contains(
                            "FAIL Kafka does not answer: Authentication failed",
                            "what kafka.property.… says of TLS and log-in");
            assertThat(said(as.apply(KafkaRole.FEED), urls, ExitCode.REJECTED, "doctor"))
                    .contains("FAIL Kafka does not answer: Topic authorization failed", "at the rights of the user");
            assertThat(asked).as("it only asks").allMatch(request -> request.startsWith("GET /"));
        } finally {
            elasticsearch.stop(0);
        }
        assertThatThrownBy(() -> send(as.apply(KafkaRole.STATUS), Topics.REFERENCE.name()))
                .as("it writes nowhere, so it is no producer at all")
                .hasCauseInstanceOf(ClusterAuthorizationException.class);
        assertThatThrownBy(() -> read(as.apply(KafkaRole.STATUS), Topics.PATROL))
                .as("it does not read where patrols are")
                .isInstanceOf(TopicAuthorizationException.class);
        assertThatThrownBy(() -> TopicAdmin.ensureTopics(as.apply(KafkaRole.STATUS)))
                .as("it changes no topic")
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    /** What a command says that is told of the cluster by a settings file with the log-in of a role. */
    private String performed(KafkaRole role, String more, String command, String... words) throws Exception {
        return said(as.apply(role), more, ExitCode.OK, command, words);
    }

    private String said(JobConfig cluster, String more, int code, String command, String... words) throws Exception {
        StringBuilder settings = new StringBuilder(more);
        cluster.kafkaProperties()
                .forEach((name, value) -> settings.append("kafka.property.")
                        .append(name)
                        .append(" = ")
                        .append(value)
                        .append('\n'));
        Path file = Files.writeString(
                folder.resolve("cluster.properties"),
                settings.toString().replace("kafka.property.bootstrap.servers", "kafka.bootstrap-servers"));
        List<String> line = new ArrayList<>(List.of(words));
        line.add(0, command);
        line.add("--config");
        line.add(file.toString());
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        assertThat(Brain.commandLine().setOut(out).setErr(out).execute(line.toArray(String[]::new)))
                .as("%s: %s", command, said)
                .isEqualTo(code);
        return said.toString();
    }

    private void refused(String why, KafkaRole role, Topic<?> topic) {
        assertThatThrownBy(() -> send(as.apply(role), topic.name()))
                .as(why)
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    private static void read(JobConfig config, Topic<?> topic) {
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                config.kafkaProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition first = new TopicPartition(topic.name(), 0);
            reader.assign(List.of(first));
            reader.seekToBeginning(List.of(first));
            reader.poll(Duration.ofSeconds(30));
        }
    }

    /** Each partition of each input has something, and nobody but the pacemaker writes yet. */
    private void awaitHeartbeats() {
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                owner.kafkaProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Set<TopicPartition> silent = new HashSet<>();
            for (Topic<?> topic : Topics.of(Topic.Use.INPUT)) {
                for (int partition = 0; partition < topic.partitions(); partition++) {
                    silent.add(new TopicPartition(topic.name(), partition));
                }
            }
            reader.assign(silent);
            reader.seekToBeginning(silent);
            for (int tries = 0; !silent.isEmpty() && tries < 60; tries++) {
                silent.removeAll(reader.poll(Duration.ofSeconds(1)).partitions());
            }
            assertThat(silent).as("partitions without a heartbeat").isEmpty();
        }
    }

    private static Delivery page() {
        return WatchdogPage.of(
                        new ProgressWatch.Change("paging", true, Instant.EPOCH),
                        FixedReferenceSource.of(Map.of("roster.yaml", ROSTER.getBytes(UTF_8)))
                                .load()
                                .paging(),
                        Instant.EPOCH)
                .orElseThrow();
    }
}
