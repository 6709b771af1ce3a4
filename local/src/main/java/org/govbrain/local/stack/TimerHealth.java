package org.govbrain.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.govbrain.engine.situation.SituationJob;

/** How late the timers of cases fire: the metrics of the situation job's operator, asked of Flink's REST interface. */
final class TimerHealth {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String OPERATOR = "Fold cases and run their clocks";
    private static final String PREFIX = OPERATOR.replace(' ', '_') + ".govbrain.";

    /** Metric of the operator to its name in the status; those that are counted are summed up over the subtasks. */
    private static final Map<String, String> COUNTERS = new LinkedHashMap<>();

    static {
        for (String bucket : new String[] {"below_1s", "1s_to_10s", "10s_to_1m", "1m_to_10m", "above_10m"}) {
            COUNTERS.put("fire_lag_" + bucket, bucket);
        }
    }

    private static final String ALARM = "fire_lag_alarm";

    private final HttpClient http;
    private final URI flink;

    TimerHealth(HttpClient http, URI flink) {
        this.http = http;
        this.flink = flink;
    }

    /** Writes firings by how late they were, and whether the newest was late; nothing of a job that does not run. */
    void describe(ObjectNode timers) throws IOException, InterruptedException {
        for (JsonNode job : get("/jobs/overview").path("jobs")) {
            if (job.path("name").asText().equals(SituationJob.NAME)
                    && job.path("state").asText().equals("RUNNING")) {
                describe("/jobs/" + job.path("jid").asText(), timers);
                return;
            }
        }
    }

    private void describe(String job, ObjectNode timers) throws IOException, InterruptedException {
        for (JsonNode vertex : get(job).path("vertices")) {
            if (vertex.path("name").asText().contains(OPERATOR)) {
                String metrics = job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics?get=";
                for (JsonNode metric :
                        get(metrics + PREFIX + String.join("," + PREFIX, COUNTERS.keySet()) + "&agg=sum")) {
                    String name = metric.path("id").asText().substring(PREFIX.length());
                    timers.put(COUNTERS.get(name), metric.path("sum").asLong());
                }
                for (JsonNode metric : get(metrics + PREFIX + ALARM + "&agg=max")) {
                    timers.put("alarm", metric.path("max").asLong());
                }
            }
        }
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(flink.resolve(path)).timeout(PATIENCE).build();
        return JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body());
    }
}
