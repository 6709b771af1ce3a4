package org.govbrain.local.inbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** How the inbox answers, always under the same narrow headers. */
final class Replies {
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'";

    private Replies() {}

    static void redirect(HttpExchange exchange, String to) throws IOException {
        exchange.getResponseHeaders().set("Location", to);
        text(exchange, 303, "");
    }

    static void html(HttpExchange exchange, int status, String page) throws IOException {
        send(exchange, status, "text/html", bytes(page));
    }

    static void notice(HttpExchange exchange, int status, Notice notice, boolean english) throws IOException {
        html(exchange, status, PageFrame.notice(notice, "/", english));
    }

    static void text(HttpExchange exchange, int status, String sentence) throws IOException {
        send(exchange, status, "text/plain", bytes(sentence));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static void send(HttpExchange exchange, int status, String type, byte[] body) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Content-Type", type.startsWith("text/") ? type + "; charset=utf-8" : type);
        headers.set("Content-Security-Policy", POLICY);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("X-Frame-Options", "DENY");
        // The address of the page is its key and must not travel on to another site. With no-referrer a browser would
        // not say either from where our own form is posted.
        headers.set("Referrer-Policy", "same-origin");
        headers.set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
