package org.govbrain.local.erase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.RestClient;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.erase.DocumentTopics.Erased;
import org.govbrain.schemas.json.DocumentJson;

/** The same documents in Elasticsearch, in place of those that are there in the same version; a newer one stays. */
final class ErasedIndex {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;

    private final RestClient rest;

    ErasedIndex(RestClient rest) {
        this.rest = rest;
    }

    /**
     * Asks for something before anything is looked for: who has no Elasticsearch is told so at once.
     *
     * @throws CommandFailure when Elasticsearch does not answer or refuses
     */
    void askFirst() {
        try {
            rest.performRequest(new Request("GET", "/govbrain-*/_count"));
        } catch (IOException e) {
            throw CommandFailure.environment("Nothing was erased, since Elasticsearch can't be used: " + e.getMessage()
                    + " Look at elasticsearch.urls and the log-in.");
        }
    }

    /** Writes documents over in one request; how many are newer than what the topic says and stay as they are. */
    long write(String index, List<Erased> documents, Instant now) throws IOException {
        if (documents.isEmpty()) {
            return 0;
        }
        StringBuilder lines = new StringBuilder();
        for (Erased each : documents) {
            if (!each.idBefore().equals(each.idAfter())) {
                ObjectNode delete = JSON.createObjectNode();
                delete.putObject("delete").put("_id", each.idBefore());
                lines.append(JSON.writeValueAsString(delete)).append('\n');
            }
            ObjectNode action = JSON.createObjectNode();
            String version = each.after().getSchema().getProp("version");
            action.putObject("index")
                    .put("_id", each.idAfter())
                    .put("version", (Long) each.after().get(version))
                    .put("version_type", "external_gte");
            ObjectNode document = (ObjectNode) JSON.readTree(DocumentJson.toJson(each.after()));
            document.put("indexed_at", now.toString());
            lines.append(JSON.writeValueAsString(action)).append('\n');
            lines.append(JSON.writeValueAsString(document)).append('\n');
        }
        Request request = new Request("POST", "/" + index + "/_bulk?refresh=true");
        request.setJsonEntity(lines.toString());
        Response response = rest.performRequest(request);
        long newer = 0;
        try (InputStream in = response.getEntity().getContent()) {
            for (JsonNode item : JSON.readTree(in).path("items")) {
                int status = item.path("index").path("status").asInt(200);
                int deleted = item.path("delete").path("status").asInt(200);
                if (status == CONFLICT) {
                    newer++;
                } else if (status >= 300 || (deleted >= 300 && deleted != NOT_FOUND)) {
                    throw new IOException("Elasticsearch refuses a document of " + index + ": " + item);
                }
            }
        }
        return newer;
    }
}
