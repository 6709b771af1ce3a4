package org.govbrain.local.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.govbrain.dashboards.panel.Text;
import org.govbrain.local.server.HttpServers;
import org.govbrain.local.server.RateLimit;

/**
 * Serves the live view: only GET, only to who has access, and only what a panel's definition asks. Besides, for whoever
 * watches over it, {@code /health/live}, {@code /health/ready} and {@code /metrics}.
 */
public final class LiveView implements AutoCloseable {
    private static final int THREADS = 8;
    private static final double REQUESTS_PER_SECOND = 30;
    private static final double REQUESTS_AT_ONCE = 90;
    private static final int LONGEST_ADDRESS = 4_096;
    private static final String TOKEN = "token=";
    /** ECharts sets styles through the object model, which this allows; no inline script or style is. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final HttpServer server;
    private final ExecutorService threads;
    private final PageFiles files = new PageFiles();
    private final LiveQueries queries;
    private final ConsoleAccess access;
    private final ConsoleHealth health;
    private final RateLimit limit = new RateLimit(REQUESTS_PER_SECOND, REQUESTS_AT_ONCE, System::nanoTime);

    private LiveView(HttpServer server, LiveQueries queries, ConsoleAccess access, ConsoleHealth health) {
        this.server = server;
        this.queries = queries;
        this.access = access;
        this.health = health;
        this.threads = Executors.newFixedThreadPool(THREADS, LiveView::thread);
    }

    /** Starts the server on loopback. */
    public static LiveView start(
            int port, URI elasticsearch, Clock clock, ZoneId zone, Map<String, Map<String, Text>> words)
            throws IOException {
        return start(ConsoleAccess.loopback(), port, elasticsearch, clock, zone, words, () -> "");
    }

    /**
     * Starts the server.
     *
     * @param access where it listens and to whom it answers
     * @param port 0 for any free one
     * @param elasticsearch for example {@code http://127.0.0.1:9200}
     * @param clock by which the age of the data is told; never used for anything else
     * @param zone in which the city's days begin
     * @param words labels of the city's own codes: field ({@code category_group}, {@code department_id}, …) to code to words
     * @param metrics of what runs beside it, in Prometheus' text format
     * @throws IOException if the port is taken
     */
    public static LiveView start(
            ConsoleAccess access,
            int port,
            URI elasticsearch,
            Clock clock,
            ZoneId zone,
            Map<String, Map<String, Text>> words,
            Supplier<String> metrics)
            throws IOException {
        HttpServer server = HttpServers.plain(new InetSocketAddress(access.address(), port));
        LiveView view = new LiveView(
                server,
                new LiveQueries(new Answers(elasticsearch, clock, zone), zone, words),
                access,
                new ConsoleHealth(elasticsearch, metrics));
        server.createContext("/", view::handle);
        server.setExecutor(view.threads);
        server.start();
        return view;
    }

    /** Where this machine reaches it. */
    public URI url() {
        String host = access.address().isAnyLocalAddress() || access.address().isLoopbackAddress()
                ? "127.0.0.1"
                : access.address().getHostAddress();
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            threads.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            try {
                answer(exchange);
            } catch (Refusal refusal) {
                send(exchange, refusal.status(), "text/plain; charset=utf-8", bytes(refusal.sentence()));
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (!exchange.getRequestMethod().equals("GET")) {
            exchange.getResponseHeaders().set("Allow", "GET");
            throw new Refusal(405, "Only GET.");
        }
        access.checkName(exchange.getRequestHeaders().getFirst("Host"));
        URI uri = exchange.getRequestURI();
        if (uri.toString().length() > LONGEST_ADDRESS) {
            throw new Refusal(414, "The address is longer than " + LONGEST_ADDRESS + " characters.");
        }
        String path = uri.getPath();
        if (path.startsWith("/health/")) {
            send(exchange, health.status(path), "text/plain; charset=utf-8", bytes("\n"));
            return;
        }
        String query = uri.getRawQuery();
        String cookie =
                access.cookieFor(query != null && query.startsWith(TOKEN) ? query.substring(TOKEN.length()) : null);
        if (cookie != null) {
            exchange.getResponseHeaders().set("Set-Cookie", cookie);
            // Without this, the token would stay in the address bar and in the history.
            exchange.getResponseHeaders().set("Location", "/");
            send(exchange, 303, "text/plain; charset=utf-8", new byte[0]);
            return;
        }
        access.checkCaller(exchange.getRequestHeaders());
        if (path.equals("/metrics")) {
            send(exchange, 200, ConsoleHealth.METRICS_TYPE, bytes(health.metrics()));
            return;
        }
        if (path.startsWith("/api/")) {
            if (!limit.admits()) {
                exchange.getResponseHeaders().set("Retry-After", "1");
                throw new Refusal(429, "Too many requests.");
            }
            send(exchange, 200, "application/json; charset=utf-8", queries.answer(exchange.getRequestURI()));
            return;
        }
        String type = files.findType(path).orElseThrow(() -> new Refusal(404, "There is no such page."));
        send(exchange, 200, type, files.get(path));
    }

    private void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        health.answered(status);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type);
        headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Permissions-Policy", "geolocation=(), camera=(), microphone=()");
        headers.set("Cache-Control", type.startsWith("application/json") ? "no-store" : "no-cache");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "live-view");
        thread.setDaemon(true);
        return thread;
    }
}
