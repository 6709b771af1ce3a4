package org.govbrain.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.govbrain.dashboards.index.IndexDefinition;

/** The documents of a running stack's index and of a backtest's folder, in one form. */
public final class Documents {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PAGE = 5_000;

    private static final String HOTSPOTS = "govbrain-hotspots";

    /** What both write alike as soon as all has been heard and every hour that has ended is closed. */
    public static final List<IndexDefinition> COMPARED = Stream.of(
                    "govbrain-cases",
                    "govbrain-breaches",
                    "govbrain-grids",
                    "govbrain-patrols",
                    "govbrain-indicators",
                    HOTSPOTS)
            .map(IndexDefinition::get)
            .toList();

    private Documents() {}

    /** All documents of an index, by id. */
    public static SortedMap<String, JsonNode> ofIndex(URI elasticsearch, IndexDefinition index)
            throws IOException, InterruptedException {
        HttpClient http = HttpClient.newHttpClient();
        post(http, elasticsearch.resolve(index.name() + "/_refresh"), "");
        List<JsonNode> documents = new ArrayList<>();
        ObjectNode query = JSON.createObjectNode().put("size", PAGE);
        query.putArray("sort").add(index.key());
        JsonNode hits;
        do {
            hits = post(http, elasticsearch.resolve(index.name() + "/_search"), query.toString())
                    .path("hits")
                    .path("hits");
            for (JsonNode hit : hits) {
                documents.add(hit.path("_source"));
                query.set("search_after", hit.path("sort"));
            }
        } while (hits.size() == PAGE);
        return standing(documents, index);
    }

    /** All documents of a backtest's file, by id. */
    public static SortedMap<String, JsonNode> ofBacktest(Path folder, IndexDefinition index) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        for (String line :
                Files.readAllLines(folder.resolve(index.name().substring("govbrain-".length()) + ".ndjson"))) {
            documents.add(JSON.readTree(line));
        }
        return standing(documents, index);
    }

    /** What is not in the index as it is in the backtest, a line for each such document. */
    public static List<String> differences(
            IndexDefinition index, Map<String, JsonNode> indexed, Map<String, JsonNode> expected) {
        List<String> differences = new ArrayList<>();
        Set<String> ids = new TreeSet<>(indexed.keySet());
        ids.addAll(expected.keySet());
        for (String id : ids) {
            JsonNode here = indexed.get(id);
            JsonNode there = expected.get(id);
            if (here == null) {
                differences.add(index.name() + " " + id + " is missing");
            } else if (there == null) {
                differences.add(index.name() + " " + id + " should not be there: " + here);
            } else if (!here.equals(there)) {
                differences.add(index.name() + " " + id + ": " + fields(here, there));
            }
        }
        return differences;
    }

    private static String fields(JsonNode here, JsonNode there) {
        Set<String> names = new TreeSet<>();
        here.fieldNames().forEachRemaining(names::add);
        there.fieldNames().forEachRemaining(names::add);
        return names.stream()
                .filter(name -> !here.path(name).equals(there.path(name)))
                .map(name -> name + " is " + here.path(name) + " instead of " + there.path(name))
                .collect(Collectors.joining(", "));
    }

    private static JsonNode post(HttpClient http, URI url, String body) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() != 200) {
            throw new IOException("Elasticsearch answers " + response.statusCode() + " to " + url);
        }
        return JSON.readTree(response.body());
    }

    private static SortedMap<String, JsonNode> standing(List<JsonNode> documents, IndexDefinition index) {
        SortedMap<String, JsonNode> byId = new TreeMap<>();
        for (JsonNode document : documents) {
            ObjectNode own = (ObjectNode) document;
            own.remove("indexed_at");
            if (index.name().equals(HOTSPOTS)) {
                // The instant of the look that said so last, and how many events one look is for is a matter of
                // arrival.
                own.remove("revision");
            }
            if (!tellsOfArrival(own, index)) {
                byId.put(own.path(index.key()).asText(), own);
            }
        }
        return byId;
    }

    /**
     * DECISIONS "Withdrawn and superseded documents tell of arrival": they exist only where we once believed otherwise, as a cell
     * does that counts nothing.
     */
    private static boolean tellsOfArrival(JsonNode document, IndexDefinition index) {
        return document.path("state").asText().equals("withdrawn")
                || document.path("withdrawn").asBoolean()
                || document.hasNonNull("merged_into")
                || (index.name().equals("govbrain-indicators") && countsNothing(document));
    }

    private static boolean countsNothing(JsonNode cell) {
        for (JsonNode value : cell) {
            if (value.isNumber() && value.asLong() != 0) {
                return false;
            }
        }
        return true;
    }
}
