package org.govbrain.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Questions to Flink's REST interface. */
record FlinkRest(HttpClient http, URI flink) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The answer to a path; nothing is in it if Flink knows nothing under the path. */
    JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(flink.resolve(path)).timeout(PATIENCE).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
    }

    /** The path of each job that has not ended, by its name. */
    Map<String, String> jobs() throws IOException, InterruptedException {
        Map<String, String> jobs = new LinkedHashMap<>();
        overview()
                .forEach(
                        (name, job) -> jobs.put(name, "/jobs/" + job.path("jid").asText()));
        return jobs;
    }

    /** The state of each job that has not ended, by its name. */
    Map<String, String> states() throws IOException, InterruptedException {
        Map<String, String> states = new LinkedHashMap<>();
        overview().forEach((name, job) -> states.put(name, job.path("state").asText()));
        return states;
    }

    private Map<String, JsonNode> overview() throws IOException, InterruptedException {
        JsonNode answer = get("/jobs/overview");
        if (!answer.has("jobs")) {
            throw new IOException(flink + " knows of no jobs: is it Flink's REST interface?");
        }
        Map<String, JsonNode> jobs = new LinkedHashMap<>();
        for (JsonNode job : answer.path("jobs")) {
            if (job.path("end-time").asLong() < 0) {
                jobs.put(job.path("name").asText(), job);
            }
        }
        return jobs;
    }
}
