package org.govbrain.local.secure;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.govbrain.local.server.HttpServers;

/**
 * TLS and an API key in front of the local Elasticsearch, whose own security is not among the jars that Maven Central
 * serves. For trying and testing clients as they run against a secured cluster: the node behind it still listens on
 * loopback.
 */
public final class ElasticsearchGate implements AutoCloseable {
    private static final int THREADS = 8;
    /** Elasticsearch's own limit on a request, {@code http.max_content_length}. */
    private static final int MOST_BODY_BYTES = 100 << 20;

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final List<String> ASKED = List.of("Content-Type", "Accept");
    private static final List<String> ANSWERED = List.of("Content-Type", "X-Elastic-Product", "Warning");

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, ElasticsearchGate::daemon);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI node;
    private final byte[] authorization;

    private ElasticsearchGate(HttpsServer server, URI node, String apiKey) {
        this.server = server;
        this.node = node;
        this.authorization = ("ApiKey " + apiKey).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Starts it on loopback.
     *
     * @param port 0 for any free one
     * @param node address of the node behind it
     */
    public static ElasticsearchGate start(int port, URI node, SecureFolder secrets)
            throws IOException, GeneralSecurityException {
        HttpsServer server = HttpServers.secured(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        server.setHttpsConfigurator(new HttpsConfigurator(secrets.server()));
        ElasticsearchGate gate = new ElasticsearchGate(server, node, secrets.apiKey());
        server.createContext("/", gate::handle);
        server.setExecutor(gate.threads);
        server.start();
        return gate;
    }

    public URI url() {
        return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String shown = exchange.getRequestHeaders().getFirst("Authorization");
            if (shown == null || !MessageDigest.isEqual(shown.getBytes(StandardCharsets.UTF_8), authorization)) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "ApiKey");
                exchange.sendResponseHeaders(401, -1);
                return;
            }
            byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY_BYTES + 1);
            if (body.length > MOST_BODY_BYTES) {
                exchange.sendResponseHeaders(413, -1);
                return;
            }
            forward(exchange, body);
        }
    }

    private void forward(HttpExchange exchange, byte[] body) throws IOException {
        String method = exchange.getRequestMethod();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        node.resolve(exchange.getRequestURI().toString()))
                .timeout(PATIENCE)
                .method(method, body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        for (String name : ASKED) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        try {
            HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
            Headers headers = exchange.getResponseHeaders();
            ANSWERED.forEach(name -> answer.headers().firstValue(name).ifPresent(value -> headers.set(name, value)));
            try (InputStream content = answer.body()) {
                exchange.sendResponseHeaders(answer.statusCode(), method.equals("HEAD") ? -1 : 0);
                content.transferTo(exchange.getResponseBody());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            exchange.sendResponseHeaders(502, -1);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "elasticsearch-gate");
        thread.setDaemon(true);
        return thread;
    }
}
