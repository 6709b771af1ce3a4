package org.govbrain.local.inbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.govbrain.local.inbox.Letters.Letter;
import org.govbrain.schemas.input.AckAction;
import org.jspecify.annotations.Nullable;

/**
 * Serves the inbox ({@code /}) and the page behind a link ({@code /a/TOKEN}) on loopback. Works without a script. Only a POST of
 * the page's own form changes anything: a chat program that looks at a link for a preview acknowledges nothing.
 */
public final class InboxServer implements AutoCloseable {
    private static final Set<String> LOCAL = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none';" + " frame-ancestors 'none'";
    private static final int MOST_FORM_BYTES = 8_192;
    private static final int THREADS = 4;
    private static final String LINK = "/a/";

    private final HttpServer server;
    private final ExecutorService threads;
    private final LetterReader reader;
    private final SignedLink links;
    private final InstantSource clock;
    private final InboxPages pages;

    private InboxServer(
            HttpServer server, LetterReader reader, SignedLink links, InstantSource clock, InboxPages pages) {
        this.server = server;
        this.reader = reader;
        this.links = links;
        this.clock = clock;
        this.pages = pages;
        this.threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "inbox-page");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @throws IOException if the port is taken */
    public static InboxServer start(
            int port, LetterReader reader, SignedLink links, InstantSource clock, ZoneId zone, long linkLivesMs)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        InboxPages pages = new InboxPages(reader.letters(), links, zone, linkLivesMs);
        InboxServer inbox = new InboxServer(server, reader, links, clock, pages);
        server.createContext("/", inbox::handle);
        server.setExecutor(inbox.threads);
        server.start();
        return inbox;
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String host = exchange.getRequestHeaders().getFirst("Host");
            if (host == null || !LOCAL.contains(host.replaceFirst(":\\d+$", ""))) {
                send(exchange, 421, "text/plain", "This server answers to localhost only.");
                return;
            }
            String path = exchange.getRequestURI().getPath();
            boolean english = "lang=en".equals(exchange.getRequestURI().getRawQuery());
            String method = exchange.getRequestMethod();
            if (method.equals("GET") && path.equals("/")) {
                send(exchange, 200, "text/html", pages.inbox(english, clock.millis()));
            } else if (method.equals("GET") && path.equals("/inbox.css")) {
                send(exchange, 200, "text/css", InboxPages.CSS);
            } else if (path.startsWith(LINK) && (method.equals("GET") || method.equals("POST"))) {
                link(exchange, path.substring(LINK.length()), english, host);
            } else {
                send(exchange, 404, "text/plain", "There is no such page.");
            }
        }
    }

    private void link(HttpExchange exchange, String token, boolean english, String host) throws IOException {
        Letter letter = links.deliveryId(token, clock.millis())
                .flatMap(reader.letters()::find)
                .orElse(null);
        if (letter == null) {
            send(exchange, 403, "text/html", pages.refused(english));
            return;
        }
        if (exchange.getRequestMethod().equals("GET")) {
            send(exchange, 200, "text/html", pages.letter(letter, token, english));
            return;
        }
        Map<String, String> form = form(exchange);
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        if (!links.isFormToken(token, form.getOrDefault("form", ""))
                || (origin != null && !origin.replaceFirst("^https?://", "").equals(host))) {
            send(exchange, 403, "text/html", pages.refused(english));
            return;
        }
        AckAction action = action(form.getOrDefault("action", ""));
        if (action == null) {
            send(exchange, 400, "text/plain", "There is no such answer.");
            return;
        }
        if (!letter.isOver()) {
            boolean unused = reader.answer(letter.request(), action, clock.instant());
        }
        // Shown by a GET, so that going back or reloading posts nothing again.
        exchange.getResponseHeaders().set("Location", LINK + token + (english ? "?lang=en" : ""));
        send(exchange, 303, "text/plain", "");
    }

    private static @Nullable AckAction action(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "ack" -> AckAction.ACK;
            case "resolve" -> AckAction.RESOLVE;
            case "escalate" -> AckAction.ESCALATE;
            default -> null;
        };
    }

    private static Map<String, String> form(HttpExchange exchange) throws IOException {
        Map<String, String> form = new HashMap<>();
        try (InputStream in = exchange.getRequestBody()) {
            String body = new String(in.readNBytes(MOST_FORM_BYTES), StandardCharsets.UTF_8);
            for (String pair : body.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    form.put(
                            pair.substring(0, equals),
                            URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
                }
            }
        } catch (IllegalArgumentException e) {
            return Map.of();
        }
        return form;
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type + "; charset=utf-8");
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        // The address of the page is its key: it must not travel on to another site.
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
