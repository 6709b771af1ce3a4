package org.govbrain.local.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The documents of an index, and of a backtest's file, in one form. */
final class Index {
    /** Instants at which we, not the city, did something. */
    private static final List<String> TECHNICAL = List.of("indexed_at");

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST = 10_000;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI elasticsearch;

    Index(int port) {
        this.elasticsearch = URI.create("http://127.0.0.1:" + port + "/");
    }

    /** All standing documents of an index by {@code idField}. */
    SortedMap<String, JsonNode> documents(String index, String idField) throws IOException, InterruptedException {
        String body = "{\"size\": " + MOST + ", \"sort\": [\"" + idField + "\"]}";
        List<JsonNode> documents = new ArrayList<>();
        post(index + "/_search", body).path("hits").path("hits").forEach(hit -> documents.add(hit.path("_source")));
        if (documents.size() == MOST) {
            throw new IllegalStateException(index + " has more documents than are read here");
        }
        return byId(documents, idField);
    }

    /** The single value of an ES|QL query. */
    long number(String query) throws IOException, InterruptedException {
        String body = JSON.createObjectNode().put("query", query).toString();
        return post("_query", body).path("values").path(0).path(0).asLong();
    }

    /** All standing documents of a file of a backtest by {@code idField}. */
    static SortedMap<String, JsonNode> documents(Path file, String idField) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            documents.add(JSON.readTree(line));
        }
        return byId(documents, idField);
    }

    private JsonNode post(String path, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(elasticsearch.resolve(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body());
    }

    private static SortedMap<String, JsonNode> byId(List<JsonNode> documents, String idField) {
        SortedMap<String, JsonNode> byId = new TreeMap<>();
        for (JsonNode document : documents) {
            ((ObjectNode) document).remove(TECHNICAL);
            if (!tellsOfArrival(document)) {
                byId.put(document.path(idField).asText(), document);
            }
        }
        return byId;
    }

    /** DECISIONS "Withdrawn and superseded documents tell of arrival": they exist only where we once believed otherwise. */
    private static boolean tellsOfArrival(JsonNode document) {
        return document.path("state").asText().equals("withdrawn") || document.hasNonNull("merged_into");
    }
}
