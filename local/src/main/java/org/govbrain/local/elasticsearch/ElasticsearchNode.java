package org.govbrain.local.elasticsearch;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.govbrain.local.child.ChildJvm;
import org.govbrain.local.server.Installation;
import org.govbrain.local.server.Readiness;
import org.govbrain.local.server.Server;

/** An Elasticsearch node in a child JVM, on loopback, with its data in one folder; it ends with this JVM at the latest. */
public final class ElasticsearchNode implements Server {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final ChildJvm child;
    private final URI url;

    private ElasticsearchNode(ChildJvm child, URI url) {
        this.child = child;
        this.url = url;
    }

    /** Starts a node and returns when its cluster is ready for indexing. */
    public static ElasticsearchNode start(Installation installation, Path data, int port, int transportPort, Path log) {
        ChildJvm child = ChildJvm.start(
                "Elasticsearch",
                installation.elasticsearchClassPath(),
                List.of("-Xms512m", "-Xmx512m", "-XX:+UseG1GC"),
                "org.govbrain.local.elasticsearch.server.LocalElasticsearch",
                List.of(
                        installation.elasticsearchHome().toString(),
                        data.toString(),
                        Integer.toString(port),
                        Integer.toString(transportPort)),
                log);
        ElasticsearchNode node = new ElasticsearchNode(child, URI.create("http://127.0.0.1:" + port));
        HttpClient http = HttpClient.newHttpClient();
        Readiness.await(child, PATIENCE, () -> node.answers(http));
        return node;
    }

    public URI url() {
        return url;
    }

    @Override
    public ChildJvm child() {
        return child;
    }

    @Override
    public void close() {
        child.close();
    }

    private boolean answers(HttpClient http) throws Exception {
        HttpRequest health = HttpRequest.newBuilder(url.resolve("/_cluster/health?wait_for_status=yellow&timeout=5s"))
                .timeout(Duration.ofSeconds(10))
                .build();
        return http.send(health, BodyHandlers.discarding()).statusCode() == 200;
    }
}
