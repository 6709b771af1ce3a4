package org.govbrain.local.control;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.govbrain.local.command.CommandFailure;

/** The other end of {@link ControlServer}. */
public final class ControlClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Longer than all that a stack asks, one after the other, before it answers. */
    public static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI url;
    private final String token;

    public ControlClient(int port, String token) {
        this.url = URI.create("http://127.0.0.1:" + port);
        this.token = token;
    }

    /**
     * What the stack knows of itself.
     *
     * @throws CommandFailure as all other calls do, when the stack does not answer
     */
    public ObjectNode status() {
        try {
            return (ObjectNode) JSON.readTree(send("GET", "/status").body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks the stack to stop; it does so after this has returned. */
    public void stop() {
        send("POST", "/stop");
    }

    /** See {@link org.govbrain.local.pacemaker.Pace#feeding}. */
    public void feeding(String feeder) {
        send("PUT", "/feeders/" + feeder);
    }

    /** See {@link org.govbrain.local.pacemaker.Pace#fed}. */
    public void fed(String feeder) {
        send("DELETE", "/feeders/" + feeder);
    }

    private HttpResponse<String> send(String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(url.resolve(path))
                .header("Authorization", "Bearer " + token)
                .timeout(PATIENCE)
                .method(method, BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            if (response.statusCode() / 100 != 2) {
                throw new IOException(method + " " + path + " was answered with " + response.statusCode());
            }
            return response;
        } catch (IOException e) {
            throw CommandFailure.environment("The stack runs and does not answer on its control port " + url + " ("
                    + e.getMessage() + "): logs/brain.log in its folder says more; try again in a minute.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
