package org.govbrain.local.backup;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.http.HttpHost;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.govbrain.dashboards.index.IndexSettings;
import org.govbrain.dashboards.index.IndexTemplates;
import org.govbrain.local.elasticsearch.ElasticsearchNode;
import org.govbrain.local.server.Installation;
import org.govbrain.local.stack.FreePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real node. */
class SnapshotsTest {
    @TempDir
    Path folder;

    @Test
    void what_is_lost_or_older_comes_back_and_what_is_newer_stays() throws IOException {
        try (ElasticsearchNode node = ElasticsearchNode.start(
                        Installation.find(),
                        folder.resolve("data"),
                        FreePort.find(),
                        FreePort.find(),
                        folder.resolve("elasticsearch.log"));
                RestClient rest = RestClient.builder(HttpHost.create(node.url().toString()))
                        .build()) {
            IndexTemplates.install(
                    new ElasticsearchClient(new RestClientTransport(rest, new JacksonJsonpMapper())),
                    IndexSettings.LOCAL);
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
