package org.govbrain.local.inbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.govbrain.local.inbox.Letters.Letter;
import org.govbrain.local.server.HttpServers;
import org.govbrain.local.server.RateLimits;
import org.govbrain.schemas.input.AckAction;
import org.jspecify.annotations.Nullable;

/**
 * Serves the inbox ({@code /}), the page behind a link ({@code /a/TOKEN}), what the worker counts ({@code /metrics}), and
 * that it is there ({@code /healthz}). Works without a script. Only a POST of the page's own form
 * answers: a chat program that looks at a link for a preview acknowledges nothing, and since it shows no pictures it reads nothing
 * either.
 */
public final class InboxServer implements AutoCloseable {
    private static final Set<String> LOCAL = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'";
    private static final int THREADS = 16;
    private static final String LINK = "/a/";
    private static final String SEEN = "/seen/";
    private static final String ENTER = "/enter";
    private static final long NANOS_PER_MS = 1_000_000;
    private static final double PER_SECOND = 2;
    private static final double AT_ONCE = 30;
    private static final double ENTRIES_PER_SECOND = 0.2;
    private static final double ENTRIES_AT_ONCE = 5;
    private static final byte[] DOT =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private final HttpServer server;
    private final ExecutorService threads;
    private final Mailroom mailroom;
    private final SignedLink links;
    private final InstantSource clock;
    private final InboxPages pages;
    private final InboxSettings settings;
    private final @Nullable Sessions sessions;
    private final RateLimits limits;
    private final RateLimits entries;
    private final Supplier<String> metrics;

    private InboxServer(
            HttpServer server,
            InboxSettings settings,
            Mailroom mailroom,
            SignedLink links,
            InstantSource clock,
            InboxPages pages,
            Supplier<String> metrics) {
        this.server = server;
        this.metrics = metrics;
        this.settings = settings;
        this.mailroom = mailroom;
        this.links = links;
        this.clock = clock;
        this.pages = pages;
        this.limits = new RateLimits(PER_SECOND, AT_ONCE, () -> clock.millis() * NANOS_PER_MS);
        this.entries = new RateLimits(ENTRIES_PER_SECOND, ENTRIES_AT_ONCE, () -> clock.millis() * NANOS_PER_MS);
        String token = settings.access().token();
        this.sessions = token == null ? null : links.sessions(token);
        this.threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "inbox-page");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts to listen.
     *
     * @param metrics for {@code /metrics}, in Prometheus' text format
     * @throws IOException if the port is taken
     */
    static InboxServer start(
            InboxSettings settings,
            Mailroom mailroom,
            SignedLink links,
            InstantSource clock,
            InboxPages pages,
            Supplier<String> metrics)
            throws IOException {
        HttpServer server = HttpServers.plain(settings.listen());
        InboxServer inbox = new InboxServer(server, settings, mailroom, links, clock, pages, metrics);
        server.createContext("/", inbox::handle);
        server.setExecutor(inbox.threads);
        server.start();
        return inbox;
    }

    /** Where it is on this machine. */
    public URI url() {
        InetSocketAddress at = server.getAddress();
        return URI.create("http://" + at.getAddress().getHostAddress() + ":" + at.getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            boolean get = exchange.getRequestMethod().equals("GET");
            String path = exchange.getRequestURI().getPath();
            if (get && path.equals("/healthz")) {
                // Probes know an address and no name; there is nothing in it that a page of another site must not read.
                text(exchange, 200, "ok");
                return;
            }
            boolean asksForToken =
                    get && path.equals("/metrics") && settings.access().token() != null;
            if (!asksForToken && !isOurs(exchange.getRequestHeaders().getFirst("Host"))) {
                text(exchange, 421, "This server does not answer to that name.");
                return;
            }
            if (path.equals("/inbox.css")) {
                send(exchange, 200, "text/css", bytes(InboxPages.CSS));
                return;
            }
            boolean english = "lang=en".equals(exchange.getRequestURI().getRawQuery());
            String token = path.startsWith(LINK)
                    ? path.substring(LINK.length())
                    : path.startsWith(SEEN) ? path.substring(SEEN.length()) : "";
            String deliveryId = links.deliveryId(token, clock.millis()).orElse(null);
            // Behind a proxy all come from one address: a link that is right has a bucket of its own.
            if (!limits.admits(
                    deliveryId == null
                            ? exchange.getRemoteAddress().getAddress().getHostAddress()
                            : token)) {
                exchange.getResponseHeaders().set("Retry-After", "5");
                html(exchange, 429, pages.tooOften(english));
                return;
            }
            String method = exchange.getRequestMethod();
            if (get && path.equals("/metrics")) {
                metrics(exchange);
                return;
            }
            if (method.equals("POST") && path.equals(ENTER) && sessions != null) {
                enter(exchange, sessions, english);
                return;
            }
            Visitor visitor = settings.access().visitor(exchange.getRequestHeaders()::getFirst);
            if (settings.access().userHeader() != null) {
                if (visitor == null) {
                    text(exchange, 401, "The reverse proxy does not say who you are.");
                    return;
                }
            } else if (sessions != null
                    && !sessions.isIn(exchange.getRequestHeaders().getFirst("Cookie"), clock.millis())) {
                html(exchange, 401, pages.entry(path, english));
                return;
            }
            if (method.equals("GET") && path.equals("/")) {
                html(exchange, 200, pages.inbox(visitor, english, clock.millis()));
            } else if (!token.isEmpty() && (method.equals("GET") || method.equals("POST"))) {
                link(exchange, new Request(token, deliveryId, visitor, path.startsWith(SEEN), english));
            } else {
                text(exchange, 404, "There is no such page.");
            }
        }
    }

    /** A program can't enter a token, so it shows it; behind a proxy only that reaches this port. */
    private void metrics(HttpExchange exchange) throws IOException {
        String token = settings.access().token();
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        if (token != null && (shown == null || !MessageDigest.isEqual(bytes(shown), bytes("Bearer " + token)))) {
            text(exchange, 401, "Show the token: Authorization: Bearer …");
            return;
        }
        send(exchange, 200, "text/plain", bytes(metrics.get()));
    }

    /** What is asked for by a link; the delivery is null when the link is forged or too old, the visitor when nobody is named. */
    private record Request(
            String token,
            @Nullable String deliveryId,
            @Nullable Visitor visitor,
            boolean seen,
            boolean english) {}

    private void link(HttpExchange exchange, Request request) throws IOException {
        if (request.deliveryId() == null) {
            html(exchange, 403, pages.refused(request.english()));
            return;
        }
        Letter letter = mailroom.letters().find(request.deliveryId()).orElse(null);
        if (letter == null) {
            html(exchange, 404, pages.notHere(request.english()));
            return;
        }
        Visitor visitor = request.visitor();
        if (visitor != null && !visitor.isFor(letter.request().getRecipient())) {
            html(exchange, 403, pages.notYours(request.english()));
            return;
        }
        if (exchange.getRequestMethod().equals("POST")) {
            answer(exchange, request, letter);
        } else if (request.seen()) {
            mailroom.seen(letter, clock.instant());
            send(exchange, 200, "image/gif", DOT);
        } else {
            html(exchange, 200, pages.letter(letter, request.token(), request.english()));
        }
    }

    private void answer(HttpExchange exchange, Request request, Letter letter) throws IOException {
        Map<String, String> form = Forms.read(exchange.getRequestBody());
        if (!isSameOrigin(exchange) || !links.isFormToken(request.token(), form.getOrDefault("form", ""))) {
            html(exchange, 403, pages.refused(request.english()));
            return;
        }
        AckAction action = action(form.getOrDefault("action", ""));
        if (action == null) {
            text(exchange, 400, "There is no such answer.");
            return;
        }
        String person = request.visitor() == null ? null : request.visitor().user();
        if (!letter.isOver() && !mailroom.answer(letter.request(), action, person, clock.instant())) {
            html(exchange, 503, pages.notTaken(request.token(), request.english()));
            return;
        }
        // Shown by a GET, so that going back or reloading posts nothing again.
        redirect(exchange, LINK + request.token() + (request.english() ? "?lang=en" : ""));
    }

    private void enter(HttpExchange exchange, Sessions open, boolean english) throws IOException {
        Map<String, String> form = Forms.read(exchange.getRequestBody());
        String next = form.getOrDefault("next", "/");
        boolean ours = next.equals("/") || next.startsWith(LINK);
        String caller = exchange.getRemoteAddress().getAddress().getHostAddress();
        if (!isSameOrigin(exchange) || !entries.admits(caller)) {
            html(exchange, 429, pages.tooOften(english));
            return;
        }
        String value = open.enter(form.getOrDefault("token", ""), clock.millis());
        if (value == null) {
            html(exchange, 401, pages.entry(ours ? next : "/", english));
            return;
        }
        boolean secure = "https".equals(settings.publicUrl().getScheme());
        exchange.getResponseHeaders()
                .set(
                        "Set-Cookie",
                        Sessions.COOKIE + "=" + value + "; Path=/; HttpOnly; SameSite=Lax"
                                + (secure ? "; Secure" : ""));
        redirect(exchange, ours ? next : "/");
    }

    /** A name that leads here from elsewhere would let that page read what stands here. */
    private boolean isOurs(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = host.replaceFirst(":\\d+$", "");
        return LOCAL.contains(name) || name.equals(settings.publicUrl().getHost());
    }

    /** Browsers say from where a form is posted; a client that says nothing is no browser. */
    private boolean isSameOrigin(HttpExchange exchange) {
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        String host = exchange.getRequestHeaders().getFirst("Host");
        return origin == null
                || origin.equals(origin(settings.publicUrl()))
                || origin.equals("http://" + host)
                || origin.equals("https://" + host);
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    private static @Nullable AckAction action(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "ack" -> AckAction.ACK;
            case "resolve" -> AckAction.RESOLVE;
            case "escalate" -> AckAction.ESCALATE;
            default -> null;
        };
    }

    private static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        text(exchange, 303, "");
    }

    private static void html(HttpExchange exchange, int status, String page) throws IOException {
        send(exchange, status, "text/html", bytes(page));
    }

    private static void text(HttpExchange exchange, int status, String sentence) throws IOException {
        send(exchange, status, "text/plain", bytes(sentence));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type.startsWith("text/") ? type + "; charset=utf-8" : type);
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        // The address of the page is its key and must not travel on to another site. With no-referrer a browser would
        // not say
        // either from where our own form is posted.
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
