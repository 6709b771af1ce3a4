package org.govbrain.local.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.govbrain.local.delivery.DeliveryMetrics;
import org.govbrain.local.delivery.Requests;
import org.govbrain.local.delivery.ScriptedClock;
import org.govbrain.schemas.delivery.DeliveryReceipt;
import org.govbrain.schemas.delivery.DeliveryRequest;
import org.govbrain.schemas.delivery.DeliveryState;
import org.junit.jupiter.api.AfterEach;

/** An inbox with one message, and a client that may say of itself what it likes. */
abstract class ServedInbox {
    static final Instant NOW = Instant.parse("2026-03-04T02:00:00Z");
    static final long DAY_MS = 86_400_000;
    static final String TOKEN = "a-token-of-enough-length";

    final ScriptedClock clock = new ScriptedClock(NOW);
    final SignedLink links = new SignedLink(new byte[32]);
    final TestMailroom room = new TestMailroom();
    InboxServer server = serve(Access.OPEN, "http://127.0.0.1:7307");
    final String link = "/a/" + links.token("a", NOW.toEpochMilli() + DAY_MS);

    record Reply(int status, String head, String body) {}

    ServedInbox() throws IOException {
        arrive(Requests.page("a", "inbox")
                .setTextZh("青龙 3 网格 a：到场 超时\n<script>alert(1)</script>")
                .build());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    void arrive(DeliveryRequest request) {
        room.letters().add(request);
        room.letters()
                .add(DeliveryReceipt.newBuilder()
                        .setDeliveryId(request.getDeliveryId())
                        .setPageId(request.getPageId())
                        .setAt(NOW)
                        .setContact("inbox")
                        .setState(DeliveryState.DELIVERED)
                        .setLast(false)
                        .build());
    }

    void again(Access access, String publicUrl) throws IOException {
        server.close();
        server = serve(access, publicUrl);
    }

    InboxServer serve(Access access, String publicUrl) throws IOException {
        InboxSettings settings = new InboxSettings(
                "test",
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                URI.create(publicUrl),
                null,
                Path.of("unused"),
                access);
        return InboxServer.start(
                settings,
                room,
                links,
                clock,
                new InboxPages(room.letters(), links, ZoneOffset.UTC, DAY_MS),
                new DeliveryMetrics()::text);
    }

    static String form(Reply page, String action) {
        Matcher form = Pattern.compile("name=\"form\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(form.find()).as("a form on the page").isTrue();
        return "form=" + form.group(1) + "&action=" + action;
    }

    Reply get(String path) throws IOException {
        return send("GET", path, "");
    }

    Reply post(String path, String body) throws IOException {
        return send("POST", path, body);
    }

    /** Byte by byte, since Java's client does not let a test lie about Host and Origin. */
    Reply send(String method, String path, String body, String... headers) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nConnection: close\r\n");
        if (List.of(headers).stream().noneMatch(each -> each.startsWith("Host:"))) {
            request.append("Host: 127.0.0.1:").append(server.url().getPort()).append("\r\n");
        }
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        byte[] content = body.getBytes(UTF_8);
        request.append("Content-Length: ").append(content.length).append("\r\n\r\n");
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.url().getPort())) {
            socket.getOutputStream().write(request.toString().getBytes(UTF_8));
            socket.getOutputStream().write(content);
            String reply = new String(socket.getInputStream().readAllBytes(), UTF_8);
            int end = reply.indexOf("\r\n\r\n");
            return new Reply(
                    Integer.parseInt(reply.substring(9, 12)), reply.substring(0, end + 2), reply.substring(end + 4));
        }
    }
}
