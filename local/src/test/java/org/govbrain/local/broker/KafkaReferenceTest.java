package org.govbrain.local.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.apache.flink.util.InstantiationUtil;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.domain.geo.Grid;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.engine.kafka.KafkaReference;
import org.govbrain.engine.kafka.ReferencePublisher;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.engine.reference.LoadedReference;
import org.govbrain.engine.reference.ReferenceException;
import org.govbrain.engine.reference.StoredFile;
import org.govbrain.local.stack.FreePort;
import org.govbrain.local.stack.Installation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reference data through a real broker. */
class KafkaReferenceTest {
    private static final Instant LOADED_AT = Instant.parse("2026-11-23T08:00:00Z");

    @TempDir
    Path folder;

    @Test
    void files_are_loaded_whole_or_not_at_all_and_read_to_the_end() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(
                Installation.find(),
                folder.resolve("data"),
                FreePort.find(),
                FreePort.find(),
                folder.resolve("kafka.log"))) {
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

            sendRubbish(config);
            LoadedReference loaded = InstantiationUtil.clone(source).load();
            assertThat(loaded.data().grids().all()).extracting(Grid::gridId).containsExactly("G1");
            assertThat(loaded.data().buildings().countIn("G1")).isEqualTo(2);
            assertThat(loaded.warnings())
                    .as("rubbish in the topic is named and left out")
                    .singleElement()
                    .asString()
                    .contains("govbrain.reference was left out");
        }
    }

    private static void sendRubbish(JobConfig config) throws Exception {
        Properties settings = KafkaOutputs.producerProperties(config);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("govbrain.reference", text("grids.geojson"), text("rubbish")))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static List<String> names(ReferencePublisher.Load load) {
        return load.written().stream().map(StoredFile::name).toList();
    }

    private static byte[] grids(String gridId) {
        return text("{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":{\"gridId\":\""
                + gridId + "\"},\"geometry\":{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,0]]]}}]}");
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
