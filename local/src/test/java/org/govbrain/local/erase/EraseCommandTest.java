package org.govbrain.local.erase;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.elastic.ElasticsearchConnection;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.local.broker.KafkaBroker;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.console.TestElasticsearch;
import org.govbrain.local.erase.DocumentTopics.Erased;
import org.govbrain.schemas.RecordEncoder;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.document.PatrolDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker and a real node. */
class EraseCommandTest {
    private static final int MANY = 2_500;

    private final RecordEncoder encoder = new RecordEncoder();

    @TempDir
    Path folder;

    @Test
    void what_stands_nowhere_is_not_said_to_be_still_there() {
        assertThat(EraseCommand.ending(false)).contains("All numbers stay as they were.", "Still there: ");
        assertThat(EraseCommand.ending(true))
                .contains("erased before, or nobody has it", "it may still be there: ")
                .doesNotContain("Still there");
    }

    @Test
    void a_person_is_in_no_document_any_more_and_every_number_stays() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder)) {
            URI elasticsearch = TestElasticsearch.empty();
            JobConfig config = JobConfig.of(Map.of(
                    "kafka.bootstrap-servers", broker.bootstrapServers(),
                    "elasticsearch.urls", elasticsearch.toString()));
            TopicAdmin.ensureTopics(config);
            ElasticsearchClient client = ElasticsearchConnection.of(config).client();
            try (RestClientTransport transport = (RestClientTransport) client._transport()) {
                RestClient rest = transport.restClient();
                SpecificRecordBase page = ErasureTest.page("WG-1", "WG-1 is on duty", "WG-1在岗");
                write(config, rest, Topics.PATROLS, ErasureTest.patrol("WG-1"), "patrol|S1");
                write(config, rest, Topics.PAGES, page, page.get("page_step_id").toString());

                Erasure erasure = new Erasure("WG-1", "erased-0a");
                assertThat(EraseCommand.erase(config, erasure))
                        .as("one document of each")
                        .isEqualTo(Map.of(
                                "govbrain-patrols",
                                new EraseCommand.Result(1, 0, 0),
                                "govbrain-pages",
                                new EraseCommand.Result(1, 0, 0)));

                assertThat(found(rest, "govbrain-patrols"))
                        .as("the visit and its households")
                        .singleElement()
                        .asString()
                        .contains("\"officer_id\":\"erased-0a\"", "\"households\":4")
                        .doesNotContain("WG-1");
                assertThat(found(rest, "govbrain-pages"))
                        .as("under an id without the person, and no longer under the other")
                        .singleElement()
                        .asString()
                        .contains("\"page_step_id\":\"C-1.0011223344556677|page|2.1|erased-0a\"")
                        .doesNotContain("WG-1");
                assertThat(EraseCommand.erase(config, erasure))
                        .as("whoever builds the index again from the topics finds nobody either")
                        .isEmpty();
                what_an_end_before_its_time_leaves_is_done_by_the_next_call(config);

                write(config, rest, Topics.PATROLS, ErasureTest.patrol("WG-2"), "patrol|S1");
                Path cluster = Files.writeString(
                        folder.resolve("cluster.properties"),
                        "kafka.bootstrap-servers = " + broker.bootstrapServers() + "\nelasticsearch.urls = "
                                + elasticsearch + "\n");
                StringWriter said = new StringWriter();
                assertThat(command(cluster, "WG-2", said))
                        .as("by a settings file, without a local run: %s", said)
                        .isEqualTo(ExitCode.OK);
                assertThat(found(rest, "govbrain-patrols").toString())
                        .contains("\"officer_id\":\"erased-")
                        .doesNotContain("WG-2");

                send(config, Topics.PATROLS, "patrol|S2", "of a newer program, WG-2".getBytes(UTF_8));
                assertThat(command(cluster, "WG-2", said))
                        .as("it must not seem done: %s", said)
                        .isEqualTo(ExitCode.REJECTED);
                assertThat(said.toString())
                        .contains(
                                "On the topic of govbrain-patrols that code stays in 1 that this program cannot read");
            }
        }
    }

    private static int command(Path cluster, String person, StringWriter said) {
        PrintWriter out = new PrintWriter(said);
        return Brain.commandLine()
                .setOut(out)
                .setErr(out)
                .execute("erase", "--config", cluster.toString(), "--person", person);
    }

    private void what_an_end_before_its_time_leaves_is_done_by_the_next_call(JobConfig config) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaOutputs.producerProperties(config), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < MANY; i++) {
                PatrolDocument patrol = ErasureTest.patrol("WG-2");
                patrol.setPatrolId("patrol|" + i);
                var unused = producer.send(new ProducerRecord<>(
                        Topics.PATROLS.name(), patrol.getPatrolId().getBytes(UTF_8), encoder.encode(patrol)));
            }
        }
        Erasure erasure = new Erasure("WG-2", "erased-0b");
        AtomicInteger written = new AtomicInteger();
        DocumentTopics topics = new DocumentTopics(config);
        assertThatThrownBy(() -> topics.erase(Topics.PATROLS, erasure, documents -> {
                    if (written.get() > 0) {
                        throw new IOException("The index is gone.");
                    }
                    written.addAndGet(documents.size());
                    return 0;
                }))
                .hasMessage("The index is gone.");
        assertThat(written.get()).as("not all at once").isBetween(1, MANY - 1);
        assertThat(EraseCommand.erase(config, erasure))
                .as("the others, of which the index has not heard")
                .isEqualTo(Map.of("govbrain-patrols", new EraseCommand.Result(MANY - written.get(), 0, 0)));
    }

    private void write(JobConfig config, RestClient rest, Topic<?> topic, SpecificRecordBase document, String id)
            throws Exception {
        send(config, topic, id, encoder.encode(document));
        new ErasedIndex(rest)
                .write(document.getSchema().getProp("index"), List.of(new Erased(document, document)), Instant.EPOCH);
    }

    private static void send(JobConfig config, Topic<?> topic, String id, byte[] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                KafkaOutputs.producerProperties(config), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.name(), id.getBytes(UTF_8), value))
                    .get();
        }
    }

    private static Set<String> found(RestClient rest, String index) throws Exception {
        JsonNode answer = new JsonMapper()
                .readTree(rest.performRequest(new Request("GET", "/" + index + "/_search"))
                        .getEntity()
                        .getContent());
        Set<String> found = new TreeSet<>();
        answer.path("hits").path("hits").forEach(hit -> found.add(hit.toString()));
        return found;
    }
}
