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

/** Asks Elasticsearch in ES|QL. */
public final class Esql {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
    private final URI endpoint;

    public Esql(URI elasticsearch) {
        this.endpoint = elasticsearch.resolve("/_query");
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
        HttpRequest request = HttpRequest.newBuilder(endpoint)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build();
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
