package org.govbrain.local.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.govbrain.dashboards.panel.Text;
import org.govbrain.local.server.RateLimit;

/** Serves the live view on loopback. Only GET, only to this machine, and only what a panel's definition asks. */
public final class LiveView implements AutoCloseable {
    private static final int THREADS = 8;
    private static final double REQUESTS_PER_SECOND = 30;
    private static final double REQUESTS_AT_ONCE = 90;
    /** ECharts sets styles through the object model, which this allows; no inline script or style is. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    static {
        // Read once by the JDK's server: without it, each answer waits 40 ms for the client's delayed acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;
    private final PageFiles files = new PageFiles();
    private final LiveQueries queries;
    private final RateLimit limit = new RateLimit(REQUESTS_PER_SECOND, REQUESTS_AT_ONCE, System::nanoTime);

    private LiveView(HttpServer server, LiveQueries queries) {
        this.server = server;
        this.queries = queries;
        this.threads = Executors.newFixedThreadPool(THREADS, LiveView::thread);
    }

    /**
     * Starts the server.
     *
     * @param port 0 for any free one
     * @param elasticsearch for example {@code http://127.0.0.1:9200}
     * @param clock by which the age of the data is told; never used for anything else
     * @param zone in which the city's days begin
     * @param words labels of the city's own codes: field ({@code category_group}, {@code department_id}, …) to code to words
     * @throws IOException if the port is taken
     */
    public static LiveView start(
            int port, URI elasticsearch, Clock clock, ZoneId zone, Map<String, Map<String, Text>> words)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        LiveView view = new LiveView(server, new LiveQueries(new Answers(elasticsearch, clock, zone), zone, words));
        server.createContext("/", view::handle);
        server.setExecutor(view.threads);
        server.start();
        return view;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
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
        if (!isLocalName(exchange.getRequestHeaders().getFirst("Host"))) {
            throw new Refusal(421, "This server answers to localhost only.");
        }
        String path = exchange.getRequestURI().getPath();
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

    /** Without this, a web site elsewhere could point its own name at loopback and read the boards through the browser. */
    private static boolean isLocalName(String host) {
        return host != null && Set.of("127.0.0.1", "localhost", "[::1]").contains(host.replaceFirst(":\\d+$", ""));
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
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
