package org.govbrain.local.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Posts JSON. */
public interface Http {

    /** What came back; the body cut at 64 KiB. */
    record Answer(int status, String body) {}

    /** @throws IOException when no answer came in time */
    Answer post(URI uri, Map<String, String> headers, byte[] json) throws IOException, InterruptedException;

    /** The JDK's client: 3 s to connect, 5 s to answer, no redirect followed. */
    static Http jdk() {
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).build();
        return (uri, headers, json) -> {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                    .timeout(Duration.ofSeconds(5))
                    .header("Content-Type", "application/json; charset=utf-8")
                    .POST(BodyPublishers.ofByteArray(json));
            headers.forEach(request::header);
            HttpResponse<InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return new Answer(response.statusCode(), new String(body.readNBytes(1 << 16), StandardCharsets.UTF_8));
            }
        };
    }
}
