package org.govbrain.local.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.govbrain.local.pacemaker.Feeders;
import org.govbrain.local.server.HttpServers;
import org.govbrain.local.server.RateLimits;

/**
 * Through this other commands talk to a running stack, on loopback and with its token: {@code GET /status},
 * {@code POST /stop}, {@code PUT /feeders/NAME} (say again at least each lease of the pacemaker) and
 * {@code DELETE /feeders/NAME}. Who asks more often than 20 times a second is answered with 429.
 */
public final class ControlServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FEEDERS = "/feeders/";
    private static final double PER_SECOND = 20;
    private static final double AT_ONCE = 100;

    private final HttpServer server;
    private final String token;
    private final Feeders feeders;
    private final Supplier<ObjectNode> status;
    private final Runnable stop;
    /** Two buckets, so that whoever guesses at the token keeps nobody who has it from stopping the stack. */
    private final RateLimits limits;

    private ControlServer(
            HttpServer server,
            String token,
            Feeders feeders,
            Supplier<ObjectNode> status,
            Runnable stop,
            LongSupplier nanoTime) {
        this.server = server;
        this.token = token;
        this.feeders = feeders;
        this.status = status;
        this.stop = stop;
        this.limits = new RateLimits(PER_SECOND, AT_ONCE, nanoTime);
    }

    /** Starts to listen. */
    public static ControlServer start(
            int port, String token, Feeders feeders, Supplier<ObjectNode> status, Runnable stop) throws IOException {
        return start(port, token, feeders, status, stop, System::nanoTime);
    }

    static ControlServer start(
            int port, String token, Feeders feeders, Supplier<ObjectNode> status, Runnable stop, LongSupplier nanoTime)
            throws IOException {
        HttpServer server = HttpServers.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        ControlServer control = new ControlServer(server, token, feeders, status, stop, nanoTime);
        server.createContext("/", control::handle);
        server.start();
        return control;
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean allowed = isAllowed(exchange);
            if (!limits.admits(allowed ? "owner" : "others")) {
                exchange.getResponseHeaders().set("Retry-After", "1");
                exchange.sendResponseHeaders(429, -1);
                return;
            }
            if (!allowed) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            String path = exchange.getRequestURI().getPath();
            switch (exchange.getRequestMethod() + " " + (path.startsWith(FEEDERS) ? FEEDERS : path)) {
                case "GET /status" -> answer(exchange, JSON.writeValueAsBytes(status.get()));
                case "PUT " + FEEDERS -> {
                    feeders.feeding(path.substring(FEEDERS.length()), null);
                    exchange.sendResponseHeaders(204, -1);
                }
                case "DELETE " + FEEDERS -> {
                    feeders.fed(path.substring(FEEDERS.length()));
                    exchange.sendResponseHeaders(204, -1);
                }
                case "POST /stop" -> {
                    exchange.sendResponseHeaders(202, -1);
                    stop.run();
                }
                default -> exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private boolean isAllowed(HttpExchange exchange) {
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        return shown != null
                && MessageDigest.isEqual(
                        shown.getBytes(StandardCharsets.UTF_8), ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }
}
