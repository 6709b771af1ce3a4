package org.govbrain.local.stack;

import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.http.client.config.RequestConfig;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RequestOptions;
import org.elasticsearch.client.ResponseException;
import org.govbrain.dashboards.index.IndexDefinition;
import org.govbrain.dashboards.index.IndexField;
import org.govbrain.engine.config.InvalidConfigException;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.elastic.ElasticsearchConnection;
import org.govbrain.schemas.PlainText;
import org.jspecify.annotations.Nullable;

/** What Elasticsearch tells of our indices and of itself. */
final class IndexHealth implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int NOT_FOUND = 404;
    private static final int MOST_SHOWN = 300;
    private static final int PATIENCE_MS = (int) Duration.ofSeconds(5).toMillis();
    private static final RequestOptions IN_TIME = RequestOptions.DEFAULT.toBuilder()
            .setRequestConfig(RequestConfig.custom()
                    .setConnectTimeout(PATIENCE_MS)
                    .setSocketTimeout(PATIENCE_MS)
                    .build())
            .build();

    private final RestClientTransport transport;

    private IndexHealth(ElasticsearchConnection connection) {
        this.transport = (RestClientTransport) connection.client()._transport();
    }

    interface Question {
        void ask(IndexHealth health) throws IOException;
    }

    /** Asks the servers of the settings; why they can't be asked, if so. */
    static @Nullable String ask(JobConfig config, Question question) {
        String where = "";
        try {
            ElasticsearchConnection connection = ElasticsearchConnection.of(config);
            where = connection + ": ";
            try (IndexHealth health = new IndexHealth(connection)) {
                question.ask(health);
                return null;
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException | InvalidConfigException e) {
            // Also for settings that are no settings of an Elasticsearch: the other servers may still be looked at.
            return PlainText.line(where + Objects.requireNonNullElseGet(e.getMessage(), e::toString), MOST_SHOWN);
        }
    }

    /** Number by index, null for one that is missing. Counted by the search: the index's own statistics count each nested object as well. */
    void documents(ObjectNode documents) throws IOException {
        for (IndexDefinition index : IndexDefinition.ALL) {
            JsonNode count = get("/" + index.name() + "/_count", null);
            documents.set(index.name(), count == null ? null : count.path("count"));
        }
    }

    /** Fields that documents of this version have and an index does not, by index; a missing index is left out. */
    void missingFields(ObjectNode fields) throws IOException {
        for (IndexDefinition index : IndexDefinition.ALL) {
            JsonNode mapping = get("/" + index.name() + "/_mapping", null);
            if (mapping != null) {
                ArrayNode missing = JSON.createArrayNode();
                // It is named after the index itself where an alias was asked for.
                mapping.forEach(found -> missing("", index.fields(), found.path("mappings"), missing));
                if (!missing.isEmpty()) {
                    fields.set(index.name(), missing);
                }
            }
        }
    }

    private static void missing(String prefix, List<IndexField> fields, JsonNode mapping, ArrayNode missing) {
        for (IndexField field : fields) {
            JsonNode found = mapping.path("properties").path(field.name());
            if (found.isMissingNode()) {
                missing.add(prefix + field.name());
            } else {
                missing(prefix + field.name() + ".", field.fields(), found, missing);
            }
        }
    }

    /** Colour of the cluster, shards without a node, and the share of each node's disk that is free, in percent. */
    void cluster(ObjectNode cluster) throws IOException {
        JsonNode health = found("/_cluster/health");
        cluster.set("status", health.path("status"));
        cluster.set("unassigned_shards", health.path("unassigned_shards"));
        ObjectNode free = cluster.putObject("disk_free_percent");
        for (JsonNode node : found("/_nodes/stats/fs").path("nodes")) {
            JsonNode disk = node.path("fs").path("total");
            double total = disk.path("total_in_bytes").asDouble();
            if (total > 0) {
                double percent = 100 * disk.path("available_in_bytes").asDouble() / total;
                free.put(node.path("name").asText(), Math.round(percent));
            }
        }
    }

    /** How many records the broker received in the last hour that could not be used. */
    long deadLetters() throws IOException {
        JsonNode count =
                get("/govbrain-dead-letters/_count", "{\"query\":{\"range\":{\"@timestamp\":{\"gte\":\"now-1h\"}}}}");
        return count == null ? 0 : count.path("count").asLong();
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }

    private JsonNode found(String path) throws IOException {
        JsonNode found = get(path, null);
        if (found == null) {
            throw new IOException("answers 404 to " + path);
        }
        return found;
    }

    /** Null for what is not there. */
    private @Nullable JsonNode get(String path, @Nullable String body) throws IOException {
        Request request = new Request("GET", path);
        request.setOptions(IN_TIME);
        if (body != null) {
            request.setJsonEntity(body);
        }
        try {
            return JSON.readTree(
                    transport.restClient().performRequest(request).getEntity().getContent());
        } catch (ResponseException e) {
            int status = e.getResponse().getStatusLine().getStatusCode();
            if (status == NOT_FOUND) {
                return null;
            }
            throw new IOException("answers " + status + " to " + path, e);
        }
    }
}
