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
import java.util.function.Supplier;
import org.govbrain.local.pacemaker.Pacemaker;

/**
 * Through this other commands talk to a running stack, on loopback and with its token: {@code GET /status},
 * {@code POST /stop}, {@code PUT /feeders/NAME} (say again at least each lease of the pacemaker) and
 * {@code DELETE /feeders/NAME}.
 */
public final class ControlServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FEEDERS = "/feeders/";

    private final HttpServer server;
    private final String token;
    private final Pacemaker pacemaker;
    private final Supplier<ObjectNode> status;
    private final Runnable stop;

    private ControlServer(
            HttpServer server, String token, Pacemaker pacemaker, Supplier<ObjectNode> status, Runnable stop) {
        this.server = server;
        this.token = token;
        this.pacemaker = pacemaker;
        this.status = status;
        this.stop = stop;
    }

    /** Starts to listen. */
    public static ControlServer start(
            int port, String token, Pacemaker pacemaker, Supplier<ObjectNode> status, Runnable stop)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        ControlServer control = new ControlServer(server, token, pacemaker, status, stop);
        server.createContext("/", control::handle);
        server.start();
        return control;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (!isAllowed(exchange)) {
                exchange.sendResponseHeaders(403, -1);
                return;
            }
            String path = exchange.getRequestURI().getPath();
            switch (exchange.getRequestMethod() + " " + (path.startsWith(FEEDERS) ? FEEDERS : path)) {
                case "GET /status" -> answer(exchange, JSON.writeValueAsBytes(status.get()));
                case "PUT " + FEEDERS -> {
                    pacemaker.feeding(path.substring(FEEDERS.length()), null);
                    exchange.sendResponseHeaders(204, -1);
                }
                case "DELETE " + FEEDERS -> {
                    pacemaker.fed(path.substring(FEEDERS.length()));
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
