package org.govbrain.local.pacemaker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tries are scripted and pauses only noted. */
class TemplateInstallerTest {
    private final List<String> said = new ArrayList<>();
    private final List<Duration> pauses = new ArrayList<>();

    @Test
    void a_cluster_that_is_there_is_brought_up_to_date_at_once() throws Exception {
        install(List.of());
        assertThat(said).containsExactly("Index templates and indices are there.");
        assertThat(pauses).isEmpty();
    }

    @Test
    void it_tries_until_the_cluster_is_there_and_says_each_reason_once() throws Exception {
        install(List.of(
                new IOException("refused"),
                new IOException("refused"),
                new IllegalStateException("not yet"),
                new IllegalStateException("not yet"),
                new IllegalStateException("not yet"),
                new IllegalStateException("not yet"),
                new IllegalStateException("not yet")));
        assertThat(said)
                .containsExactly(
                        "Heartbeats go on; index templates wait for Elasticsearch: java.io.IOException: refused",
                        "Heartbeats go on; index templates wait for Elasticsearch:"
                                + " java.lang.IllegalStateException: not yet",
                        "Index templates and indices are there.");
        assertThat(pauses.stream().map(Duration::toSeconds))
                .as("twice as long each time, half a minute at most")
                .containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L);
    }

    private void install(List<Exception> failures) throws InterruptedException {
        Deque<Exception> next = new ArrayDeque<>(failures);
        TemplateInstaller.install(
                () -> {
                    Exception failure = next.poll();
                    if (failure instanceof IOException io) {
                        throw io;
                    }
                    if (failure instanceof RuntimeException other) {
                        throw other;
                    }
                },
                pauses::add,
                said::add);
    }
}
