package org.govbrain.local.console;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.JacksonJsonpMapper;
import co.elastic.clients.transport.rest_client.RestClientTransport;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.apache.http.HttpHost;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;
import org.govbrain.dashboards.index.IndexDefinition;
import org.govbrain.dashboards.index.IndexSettings;
import org.govbrain.dashboards.index.IndexTemplates;
import org.govbrain.local.elasticsearch.ElasticsearchNode;
import org.govbrain.local.server.ForkFolder;
import org.govbrain.local.server.FreePort;
import org.govbrain.local.server.Installation;
import org.jspecify.annotations.Nullable;

/**
 * A real Elasticsearch with the product's indices, which is one for all classes of a test JVM, since they follow one another: to
 * start costs more than most of them. It ends with the JVM. A class that kills its node or asks what a new one says has its own.
 */
public final class TestElasticsearch {
    private static @Nullable ElasticsearchNode shared;

    private TestElasticsearch() {}

    /** Makes its indices anew, empty; returns where it answers. */
    public static synchronized URI empty() throws IOException {
        if (shared == null) {
            Path folder = ForkFolder.empty("elasticsearch");
            shared = ElasticsearchNode.start(
                    Installation.find(),
                    folder.resolve("data"),
                    FreePort.find(),
                    FreePort.find(),
                    folder.resolve("elasticsearch.log"));
        }
        URI url = shared.url();
        try (RestClient rest =
                RestClient.builder(HttpHost.create(url.toString())).build()) {
            Request delete = new Request(
                    "DELETE",
                    "/"
                            + IndexDefinition.ALL.stream()
                                    .map(IndexDefinition::name)
                                    .collect(Collectors.joining(",")));
            delete.addParameter("ignore_unavailable", "true");
            rest.performRequest(delete);
            IndexTemplates.install(
                    new ElasticsearchClient(new RestClientTransport(rest, new JacksonJsonpMapper())),
                    IndexSettings.LOCAL);
        }
        return url;
    }
}
