package org.govbrain.local.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** The other side of a webhook: checks the signature, and counts how often each message comes. */
public final class WebhookStub implements AutoCloseable {
    private final String secret;
    private final Duration takes;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "webhook-stub");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<String, Integer> times = new TreeMap<>();

    private WebhookStub(String secret, Duration takes, HttpServer server) {
        this.secret = secret;
        this.takes = takes;
        this.server = server;
    }

    /**
     * Starts one on a free port.
     *
     * @param takes how long it takes for an answer, so that a kill finds something under way
     */
    public static WebhookStub start(String secret, Duration takes) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        WebhookStub stub = new WebhookStub(secret, takes, server);
        server.createContext("/", stub::handle);
        server.setExecutor(stub.threads);
        server.start();
        return stub;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/in");
    }

    /** How often each message came, by its idempotency key. */
    public synchronized Map<String, Integer> times() {
        return new TreeMap<>(times);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        String timestamp = exchange.getRequestHeaders().getFirst("X-Govbrain-Timestamp");
        boolean ours = Webhook.signature(secret, timestamp, body)
                .equals(exchange.getRequestHeaders().getFirst("X-Govbrain-Signature"));
        if (ours) {
            synchronized (this) {
                String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
                times.merge(URLDecoder.decode(key, UTF_8), 1, Integer::sum);
            }
        }
        LockSupport.parkNanos(takes.toNanos());
        exchange.sendResponseHeaders(ours ? 204 : 401, -1);
        exchange.close();
    }
}
