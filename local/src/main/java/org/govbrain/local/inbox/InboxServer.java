package org.govbrain.local.inbox;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.govbrain.local.server.HttpServers;
import org.govbrain.local.server.RateLimits;
import org.jspecify.annotations.Nullable;

/**
 * Serves the inbox ({@code /}), the page behind a link ({@code /a/TOKEN}), what the worker counts ({@code /metrics}), and
 * that it is there ({@code /healthz}). Works without a script. Only a POST of the page's own form
 * answers: a chat program that looks at a link for a preview acknowledges nothing, and since it shows no pictures it reads nothing
 * either.
 */
public final class InboxServer implements AutoCloseable {
    private static final int THREADS = 16;
    private static final String SEEN = "/seen/";
    private static final String ENTER = "/enter";
    private static final long NANOS_PER_MS = 1_000_000;
    private static final double PER_SECOND = 2;
    private static final double AT_ONCE = 30;
    private static final double ENTRIES_PER_SECOND = 0.2;
    private static final double ENTRIES_AT_ONCE = 5;

    private final HttpServer server;
    private final ExecutorService threads;
    private final SignedLink links;
    private final InstantSource clock;
    private final InboxPages pages;
    private final InboxSettings settings;
    private final OwnNames names;
    private final LinkPage letters;
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
        this.names = new OwnNames(settings.publicUrl());
        this.letters = new LinkPage(mailroom, links, clock, pages, names);
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
                Replies.text(exchange, 200, "ok");
                return;
            }
            boolean asksForToken =
                    get && path.equals("/metrics") && settings.access().token() != null;
            if (!asksForToken && !names.isOurs(exchange)) {
                Replies.text(exchange, 421, "This server does not answer to that name.");
                return;
            }
            if (path.equals("/inbox.css")) {
                Replies.send(exchange, 200, "text/css", Replies.bytes(PageFrame.CSS));
                return;
            }
            boolean english = "lang=en".equals(exchange.getRequestURI().getRawQuery());
            String token = path.startsWith(LinkPage.PATH)
                    ? path.substring(LinkPage.PATH.length())
                    : path.startsWith(SEEN) ? path.substring(SEEN.length()) : "";
            String deliveryId = links.deliveryId(token, clock.millis()).orElse(null);
            // Behind a proxy all come from one address: a link that is right has a bucket of its own.
            if (!limits.admits(deliveryId == null ? caller(exchange) : token)) {
                exchange.getResponseHeaders().set("Retry-After", "5");
                Replies.notice(exchange, 429, Notice.TOO_OFTEN, english);
                return;
            }
            boolean post = exchange.getRequestMethod().equals("POST");
            if (get && path.equals("/metrics")) {
                metrics(exchange);
                return;
            }
            if (post && path.equals(ENTER) && sessions != null) {
                enter(exchange, sessions, english);
                return;
            }
            Visitor visitor = settings.access().visitor(exchange.getRequestHeaders()::getFirst);
            if (isTurnedAway(exchange, visitor, path, english)) {
                return;
            }
            if (get && path.equals("/")) {
                Replies.html(exchange, 200, pages.inbox(visitor, english, clock.millis()));
            } else if (!token.isEmpty() && (get || post)) {
                letters.show(
                        exchange, new LinkPage.Request(token, deliveryId, visitor, path.startsWith(SEEN), english));
            } else {
                Replies.text(exchange, 404, "There is no such page.");
            }
        }
    }

    /** Who may not look is told so: without a name, where a reverse proxy gives them, or without having entered the token. */
    private boolean isTurnedAway(HttpExchange exchange, @Nullable Visitor visitor, String path, boolean english)
            throws IOException {
        if (settings.access().userHeader() != null) {
            if (visitor == null) {
                Replies.text(exchange, 401, "The reverse proxy does not say who you are.");
                return true;
            }
        } else if (sessions != null
                && !sessions.isIn(exchange.getRequestHeaders().getFirst("Cookie"), clock.millis())) {
            Replies.html(exchange, 401, pages.entry(path, english));
            return true;
        }
        return false;
    }

    /** A program can't enter a token, so it shows it; behind a proxy only that reaches this port. */
    private void metrics(HttpExchange exchange) throws IOException {
        String token = settings.access().token();
        String shown = exchange.getRequestHeaders().getFirst("Authorization");
        if (token != null
                && (shown == null || !MessageDigest.isEqual(Replies.bytes(shown), Replies.bytes("Bearer " + token)))) {
            Replies.text(exchange, 401, "Show the token: Authorization: Bearer …");
            return;
        }
        Replies.send(exchange, 200, "text/plain", Replies.bytes(metrics.get()));
    }

    private void enter(HttpExchange exchange, Sessions open, boolean english) throws IOException {
        Map<String, String> form = Forms.read(exchange.getRequestBody());
        String next = form.getOrDefault("next", "/");
        boolean ours = next.equals("/") || next.startsWith(LinkPage.PATH);
        if (!names.isSameOrigin(exchange) || !entries.admits(caller(exchange))) {
            Replies.notice(exchange, 429, Notice.TOO_OFTEN, english);
            return;
        }
        String value = open.enter(form.getOrDefault("token", ""), clock.millis());
        if (value == null) {
            Replies.html(exchange, 401, pages.entry(ours ? next : "/", english));
            return;
        }
        boolean secure = "https".equals(settings.publicUrl().getScheme());
        exchange.getResponseHeaders()
                .set(
                        "Set-Cookie",
                        Sessions.COOKIE + "=" + value + "; Path=/; HttpOnly; SameSite=Lax"
                                + (secure ? "; Secure" : ""));
        Replies.redirect(exchange, ours ? next : "/");
    }

    private static String caller(HttpExchange exchange) {
        return exchange.getRemoteAddress().getAddress().getHostAddress();
    }
}
