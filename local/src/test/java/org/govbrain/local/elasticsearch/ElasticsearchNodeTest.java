package org.govbrain.local.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.apache.http.HttpHost;
import org.elasticsearch.client.RestClient;
import org.govbrain.local.server.FreePort;
import org.govbrain.local.server.Installation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElasticsearchNodeTest {
    @TempDir
    Path folder;

    @Test
    void answers_esql_keeps_documents_over_a_kill_and_leaves_nothing_running() throws Exception {
        ElasticsearchNode first = start();
        assertThat(send(first, "PUT", "/notes/_doc/1?refresh=true", "{\"grid\":\"g1\",\"open\":2}")
                        .statusCode())
                .as("a document is taken")
                .isEqualTo(201);
        first.child().kill();

        ElasticsearchNode second = start();
        try (RestClient rest =
                RestClient.builder(HttpHost.create(second.url().toString())).build()) {
            var client = new ElasticsearchClient(new RestClientTransport(rest, new JacksonJsonpMapper()));
            assertThat(client.info().version().number()).as("GET / is served").startsWith("8.19.");
        }
        HttpResponse<String> answer =
                send(second, "POST", "/_query?format=csv", "{\"query\":\"FROM notes | STATS s = SUM(open) BY grid\"}");
        assertThat(answer.body()).as("ES|QL sees the document").isEqualTo("s,grid\r\n2,g1\r\n");
        second.close();
        assertThat(ProcessHandle.of(second.child().pid()).filter(ProcessHandle::isAlive))
                .as("stopped in order")
                .isEmpty();
    }

    private ElasticsearchNode start() {
        return ElasticsearchNode.start(
                Installation.find(),
                folder.resolve("data"),
                FreePort.find(),
                FreePort.find(),
                folder.resolve("elasticsearch.log"));
    }

    private static HttpResponse<String> send(ElasticsearchNode node, String method, String path, String body)
            throws Exception {
        HttpRequest request = HttpRequest.newBuilder(node.url().resolve(path))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
