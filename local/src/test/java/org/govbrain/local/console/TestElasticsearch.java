package org.govbrain.local.console;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.apache.http.HttpHost;
import org.elasticsearch.client.RestClient;
import org.govbrain.dashboards.index.IndexSettings;
import org.govbrain.dashboards.index.IndexTemplates;
import org.govbrain.local.elasticsearch.ElasticsearchNode;
import org.govbrain.local.server.Installation;
import org.govbrain.local.stack.FreePort;

/** A real Elasticsearch with the product's indices, empty. */
public final class TestElasticsearch implements AutoCloseable {
    private final ElasticsearchNode node;

    private TestElasticsearch(ElasticsearchNode node) {
        this.node = node;
    }

    public static TestElasticsearch start(Path folder) throws IOException {
        ElasticsearchNode node = ElasticsearchNode.start(
                Installation.find(),
                folder.resolve("data"),
                FreePort.find(),
                FreePort.find(),
                folder.resolve("elasticsearch.log"));
        try (RestClient rest =
                RestClient.builder(HttpHost.create(node.url().toString())).build()) {
            IndexTemplates.install(
                    new ElasticsearchClient(new RestClientTransport(rest, new JacksonJsonpMapper())),
                    IndexSettings.LOCAL);
        }
        return new TestElasticsearch(node);
    }

    public URI url() {
        return node.url();
    }

    @Override
    public void close() {
        node.close();
    }
}
