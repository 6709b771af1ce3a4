package org.govbrain.engine.elastic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Bulk requests with external versions as Elasticsearch answers them, with trouble on demand. */
final class StubElasticsearch implements AutoCloseable {
    /** Instead of a status: the connection is closed without an answer. */
    static final int RESET = -1;
    /** Instead of a status: the request is carried out, then the connection is closed without an answer. */
    static final int RESET_AFTERWARDS = -2;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final Map<String, JsonNode> documents = new TreeMap<>();
    private final Map<String, Long> versions = new HashMap<>();
    private final List<List<String>> requests = new ArrayList<>();
    private final List<String> authorizations = new ArrayList<>();
    private final Deque<Integer> requestTrouble = new ArrayDeque<>();
    private final Map<String, Deque<Integer>> itemTrouble = new HashMap<>();

    StubElasticsearch() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/_bulk", this::bulk);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next whole requests end so. */
    synchronized void answerNextRequests(int... statuses) {
        for (int status : statuses) {
            requestTrouble.add(status);
        }
    }

    /** The next attempts to index this id end so. */
    synchronized void answerNextItems(String id, int... statuses) {
        for (int status : statuses) {
            itemTrouble.computeIfAbsent(id, any -> new ArrayDeque<>()).add(status);
        }
    }

    /** What is indexed: {@code index/id} to the document. */
    synchronized Map<String, JsonNode> documents() {
        return new TreeMap<>(documents);
    }

    /** What came, refused or not: of each request its documents as {@code id@version}. */
    synchronized List<List<String>> requests() {
        return List.copyOf(requests);
    }

    synchronized List<String> authorizations() {
        return List.copyOf(authorizations);
    }

    private void bulk(HttpExchange exchange) throws IOException {
        List<String> lines = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        int status;
        ObjectNode answer;
        synchronized (this) {
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            List<JsonNode> actions = new ArrayList<>();
            for (int line = 0; line < lines.size(); line += 2) {
                actions.add(JSON.readTree(lines.get(line)).get("index"));
            }
            requests.add(actions.stream()
                    .map(action -> action.get("_id").asText() + "@"
                            + action.get("version").asLong())
                    .toList());
            status = requestTrouble.isEmpty() ? 200 : requestTrouble.remove();
            answer = JSON.createObjectNode();
            if (status == 200 || status == RESET_AFTERWARDS) {
                ArrayNode items = answer.put("took", 1).put("errors", false).putArray("items");
                for (int i = 0; i < actions.size(); i++) {
                    items.addObject().set("index", index(actions.get(i), JSON.readTree(lines.get(2 * i + 1))));
                }
            } else {
                answer.put("status", status).set("error", error("stubbed_exception", "the whole request"));
            }
        }
        if (status < 0) {
            exchange.close();
            return;
        }
        byte[] body = JSON.writeValueAsBytes(answer);
        exchange.getResponseHeaders().add("X-Elastic-Product", "Elasticsearch");
        exchange.getResponseHeaders().add("Content-Type", "application/vnd.elasticsearch+json;compatible-with=8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private ObjectNode index(JsonNode action, JsonNode document) {
        String id = action.get("_id").asText();
        long version = action.get("version").asLong();
        String key = action.get("_index").asText() + "/" + id;
        ObjectNode item = JSON.createObjectNode()
                .put("_index", action.get("_index").asText())
                .put("_id", id);
        Deque<Integer> trouble = itemTrouble.getOrDefault(id, new ArrayDeque<>());
        if (!trouble.isEmpty()) {
            return item.put("status", trouble.remove()).set("error", error("stubbed_exception", "document " + id));
        }
        if (!action.get("version_type").asText().equals("external")) {
            throw new UncheckedIOException(new IOException("version_type is not external"));
        }
        if (versions.getOrDefault(key, -1L) >= version) {
            return item.put("status", 409).set("error", error("version_conflict_engine_exception", "not newer"));
        }
        versions.put(key, version);
        documents.put(key, document);
        return item.put("status", 201).put("result", "created").put("_version", version);
    }

    private static ObjectNode error(String type, String reason) {
        return JSON.createObjectNode().put("type", type).put("reason", reason);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
