package org.govbrain.dashboards.index;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.http.HttpHost;
import org.elasticsearch.client.RestClient;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a server that answers as clusters with and without the module for {@code geo_shape} do: no Maven repository has it. */
class IndexTemplatesTest {
    private final Map<String, String> put = new HashMap<>();
    private int trial;

    @ParameterizedTest
    @CsvSource({"200, geo_shape", "400, object"})
    void boundaries_are_shapes_where_the_cluster_can_read_them(int answerToTrial, String type) throws IOException {
        trial = answerToTrial;
        HttpServer cluster = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        cluster.createContext("/", this::answer);
        cluster.start();
        HttpHost host = new HttpHost("127.0.0.1", cluster.getAddress().getPort());
        try (RestClientTransport transport =
                new RestClientTransport(RestClient.builder(host).build(), new JacksonJsonpMapper())) {
            IndexTemplates.install(new ElasticsearchClient(transport), IndexSettings.LOCAL);
        } finally {
            cluster.stop(0);
        }
        JsonNode template =
                new ObjectMapper().readTree(Objects.requireNonNull(put.get("/_index_template/govbrain-grids")));
        assertThat(template.at("/template/mappings/properties/boundary/type").asText())
                .as("type of a boundary")
                .isEqualTo(type);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        put.put(path, body);
        boolean isTrial = path.startsWith("/_index_template/_simulate");
        boolean isThere = exchange.getRequestMethod().equals("HEAD");
        byte[] said = (isTrial && trial == 400
                        ? "{\"error\":{\"type\":\"mapper_parsing_exception\",\"reason\":\"No handler for type [geo_shape]\"},"
                                + "\"status\":400}"
                        : "{\"acknowledged\":true,\"shards_acknowledged\":true,\"index\":\"one\",\"template\":{\"settings\":{},"
                                + "\"mappings\":{},\"aliases\":{}}}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("X-Elastic-Product", "Elasticsearch");
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(isThere ? 404 : isTrial ? trial : 200, isThere ? -1 : said.length);
        if (!isThere) {
            exchange.getResponseBody().write(said);
        }
        exchange.close();
    }
}
