package org.govbrain.scenarios.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.govbrain.dashboards.index.IncompatibleIndexException;
import org.govbrain.dashboards.index.IndexDefinition;
import org.govbrain.dashboards.index.IndexField;
import org.govbrain.dashboards.index.IndexSettings;
import org.govbrain.dashboards.index.IndexTemplates;
import org.govbrain.engine.avro.DocumentDecoder;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.document.DocumentInput;
import org.govbrain.engine.document.DocumentWrite;
import org.govbrain.engine.document.RejectedDocuments;
import org.govbrain.engine.elastic.BulkSettings;
import org.govbrain.engine.elastic.ElasticsearchConnection;
import org.govbrain.engine.elastic.ElasticsearchSink;
import org.govbrain.engine.index.IndexJob;
import org.govbrain.local.elasticsearch.ElasticsearchNode;
import org.govbrain.local.server.FreePort;
import org.govbrain.local.server.Installation;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topic.Use;
import org.govbrain.schemas.Topics;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What templates, sink and the stub of the sink's own tests assume of Elasticsearch, asked of a real one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(300)
class ElasticsearchContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JobConfig SETTINGS =
            JobConfig.of(Map.of("kafka.bootstrap-servers", "localhost:9", "checkpoint.interval", "1 s"));

    /** Where the writers, which Flink makes from bytes, and the test meet: id and reason. */
    private static final Queue<String> REJECTED = new ConcurrentLinkedQueue<>();

    private final ElasticsearchNode node;
    private final ElasticsearchClient client;

    ElasticsearchContractTest(@TempDir Path folder) {
        node = ElasticsearchNode.start(
                Installation.find(),
                folder.resolve("data"),
                FreePort.find(),
                FreePort.find(),
                folder.resolve("elasticsearch.log"));
        client = ElasticsearchConnection.of(node.url().toString()).client();
    }

    private static final class KeepForTheTest implements RejectedDocuments {
        @Override
        public CompletionStage<?> keep(DocumentWrite document, String reason) {
            REJECTED.add(document.id() + ": " + reason);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void close() {}
    }

    @BeforeAll
    void install() throws Exception {
        IndexTemplates.install(client, IndexSettings.LOCAL);
    }

    @BeforeEach
    void clear() {
        REJECTED.clear();
    }

    @AfterAll
    void stop() throws Exception {
        client._transport().close();
        node.close();
    }

    private void index(List<DocumentInput> records) throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(2, IndexJob.config(SETTINGS));
        IndexJob.pipeline(env.fromData(records, TypeInformation.of(DocumentInput.class))
                        .uid("records"))
                .documents()
                .sinkTo(new ElasticsearchSink(
                        ElasticsearchConnection.of(node.url().toString()),
                        BulkSettings.DEFAULT,
                        DocumentDecoder.urgentIndices(),
                        KeepForTheTest::new))
                .uid("index-documents");
        env.execute();
        client.indices().refresh();
    }

    private static DocumentInput record(Topic<?> topic, String id, long version) {
        return new DocumentDecoder()
                .decode(topic.name(), 0, version, 0, SingleObject.encode(FullDocuments.of(topic, id, version)));
    }

    private static DocumentInput raw(String index, String id, long version, String json) {
        return DocumentInput.of(new DocumentWrite(
                index, id, version, json.getBytes(StandardCharsets.UTF_8), "govbrain.feeds", 0, 0, 0));
    }

    private ObjectNode source(String index, String id) throws Exception {
        return Objects.requireNonNull(
                client.get(get -> get.index(index).id(id), ObjectNode.class).source(), index + "/" + id);
    }

    private JsonNode mappings() throws Exception {
        try (InputStream answer = node.url().resolve("/_mapping").toURL().openStream()) {
            return JSON.readTree(answer);
        }
    }

    @Test
    void documentsOfEveryTypeWithEveryFieldAreIndexedAsTheyAre() throws Exception {
        List<DocumentInput> records = Topics.of(Use.OUTPUT).stream()
                .map(topic -> record(topic, "full", 3))
                .toList();
        index(records);
        assertThat(REJECTED).as("every field fits its mapping").isEmpty();
        for (DocumentInput record : records) {
            DocumentWrite write = Objects.requireNonNull(record.write());
            ObjectNode stored = source(write.index(), "full");
            assertThat(stored.remove("indexed_at"))
                    .as("the technical instant in " + write.index())
                    .isNotNull();
            assertThat(stored).as("the document in " + write.index()).isEqualTo(JSON.readTree(write.json()));
        }
    }

    @Test
    void theNewestVersionStaysWhateverComesAfterwards() throws Exception {
        index(List.of(record(Topics.FEEDS, "g", 5)));
        index(List.of(record(Topics.FEEDS, "g", 4), record(Topics.FEEDS, "g", 5), record(Topics.FEEDS, "h", 1)));
        assertThat(source("govbrain-feeds", "g").get("revision").asLong())
                .as("an older one and the same again")
                .isEqualTo(5);
        assertThat(source("govbrain-feeds", "h").get("revision").asLong())
                .as("what comes with them")
                .isEqualTo(1);
        assertThat(REJECTED).as("a conflict is no fault").isEmpty();
    }

    @Test
    void whatElasticsearchNeverAcceptsIsSetAsideOneByOneAndTheRestIsIndexed() throws Exception {
        String tooLong = "x".repeat(513);
        index(List.of(
                raw("govbrain-feeds", "unknown field", 1, "{\"colour\":\"red\"}"),
                raw("govbrain-feeds", "wrong type", 1, "{\"events\":\"many\"}"),
                raw("govbrain-feeds", tooLong, 1, "{\"stream\":\"patrol\"}"),
                raw("govbrain-feeds", "no version", -1, "{\"stream\":\"patrol\"}"),
                raw("govbrain-feeds", "no json", 1, "{\"stream\":]}"),
                raw("govbrain-feeds", "good", 1, "{\"stream\":\"patrol\"}")));
        assertThat(REJECTED)
                .as("each with what Elasticsearch says")
                .hasSize(5)
                .anyMatch(text -> text.startsWith("unknown field: ") && text.contains("[colour]"))
                .anyMatch(text -> text.startsWith("wrong type: ") && text.contains("[events]"))
                .anyMatch(text -> text.startsWith(tooLong) && text.contains("too long"))
                .anyMatch(text -> text.startsWith("no version: ") && text.contains("version"))
                .anyMatch(text -> text.startsWith("no json: "));
        assertThat(source("govbrain-feeds", "good").get("stream").asText())
                .as("the one without a fault")
                .isEqualTo("patrol");
    }

    @Test
    void longTextsAreKeptWhole() throws Exception {
        String text = "字".repeat(50_000);
        index(List.of(
                raw("govbrain-dead-letters", "long", 1, "{\"detail\":\"" + text + "\",\"reason\":\"" + text + "\"}")));
        assertThat(REJECTED).as("longer than a term of Lucene may be").isEmpty();
        assertThat(source("govbrain-dead-letters", "long").get("detail").asText())
                .as("kept")
                .isEqualTo(text);
    }

    @Test
    void installingAgainChangesNothingAndASettingCanFollow() throws Exception {
        JsonNode before = mappings();
        IndexTemplates.install(client, new IndexSettings(1, 0, "750ms", "200ms"));
        assertThat(mappings()).as("mappings").isEqualTo(before);
        assertThat(client.indices()
                        .getSettings(get -> get.index("govbrain-cases").flatSettings(true))
                        .toString())
                .as("settings that may change while an index lives")
                .contains("750ms");
    }

    @Test
    void anIndexWithAFieldOfAnotherTypeIsNamedWithWhatToDo() throws Exception {
        IndexDefinition feeds = IndexDefinition.get("govbrain-feeds");
        client.indices().delete(delete -> delete.index(feeds.name()));
        client.indices().deleteIndexTemplate(delete -> delete.name(feeds.name()));
        client.indices()
                .create(create ->
                        create.index(feeds.name()).mappings(m -> m.properties("events", p -> p.text(t -> t))));
        assertThatThrownBy(() -> IndexTemplates.install(client, IndexSettings.LOCAL))
                .as("an index that something else made")
                .isInstanceOf(IncompatibleIndexException.class)
                .hasMessageContaining("Index govbrain-feeds exists and cannot become what its schema says:")
                .hasMessageContaining("[events] cannot be changed from type [text] to [long]")
                .hasMessageContaining("Delete the index, install the templates again");
        client.indices().delete(delete -> delete.index(feeds.name()));
        client.indices()
                .create(create ->
                        create.index(feeds.name()).mappings(m -> m.properties("events", p -> p.long_(t -> t))));
        IndexTemplates.install(client, IndexSettings.LOCAL);
        var mapping =
                client.indices().getMapping(get -> get.index(feeds.name())).result();
        assertThat(Objects.requireNonNull(mapping.get(feeds.name())).mappings().properties())
                .as("an older index of ours gets the fields that are new")
                .containsOnlyKeys(feeds.fields().stream().map(IndexField::name).toList());
    }
}
