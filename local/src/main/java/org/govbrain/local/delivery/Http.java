package org.govbrain.local.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Posts JSON. */
public interface Http {

    /** What came back; the body cut at 64 KiB. */
    record Answer(int status, String body) {}

    /** @throws IOException when no answer came in time */
    Answer post(URI uri, Map<String, String> headers, byte[] json) throws IOException, InterruptedException;

    /** The JDK's client with 5 s for an answer. */
    static Http jdk() {
        return jdk(Duration.ofSeconds(5));
    }

    /** The JDK's client: at most 3 s to connect, so long for the whole answer; no redirect is followed. */
    static Http jdk(Duration patience) {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
        return (uri, headers, json) -> {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                    .timeout(patience)
                    .header("Content-Type", "application/json; charset=utf-8")
                    .POST(BodyPublishers.ofByteArray(json));
            headers.forEach(request::header);
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            // The client's own limit ends with the headers.
            Executor later = CompletableFuture.delayedExecutor(patience.toMillis(), TimeUnit.MILLISECONDS);
            try (InputStream body = response.body()) {
                CompletableFuture<Void> end = CompletableFuture.runAsync(() -> close(body), later);
                String text = new String(body.readNBytes(1 << 16), StandardCharsets.UTF_8);
                end.cancel(false);
                return new Answer(response.statusCode(), text);
            }
        };
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
