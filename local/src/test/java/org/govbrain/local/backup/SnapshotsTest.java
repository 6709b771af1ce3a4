package org.govbrain.local.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.apache.http.HttpHost;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.govbrain.local.console.TestElasticsearch;
import org.junit.jupiter.api.Test;

/** On a real node. */
class SnapshotsTest {
    @Test
    void what_is_lost_or_older_comes_back_and_what_is_newer_stays() throws IOException {
        try (RestClient rest = RestClient.builder(
                        HttpHost.create(TestElasticsearch.empty().toString()))
                .build()) {
            write(rest, "lost", 3, "green");
            write(rest, "newer", 5, "green");
            Snapshots snapshots = new Snapshots(rest);
            snapshots.save("backups", "evening");

            rest.performRequest(new Request("DELETE", "/govbrain-cases"));
            write(rest, "newer", 6, "red");

            assertThat(snapshots.restore("backups", "evening"))
                    .as("one was lost, one is newer now")
                    .isEqualTo(new Snapshots.Copied(1, 1));
            assertThat(read(rest, "lost")).as("with its version").isEqualTo("3 green");
            assertThat(read(rest, "newer")).as("not taken back").isEqualTo("6 red");
            assertThat(snapshots.restore("backups", "evening"))
                    .as("a second time changes nothing")
                    .isEqualTo(new Snapshots.Copied(0, 2));
        }
    }

    private static void write(RestClient rest, String id, long version, String light) throws IOException {
        Request request = new Request("PUT", "/govbrain-cases/_doc/" + id);
        request.addParameter("version", Long.toString(version));
        request.addParameter("version_type", "external");
        request.addParameter("refresh", "true");
        request.setJsonEntity("{\"case_id\":\"" + id + "\",\"light\":\"" + light + "\"}");
        rest.performRequest(request);
    }

    private static String read(RestClient rest, String id) throws IOException {
        JsonNode document = new JsonMapper()
                .readTree(rest.performRequest(new Request("GET", "/govbrain-cases/_doc/" + id))
                        .getEntity()
                        .getContent());
        return document.path("_version").asLong() + " "
                + document.path("_source").path("light").asText();
    }
}
