package org.govbrain.local.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;
import org.govbrain.engine.elastic.ElasticsearchConnection;

/** Asks Elasticsearch in ES|QL. */
public final class Esql {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http;
    private final HttpRequest.Builder endpoint;

    /** Asks a node that wants no credentials. */
    public Esql(URI elasticsearch) {
        this(ElasticsearchConnection.of(elasticsearch.toString()));
    }

    /**
     * Asks the first node of a cluster. Elastic's own client would log a warning for each query without a limit, which people
     * who call a command would read.
     */
    public Esql(ElasticsearchConnection elasticsearch) {
        HttpClient.Builder client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3));
        SSLContext trusted = elasticsearch.trusted();
        if (trusted != null) {
            client.sslContext(trusted);
        }
        this.http = client.build();
        this.endpoint = HttpRequest.newBuilder(
                        URI.create(elasticsearch.urls().get(0)).resolve("/_query"))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json");
        String authorization = elasticsearch.authorization();
        if (authorization != null) {
            endpoint.header("Authorization", authorization);
        }
    }

    /**
     * One query. Parameters never become part of its text.
     *
     * @param filter fields that must have a value; an empty value asks for documents without the field
     * @return {@code {"columns": [{"name", "type"}], "values": [[…]]}}; fails with {@link QueryFailure}
     */
    public CompletableFuture<ObjectNode> ask(String query, Map<String, String> parameters, Map<String, String> filter) {
        ObjectNode body = JSON.createObjectNode().put("query", query);
        ArrayNode params = body.putArray("params");
        parameters.forEach((name, value) -> params.addObject().put(name, value));
        if (!filter.isEmpty()) {
            ArrayNode must = body.putObject("filter").putObject("bool").putArray("filter");
            filter.forEach((field, value) -> must.add(condition(field, value)));
        }
        HttpRequest request =
                endpoint.copy().POST(BodyPublishers.ofString(body.toString())).build();
        return http.sendAsync(request, BodyHandlers.ofString())
                .thenApply(response -> answer(response.statusCode(), response.body()));
    }

    private static ObjectNode condition(String field, String value) {
        ObjectNode condition = JSON.createObjectNode();
        if (value.isEmpty()) {
            condition
                    .putObject("bool")
                    .putObject("must_not")
                    .putObject("exists")
                    .put("field", field);
        } else {
            condition.putObject("term").put(field, value);
        }
        return condition;
    }

    static ObjectNode answer(int status, String text) {
        try {
            JsonNode body = JSON.readTree(text);
            if (status == 200) {
                ObjectNode answer = JSON.createObjectNode();
                answer.set("columns", body.path("columns"));
                answer.set("values", body.path("values"));
                return answer;
            }
            throw new QueryFailure(body.path("error").path("reason").asText("HTTP " + status));
        } catch (JsonProcessingException e) {
            throw new CompletionException(e);
        }
    }

    /** Elasticsearch refused a query; the message is its reason. */
    public static final class QueryFailure extends RuntimeException {
        QueryFailure(String reason) {
            super(reason);
        }
    }
}
