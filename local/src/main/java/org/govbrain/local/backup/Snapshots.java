package org.govbrain.local.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.govbrain.dashboards.index.IndexDefinition;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots of the product's indices, by Elasticsearch's own means. They are taken back beside the indices and copied into
 * them under the versions that they had, so the jobs go on meanwhile and whatever is newer stays.
 */
public final class Snapshots {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String REPOSITORY = "/_snapshot/govbrain";
    private static final String BESIDE = "restored-";
    private static final int PAGE = 1_000;
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final RestClient rest;

    public Snapshots(RestClient rest) {
        this.rest = rest;
    }

    /**
     * What a copy did.
     *
     * @param taken documents that were missing or older
     * @param newer documents whose present version is the same or newer
     */
    public record Copied(long taken, long newer) {}

    /**
     * Saves all indices.
     *
     * @param location folder below {@code path.repo} of every node
     * @param name small letters, digits and hyphens; one that is there is refused
     */
    public void save(String location, String name) throws IOException {
        repository(location);
        ObjectNode what = JSON.createObjectNode().put("indices", "govbrain-*").put("include_global_state", false);
        JsonNode answer = ask("PUT", REPOSITORY + "/" + name + "?wait_for_completion=true", what);
        String state = answer.path("snapshot").path("state").asText();
        if (!state.equals("SUCCESS")) {
            throw new IOException("The snapshot " + name + " is " + state + ": "
                    + answer.path("snapshot").path("failures"));
        }
    }

    /** Takes back what is missing or older than in the snapshot. */
    public Copied restore(String location, String name) throws IOException {
        repository(location);
        removeBeside();
        ObjectNode how = JSON.createObjectNode()
                .put("indices", "govbrain-*")
                .put("include_global_state", false)
                .put("include_aliases", false)
                .put("rename_pattern", "(.+)")
                .put("rename_replacement", BESIDE + "$1");
        ask("POST", REPOSITORY + "/" + name + "/_restore?wait_for_completion=true", how);
        long taken = 0;
        long newer = 0;
        try {
            for (IndexDefinition index : IndexDefinition.ALL) {
                Copied copied = copy(index.name());
                taken += copied.taken();
                newer += copied.newer();
            }
        } finally {
            removeBeside();
        }
        ask("POST", "/govbrain-*/_refresh", null);
        return new Copied(taken, newer);
    }

    private Copied copy(String index) throws IOException {
        long taken = 0;
        long newer = 0;
        ObjectNode query =
                JSON.createObjectNode().put("size", PAGE).put("version", true).put("sort", "_doc");
        JsonNode page;
        try {
            page = ask("POST", "/" + BESIDE + index + "/_search?scroll=2m", query);
        } catch (ResponseException e) {
            if (e.getResponse().getStatusLine().getStatusCode() == NOT_FOUND) {
                return new Copied(0, 0);
            }
            throw e;
        }
        String scroll = page.path("_scroll_id").asText();
        while (!page.path("hits").path("hits").isEmpty()) {
            for (JsonNode item : bulk(index, page.path("hits").path("hits"))) {
                int status = item.path("index").path("status").asInt();
                if (status == CONFLICT) {
                    newer++;
                } else if (status < 300) {
                    taken++;
                } else {
                    throw new IOException("Elasticsearch refuses a document of " + index + ": " + item);
                }
            }
            page = ask(
                    "POST",
                    "/_search/scroll",
                    JSON.createObjectNode().put("scroll", "2m").put("scroll_id", scroll));
        }
        ask("DELETE", "/_search/scroll", JSON.createObjectNode().put("scroll_id", scroll));
        return new Copied(taken, newer);
    }

    private JsonNode bulk(String index, JsonNode hits) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (JsonNode hit : hits) {
            ObjectNode action = JSON.createObjectNode();
            action.putObject("index")
                    .put("_id", hit.path("_id").asText())
                    .put("version", hit.path("_version").asLong())
                    .put("version_type", "external");
            lines.append(JSON.writeValueAsString(action)).append('\n');
            lines.append(JSON.writeValueAsString(hit.path("_source"))).append('\n');
        }
        Request request = new Request("POST", "/" + index + "/_bulk");
        request.setJsonEntity(lines.toString());
        return read(rest.performRequest(request)).path("items");
    }

    private void repository(String location) throws IOException {
        ObjectNode repository = JSON.createObjectNode().put("type", "fs");
        repository.putObject("settings").put("location", location);
        ask("PUT", REPOSITORY, repository);
    }

    /** By name, since a cluster may forbid to delete by pattern. */
    private void removeBeside() throws IOException {
        List<String> beside = new ArrayList<>();
        ask("GET", "/" + BESIDE + "govbrain-*/_settings?expand_wildcards=all", null)
                .fieldNames()
                .forEachRemaining(beside::add);
        for (String index : beside) {
            ask("DELETE", "/" + index, null);
        }
    }

    private JsonNode ask(String method, String path, @Nullable ObjectNode body) throws IOException {
        int question = path.indexOf('?');
        Request request = new Request(method, question < 0 ? path : path.substring(0, question));
        if (question >= 0) {
            for (String parameter : path.substring(question + 1).split("&", -1)) {
                String[] parts = parameter.split("=", 2);
                request.addParameter(parts[0], parts[1]);
            }
        }
        if (body != null) {
            request.setJsonEntity(JSON.writeValueAsString(body));
        }
        return read(rest.performRequest(request));
    }

    private static JsonNode read(Response response) throws IOException {
        try (InputStream in = response.getEntity().getContent()) {
            return JSON.readTree(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
