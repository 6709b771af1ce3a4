package org.govbrain.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.domain.geo.Grid;
import org.govbrain.engine.avro.ReferenceFileMapper;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.Rejection;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.engine.kafka.KafkaReference;
import org.govbrain.engine.kafka.ReferencePublisher;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.engine.reference.LoadedReference;
import org.govbrain.engine.reference.ReferenceException;
import org.govbrain.engine.reference.ReferenceFollower;
import org.govbrain.engine.reference.StoredFile;
import org.govbrain.schemas.SingleObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reference data through a real broker. */
class KafkaReferenceTest {
    private static final Instant LOADED_AT = Instant.parse("2026-11-23T08:00:00Z");

    @TempDir
    Path folder;

    @Test
    void files_are_loaded_whole_or_not_at_all_and_read_to_the_end() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder)) {
            JobConfig config = JobConfig.of(Map.of("kafka.bootstrap-servers", broker.bootstrapServers()));
            TopicAdmin.ensureTopics(config);
            KafkaReference source = new KafkaReference(config);
            ReferencePublisher publisher = new ReferencePublisher(config);

            assertThat(source.load().data().grids().isEmpty())
                    .as("nothing loaded yet")
                    .isTrue();

            Map<String, byte[]> city = new TreeMap<>(
                    Map.of("grids.geojson", grids("G1"), "buildings.csv", text("buildingId,gridId\nB1,G1\n")));
            assertThat(names(publisher.publish(city, LOADED_AT))).containsExactly("buildings.csv", "grids.geojson");
            assertThat(names(publisher.publish(city, LOADED_AT)))
                    .as("the same again changes nothing")
                    .isEmpty();

            Map<String, byte[]> buildings = Map.of("buildings.csv", text("buildingId,gridId\nB1,G1\nB2,G1\n"));
            assertThat(publisher.publish(buildings, LOADED_AT).written())
                    .as("one file alone, checked against the grids of the load before")
                    .singleElement()
                    .satisfies(file -> assertThat(file.generation()).isEqualTo(2));
            Map<String, byte[]> otherGrids = Map.of("grids.geojson", grids("G9"));
            assertThatThrownBy(() -> publisher.publish(otherGrids, LOADED_AT))
                    .as("the buildings in force would stand in no grid")
                    .isInstanceOf(ReferenceException.class)
                    .hasMessageContaining("buildings.csv, line 2, column gridId: \"G1\"");

            follows(source, publisher, config);
            LoadedReference loaded = InstantiationUtil.clone(source).load();
            assertThat(loaded.data().grids().all()).extracting(Grid::gridId).containsExactly("G1", "G2");
            assertThat(loaded.data().buildings().countIn("G1")).isEqualTo(2);
            assertThat(loaded.warnings())
                    .as("rubbish in the topic is named and left out")
                    .anySatisfy(warning -> assertThat(warning).contains("govbrain.reference was left out"))
                    .anySatisfy(warning ->
                            assertThat(warning).contains("policy.yaml").contains("the load is left out"));
            assertThat(loaded.history().versions()).as("what changed the city").hasSize(3);
        }
    }

    /** What is published while a job runs is read without a restart; what is bad changes nothing and is told. */
    private static void follows(KafkaReference source, ReferencePublisher publisher, JobConfig config)
            throws Exception {
        try (ReferenceFollower running = source.follow()) {
            Instant from = Instant.parse("2026-11-24T08:00:00Z");
            publisher.publish(Map.of("grids.geojson", grids("G1", "G2")), LOADED_AT, from);
            awaitVersions(running, 3);
            assertThat(running.history().at(from.minusMillis(1)).grids().contains("G2"))
                    .as("published for later")
                    .isFalse();
            assertThat(running.history().at(from).grids().contains("G2")).isTrue();

            send(config, text("rubbish"));
            send(
                    config,
                    SingleObject.encode(ReferenceFileMapper.toRecord(
                            new StoredFile("policy.yaml", 99, LOADED_AT, text("clocks: none")))));
            List<DeadLetter> refused = new ArrayList<>();
            await("two refusals", () -> {
                running.refresh();
                refused.addAll(running.takeRefused());
                return refused.size() == 2;
            });
            assertThat(refused)
                    .extracting(DeadLetter::reason)
                    .containsExactly(Rejection.UNDECODABLE, Rejection.INVALID_FIELD);
            assertThat(refused.get(1).detail()).contains("policy.yaml");
            assertThat(running.history().versions())
                    .as("the old version stays in force")
                    .hasSize(3);
        }
    }

    private static void awaitVersions(ReferenceFollower running, int versions) {
        await(versions + " versions", () -> {
            running.refresh();
            return running.history().versions().size() == versions;
        });
    }

    private static void await(String what, BooleanSupplier holds) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain for " + what).isLessThan(end);
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static void send(JobConfig config, byte[] value) throws Exception {
        Properties settings = KafkaOutputs.producerProperties(config);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("govbrain.reference", text("by-hand"), value))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static List<String> names(ReferencePublisher.Load load) {
        return load.written().stream().map(StoredFile::name).toList();
    }

    private static byte[] grids(String... gridIds) {
        return text(Stream.of(gridIds)
                .map(gridId -> "{\"type\":\"Feature\",\"properties\":{\"gridId\":\"" + gridId
                        + "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}}")
                .collect(Collectors.joining(",", "{\"type\":\"FeatureCollection\",\"features\":[", "]}")));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
