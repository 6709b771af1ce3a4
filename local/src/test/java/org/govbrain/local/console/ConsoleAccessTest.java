package org.govbrain.local.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.govbrain.local.command.CommandFailure;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The live view on every address of the machine, with a token; nothing stands behind it. */
class ConsoleAccessTest {
    private static final String TOKEN = "0123456789abcdef0123456789";

    private LiveView view;

    @BeforeEach
    void start() throws IOException {
        view = LiveView.start(
                ConsoleAccess.of("0.0.0.0", TOKEN, List.of("brain.example")),
                0,
                URI.create("http://127.0.0.1:1"),
                Clock.fixed(Instant.parse("2026-03-20T06:20:31Z"), ZoneOffset.UTC),
                ZoneId.of("Asia/Shanghai"),
                Map.of(),
                () -> "govbrain_job_running{job=\"index\"} 1\n");
    }

    @AfterEach
    void stop() {
        view.close();
    }

    @Test
    void an_address_that_others_reach_needs_a_token() {
        assertThatThrownBy(() -> ConsoleAccess.of("0.0.0.0", null, List.of()))
                .as("none")
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("set GOVBRAIN_CONSOLE_TOKEN");
        assertThatThrownBy(() -> ConsoleAccess.of("0.0.0.0", "short", List.of()))
                .as("one that is soon guessed")
                .isInstanceOf(CommandFailure.class)
                .hasMessageNotContaining("short,");
        assertThat(ConsoleAccess.of("localhost", null, List.of()).token())
                .as("this machine alone")
                .isNull();
        assertThat(ConsoleAccess.of("0.0.0.0", TOKEN, List.of()).toString()).doesNotContain(TOKEN);
    }

    @Test
    void nothing_is_shown_without_the_token() throws IOException {
        assertThat(ask("/")).as("page").startsWith("HTTP/1.1 401");
        assertThat(ask("/api/catalog")).as("data").startsWith("HTTP/1.1 401");
        assertThat(ask("/metrics")).as("metrics").startsWith("HTTP/1.1 401");
        assertThat(ask("/?token=wrong")).as("another token").startsWith("HTTP/1.1 401");
        assertThat(ask("/", "Authorization: Bearer wrong")).startsWith("HTTP/1.1 401");
        assertThat(ask("/", "Cookie: govbrain=" + TOKEN))
                .as("the token itself is no cookie")
                .startsWith("HTTP/1.1 401");
    }

    @Test
    void the_token_is_changed_for_a_cookie_that_scripts_and_other_sites_do_not_get() throws IOException {
        String answer = ask("/?token=" + TOKEN);
        assertThat(answer).startsWith("HTTP/1.1 303").contains("Location: /\r\n");
        String cookie = answer.lines()
                .filter(line -> line.regionMatches(true, 0, "Set-Cookie: ", 0, 12))
                .findFirst()
                .orElseThrow()
                .substring(12);
        assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain(TOKEN);

        assertThat(ask("/", "Cookie: other=1; " + cookie.substring(0, cookie.indexOf(';'))))
                .startsWith("HTTP/1.1 200");
        assertThat(ask("/metrics", "Authorization: Bearer " + TOKEN))
                .startsWith("HTTP/1.1 200")
                .contains("govbrain_console_requests_total{status=\"303\"} 1")
                .contains("govbrain_console_elasticsearch_up 0", "govbrain_job_running{job=\"index\"} 1");
    }

    @Test
    void another_sites_page_and_another_name_are_refused_whatever_they_show() throws IOException {
        String bearer = "Authorization: Bearer " + TOKEN;

        assertThat(ask("/", bearer, "Sec-Fetch-Site: cross-site")).startsWith("HTTP/1.1 403");
        assertThat(ask("/", bearer, "Sec-Fetch-Site: same-site")).startsWith("HTTP/1.1 403");
        assertThat(ask("/", bearer, "Sec-Fetch-Site: same-origin")).startsWith("HTTP/1.1 200");
        assertThat(send("GET / HTTP/1.1\r\nHost: rebound.example\r\n" + bearer + "\r\nConnection: close\r\n\r\n"))
                .as("a name that was pointed here")
                .startsWith("HTTP/1.1 421");
        assertThat(send("GET / HTTP/1.1\r\nHost: brain.example\r\n" + bearer + "\r\nConnection: close\r\n\r\n"))
                .as("a name that was given")
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void an_address_of_five_thousand_characters_is_refused() throws IOException {
        assertThat(ask("/?" + "x".repeat(5_000), "Authorization: Bearer " + TOKEN))
                .startsWith("HTTP/1.1 414");
    }

    @Test
    void health_needs_no_token_and_tells_nothing_else() throws IOException {
        assertThat(ask("/health/live")).startsWith("HTTP/1.1 200");
        assertThat(ask("/health/ready")).as("no Elasticsearch").startsWith("HTTP/1.1 503");
        assertThat(ask("/health/other")).startsWith("HTTP/1.1 404");
    }

    private String ask(String path, String... headers) throws IOException {
        StringBuilder request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        return send(request + "Connection: close\r\n\r\n");
    }

    /** Written by hand, since Java's client sets Host itself. */
    private String send(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), view.url().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
