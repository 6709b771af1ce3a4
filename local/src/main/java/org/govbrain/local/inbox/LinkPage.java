package org.govbrain.local.inbox;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import org.govbrain.local.inbox.Letters.Letter;
import org.govbrain.schemas.input.AckAction;
import org.jspecify.annotations.Nullable;

/** The page behind a message's link, the picture on it by which it is known to be read, and the answers that its form posts. */
final class LinkPage {
    static final String PATH = "/a/";

    private static final byte[] DOT =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private final Mailroom mailroom;
    private final SignedLink links;
    private final InstantSource clock;
    private final InboxPages pages;
    private final OwnNames names;

    LinkPage(Mailroom mailroom, SignedLink links, InstantSource clock, InboxPages pages, OwnNames names) {
        this.mailroom = mailroom;
        this.links = links;
        this.clock = clock;
        this.pages = pages;
        this.names = names;
    }

    /** What is asked for by a link; the delivery is null when the link is forged or too old, the visitor when nobody is named. */
    record Request(
            String token,
            @Nullable String deliveryId,
            @Nullable Visitor visitor,
            boolean seen,
            boolean english) {}

    /** Shows the letter, or takes the answer to it. */
    void show(HttpExchange exchange, Request request) throws IOException {
        if (request.deliveryId() == null) {
            Replies.notice(exchange, 403, Notice.REFUSED, request.english());
            return;
        }
        Letter letter = mailroom.letters().find(request.deliveryId()).orElse(null);
        if (letter == null) {
            Replies.notice(exchange, 404, Notice.NOT_HERE, request.english());
            return;
        }
        Visitor visitor = request.visitor();
        if (visitor != null && !visitor.isFor(letter.request().getRecipient())) {
            Replies.notice(exchange, 403, Notice.NOT_YOURS, request.english());
            return;
        }
        if (exchange.getRequestMethod().equals("POST")) {
            answer(exchange, request, letter);
        } else if (request.seen()) {
            mailroom.seen(letter, clock.instant());
            Replies.send(exchange, 200, "image/gif", DOT);
        } else {
            Replies.html(exchange, 200, pages.letter(letter, request.token(), request.english()));
        }
    }

    private void answer(HttpExchange exchange, Request request, Letter letter) throws IOException {
        Map<String, String> form = Forms.read(exchange.getRequestBody());
        if (!names.isSameOrigin(exchange) || !links.isFormToken(request.token(), form.getOrDefault("form", ""))) {
            Replies.notice(exchange, 403, Notice.REFUSED, request.english());
            return;
        }
        AckAction action = action(form.getOrDefault("action", ""));
        if (action == null) {
            Replies.text(exchange, 400, "There is no such answer.");
            return;
        }
        String person = request.visitor() == null ? null : request.visitor().user();
        if (!letter.isOver() && !mailroom.answer(letter.request(), action, person, clock.instant())) {
            Replies.html(exchange, 503, PageFrame.notice(Notice.NOT_TAKEN, PATH + request.token(), request.english()));
            return;
        }
        // Shown by a GET, so that going back or reloading posts nothing again.
        Replies.redirect(exchange, PATH + request.token() + (request.english() ? "?lang=en" : ""));
    }

    private static @Nullable AckAction action(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "ack" -> AckAction.ACK;
            case "resolve" -> AckAction.RESOLVE;
            case "escalate" -> AckAction.ESCALATE;
            default -> null;
        };
    }
}
