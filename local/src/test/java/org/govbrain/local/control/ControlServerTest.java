package org.govbrain.local.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.ingest.FeederLease;
import org.govbrain.local.pacemaker.Feeders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlServerTest {
    private static final String TOKEN = "a-token-of-the-test";

    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final AtomicLong nanoTime = new AtomicLong();
    private final HttpClient http = HttpClient.newHttpClient();
    private ControlServer server;

    @BeforeEach
    void start() throws IOException {
        Feeders feeders = new Feeders() {
            @Override
            public void feeding(String feeder, @Nullable Instant fedUpTo) {
                heard.add("feeding " + feeder);
            }

            @Override
            public void fed(String feeder) {
                heard.add("fed " + feeder);
            }
        };
        server = ControlServer.start(
                0,
                TOKEN,
                feeders,
                () -> JsonNodeFactory.instance.objectNode().put("well", true),
                () -> heard.add("stop"),
                nanoTime::get);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void does_what_the_owner_of_the_token_asks() {
        ControlClient client = new ControlClient(server.port(), TOKEN);
        assertThat(client.status().path("well").asBoolean()).isTrue();
        client.feeding("a-file");
        client.fed("a-file");
        client.stop();
        assertThat(heardSoFar()).containsExactly("feeding a-file", "fed a-file", "stop");
    }

    @Test
    void a_pipe_holds_the_clock_while_it_tells_of_former_times_only() {
        Instant now = Instant.parse("2026-03-04T02:00:00Z");
        try (FeederLease lease =
                new FeederLease(new ControlClient(server.port(), TOKEN), "a-pipe", InstantSource.fixed(now))) {
            lease.feedingLive(now.minusSeconds(60));
            lease.feedingLive(null);
            assertThat(heardSoFar()).as("what happens now").isEmpty();
            lease.feedingLive(now.minusSeconds(3_600));
            assertThat(heardSoFar()).containsExactly("feeding a-pipe");
        }
    }

    @Test
    void a_stack_that_does_not_answer_is_a_sentence_and_no_fault_of_ours() {
        ControlClient client = new ControlClient(server.port(), "another-token");
        assertThatThrownBy(client::status)
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("does not answer on its control port")
                .hasMessageContaining("logs/brain.log");
    }

    @Test
    void who_asks_too_often_waits_and_keeps_nobody_else_from_stopping_the_stack() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(stop("a-guess").statusCode()).as("guess %d", i).isEqualTo(403);
        }
        HttpResponse<Void> refused = stop("a-guess");
        assertThat(refused.statusCode()).as("a hundred at once are enough").isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(heardSoFar()).as("nothing was stopped").isEmpty();

        assertThat(stop(TOKEN).statusCode()).as("the owner").isEqualTo(202);
        assertThat(heardSoFar()).containsExactly("stop");

        nanoTime.addAndGet(1_000_000_000);
        for (int i = 0; i < 20; i++) {
            assertThat(stop("a-guess").statusCode()).as("a second later").isEqualTo(403);
        }
        assertThat(stop("a-guess").statusCode()).isEqualTo(429);
    }

    @Test
    void the_owner_too_may_not_ask_without_end() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(stop(TOKEN).statusCode()).isEqualTo(202);
        }
        assertThat(stop(TOKEN).statusCode()).isEqualTo(429);
    }

    /** It stops after it has answered, and takes one request after the other. */
    private List<String> heardSoFar() {
        assertThat(new ControlClient(server.port(), TOKEN).status()).isNotNull();
        return List.copyOf(heard);
    }

    private HttpResponse<Void> stop(String token) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/stop"))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.noBody())
                .build();
        return http.send(request, BodyHandlers.discarding());
    }
}
