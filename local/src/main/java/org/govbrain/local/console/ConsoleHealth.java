package org.govbrain.local.console;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** What the console says of itself to whoever watches over it. */
final class ConsoleHealth {
    /** Prometheus' text format. */
    static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI elasticsearch;
    private final Supplier<String> others;
    private final Map<Integer, LongAdder> answers = new ConcurrentSkipListMap<>();

    /** @param others metrics of what runs beside the console, in the same format */
    ConsoleHealth(URI elasticsearch, Supplier<String> others) {
        this.elasticsearch = elasticsearch;
        this.others = others;
    }

    /** 200 when it is well; for {@code /health/ready} that includes Elasticsearch, else 503. */
    int status(String path) {
        return switch (path) {
            case "/health/live" -> 200;
            case "/health/ready" -> elasticsearchAnswers() ? 200 : 503;
            default -> throw new Refusal(404, "There is no such page.");
        };
    }

    void answered(int status) {
        answers.computeIfAbsent(status, any -> new LongAdder()).increment();
    }

    String metrics() {
        StringBuilder text = new StringBuilder("""
            # HELP govbrain_console_requests_total Requests answered, by HTTP status.
            # TYPE govbrain_console_requests_total counter
            """);
        answers.forEach((status, count) -> text.append("govbrain_console_requests_total{status=\"")
                .append(status)
                .append("\"} ")
                .append(count)
                .append('\n'));
        return text.append("""
            # HELP govbrain_console_elasticsearch_up Whether Elasticsearch answers the console.
            # TYPE govbrain_console_elasticsearch_up gauge
            """)
                .append("govbrain_console_elasticsearch_up ")
                .append(elasticsearchAnswers() ? 1 : 0)
                .append('\n')
                .append(others.get())
                .toString();
    }

    private boolean elasticsearchAnswers() {
        HttpRequest request = HttpRequest.newBuilder(elasticsearch.resolve("/_cluster/health"))
                .timeout(PATIENCE)
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
