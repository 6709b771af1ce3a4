package org.govbrain.local.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.govbrain.local.server.RateLimit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the live view's server answers, and what it refuses, in front of an Elasticsearch that records what it is asked. */
class LiveViewTest {
    private static final String ANSWER = """
            {"columns":[{"name":"heartbeat","type":"date"},{"name":"event","type":"date"},{"name":"indexed","type":"date"}],
             "values":[["2026-03-20T06:20:00.000Z",null,"2026-03-20T06:20:01.000Z"]]}""";

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private HttpServer elasticsearch;
    private LiveView view;

    @BeforeEach
    void start() throws IOException {
        elasticsearch = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        elasticsearch.createContext("/_query", exchange -> {
            try (exchange) {
                asked.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                byte[] answer = ANSWER.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        elasticsearch.start();
        Clock clock = Clock.fixed(Instant.parse("2026-03-20T06:20:31Z"), ZoneOffset.UTC);
        URI url = URI.create("http://127.0.0.1:" + elasticsearch.getAddress().getPort());
        view = LiveView.start(0, url, clock, ZoneId.of("Asia/Shanghai"), Map.of());
    }

    @AfterEach
    void stop() {
        view.close();
        elasticsearch.stop(0);
    }

    @Test
    void forbids_everything_that_the_page_does_not_need() throws Exception {
        HttpResponse<String> page = get("/");
        assertThat(page.statusCode()).as("the page").isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .as("no script, style or request but from here")
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http:");
        assertThat(page.headers().firstValue("X-Content-Type-Options"))
                .as("no guessing")
                .hasValue("nosniff");
        assertThat(page.body()).as("nothing inline").doesNotContain("<style", "onclick", "http://", "https://");
    }

    @Test
    void tells_the_instant_of_the_data_its_age_and_the_day_in_the_city() throws Exception {
        JsonNode board = new ObjectMapper().readTree(get("/api/board/overview").body());
        assertThat(board.path("as_of").asText()).as("newest heartbeat").isEqualTo("2026-03-20T06:20:00Z");
        assertThat(board.path("age_seconds").asDouble())
                .as("since it was indexed")
                .isEqualTo(30.0);
        assertThat(board.path("from").asText()).as("midnight in Shanghai").isEqualTo("2026-03-19T16:00:00Z");
        assertThat(asked)
                .as("queries as defined, the period as parameters")
                .allMatch(q -> q.contains("FROM govbrain-"));
        assertThat(asked.get(1)).as("a parameter").contains("{\"_tstart\":\"2026-03-19T16:00:00Z\"}");
    }

    @Test
    void narrows_a_list_by_a_request_filter_and_never_by_text() throws Exception {
        assertThat(get("/api/list/owners?owner_id=police").statusCode())
                .as("a known field")
                .isEqualTo(200);
        assertThat(asked).as("as a filter").anyMatch(q -> q.contains("{\"term\":{\"owner_id\":\"police\"}}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/list/owners?owner_id=Hell%27s%20Kitchen",
                "/api/list/owners?owner_id=Rush%20%26%20Division%2C%20a%2Bb",
                "/api/case/%E3%80%942024%E3%80%9512%E5%8F%B7%2F3"
            })
    void finds_what_has_an_id_of_any_signs(String path) throws Exception {
        assertThat(get(path).statusCode()).as(path).isEqualTo(200);
        assertThat(String.join("\n", asked))
                .as("as a filter or a parameter, as it is")
                .containsAnyOf("\"Hell's Kitchen\"", "\"Rush & Division, a+b\"", "\"〔2024〕12号/3\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/board/overview?query=FROM%20x",
                "/api/list/owners?case_id=1",
                "/api/list/owners?department_id=%22%20OR%201",
                "/api/board/overview?shift=1",
                "/api/case/%22"
            })
    void refuses_what_no_panel_asks_for(String path) throws Exception {
        assertThat(get(path).statusCode()).as(path).isEqualTo(400);
        assertThat(asked).as("nothing reached Elasticsearch").isEmpty();
    }

    @Test
    void says_in_both_languages_what_is_wrong_with_a_filter() throws Exception {
        assertThat(get("/api/board/overview?query=FROM%20x").body())
                .as("a filter that is not there")
                .isEqualTo("""
                        这里没有叫“query”的筛选，可用的有：shift。
                        There is no filter query here; there are: shift.""");
        assertThat(get("/api/board/overview?shift=1").body())
                .as("a value that is none")
                .isEqualTo("shift：这个值用不了。\nThis is no value of shift.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/board/none", "/api/list/open", "/api", "/live/../secret", "/live/", "/_query"})
    void knows_no_other_path(String path) throws Exception {
        assertThat(get(path).statusCode()).as(path).isEqualTo(404);
    }

    @Test
    void takes_only_get() throws Exception {
        HttpRequest post = HttpRequest.newBuilder(view.url().resolve("/api/board/overview"))
                .POST(BodyPublishers.ofString("x"))
                .build();
        assertThat(http.send(post, BodyHandlers.discarding()).statusCode())
                .as("POST")
                .isEqualTo(405);
    }

    @Test
    void answers_to_no_other_name() throws Exception {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), view.url().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("GET /api/catalog HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .as("a rebound name")
                    .startsWith("HTTP/1.1 421");
        }
    }

    @Test
    void asks_once_for_many_who_ask_the_same() throws Exception {
        get("/api/board/overview");
        int once = asked.size();
        get("/api/board/overview");
        assertThat(asked).as("within a moment").hasSize(once);
    }

    @Test
    void says_no_after_a_burst_and_yes_again_a_second_later() {
        AtomicLong nanos = new AtomicLong();
        RateLimit limit = new RateLimit(2, 3, nanos::get);
        assertThat(List.of(limit.admits(), limit.admits(), limit.admits(), limit.admits()))
                .as("a burst of three")
                .containsExactly(true, true, true, false);
        nanos.addAndGet(1_000_000_000L);
        assertThat(List.of(limit.admits(), limit.admits(), limit.admits()))
                .as("two more in a second")
                .containsExactly(true, true, false);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(view.url() + path.substring(1)))
                        .build(),
                BodyHandlers.ofString());
    }
}
