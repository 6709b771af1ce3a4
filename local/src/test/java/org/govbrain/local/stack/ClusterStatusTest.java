package org.govbrain.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.http.HttpHost;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.local.console.TestElasticsearch;
import org.govbrain.local.server.FreePort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClusterStatusTest {
    private static final String SITUATION = """
            {"jobs": [{"jid": "a", "name": "situation", "state": "FINISHED", "end-time": 7},
                      {"jid": "b", "name": "situation", "state": "RUNNING", "end-time": -1},
                      {"jid": "c", "name": "of-others", "state": "RUNNING", "end-time": -1}]}
            """;

    private final ObjectNode status = JsonNodeFactory.instance.objectNode();
    private HttpServer flink;

    @BeforeEach
    void start() throws IOException {
        flink = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        flink.start();
    }

    @AfterEach
    void stop() {
        flink.stop(0);
    }

    @Test
    void jobs_are_asked_of_each_flink_and_one_that_none_has_is_not_there() throws Exception {
        serve("/jobs/overview", SITUATION);
        serve("/jobs/b", "{}");
        ClusterStatus.flink(List.of(url()), status);
        assertThat(status.path("jobs").properties())
                .extracting(
                        job -> job.getKey() + " " + job.getValue().path("state").asText())
                .containsExactlyInAnyOrder("situation RUNNING", "paging NOT THERE", "index NOT THERE");
    }

    @Test
    void of_jobs_whose_flink_does_not_answer_nothing_is_said() throws Exception {
        serve("/jobs/overview", SITUATION);
        serve("/jobs/b", "{}");
        String nowhere = "http://127.0.0.1:" + FreePort.find();
        ClusterStatus.flink(List.of(url(), nowhere), status);
        assertThat(status.path("jobs").properties())
                .extracting(Map.Entry::getKey)
                .containsExactly("situation");
        assertThat(status.path("timers").path("error").asText()).startsWith(nowhere + ": ");
    }

    @Test
    void a_server_that_is_no_flink_is_told_so() throws Exception {
        serve("/jobs/overview", "{\"error\": \"no such index\"}");
        ClusterStatus.flink(List.of(url()), status);
        assertThat(status.path("timers").path("error").asText()).contains("is it Flink's REST interface?");
    }

    @Test
    void an_index_that_is_missing_and_one_that_lacks_fields_are_named() throws Exception {
        URI elasticsearch = TestElasticsearch.empty();
        try (RestClient rest =
                RestClient.builder(HttpHost.create(elasticsearch.toString())).build()) {
            rest.performRequest(new Request("DELETE", "/govbrain-posts"));
            rest.performRequest(new Request("DELETE", "/govbrain-feeds"));
            Request old = new Request("PUT", "/govbrain-old-feeds");
            old.setJsonEntity("""
                {"aliases": {"govbrain-feeds": {}}, "mappings": {"properties": {"@timestamp": {"type": "date"}}}}\
                """);
            rest.performRequest(old);
        }
        try {
            ClusterStatus.elasticsearch(JobConfig.of(Map.of("elasticsearch.urls", elasticsearch.toString())), status);
        } finally {
            try (RestClient rest = RestClient.builder(HttpHost.create(elasticsearch.toString()))
                    .build()) {
                rest.performRequest(new Request("DELETE", "/govbrain-old-feeds"));
            }
        }
        assertThat(status.path("documents").path("govbrain-posts").isNull())
                .as("%s", status)
                .isTrue();
        assertThat(status.path("missing_fields").properties()).singleElement().satisfies(index -> {
            assertThat(index.getKey()).isEqualTo("govbrain-feeds");
            assertThat(index.getValue().valueStream().map(field -> field.asText()))
                    .contains("indexed_at")
                    .doesNotContain("@timestamp");
        });
        assertThat(status.path("elasticsearch").path("disk_free_percent"))
                .as("%s", status)
                .hasSize(1);
    }

    private String url() {
        return "http://127.0.0.1:" + flink.getAddress().getPort();
    }

    private void serve(String path, String answer) {
        flink.createContext(path, exchange -> {
            byte[] body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
