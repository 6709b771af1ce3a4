package org.govbrain.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** How the jobs fare, as Flink's REST interface tells it: restarts, checkpoints, and what each task has done. */
final class JobHealth {
    private static final double MS = 1000;

    private final FlinkRest flink;

    JobHealth(FlinkRest flink) {
        this.flink = flink;
    }

    /** Adds to each job in {@code jobs} what Flink tells of it; what it does not tell yet is left out. */
    void describe(ObjectNode jobs) throws IOException, InterruptedException {
        for (Map.Entry<String, String> job : flink.jobs().entrySet()) {
            if (jobs.get(job.getKey()) instanceof ObjectNode known) {
                restarts(job.getValue(), known);
                checkpoints(job.getValue(), known);
                for (JsonNode vertex : flink.get(job.getValue()).path("vertices")) {
                    task(
                            vertex,
                            known.withObject("/tasks")
                                    .putObject(vertex.path("name").asText()));
                }
            }
        }
    }

    private void restarts(String job, ObjectNode known) throws IOException, InterruptedException {
        for (JsonNode metric : flink.get(job + "/metrics?get=numRestarts")) {
            known.put("restarts", metric.path("value").asLong());
        }
    }

    private void checkpoints(String job, ObjectNode known) throws IOException, InterruptedException {
        JsonNode checkpoints = flink.get(job + "/checkpoints");
        JsonNode failed = checkpoints.path("counts").path("failed");
        if (failed.isNumber()) {
            known.set("checkpoints_failed", failed);
        }
        JsonNode newest = checkpoints.path("latest").path("completed");
        if (newest.has("end_to_end_duration")) {
            if (!known.has("checkpoint_age_seconds")) {
                Instant at =
                        Instant.ofEpochMilli(newest.path("latest_ack_timestamp").asLong());
                known.put(
                        "checkpoint_age_seconds",
                        Duration.between(at, Instant.now()).toSeconds());
            }
            known.put("checkpoint_seconds", newest.path("end_to_end_duration").asDouble() / MS);
            known.put("checkpoint_bytes", newest.path("state_size").asLong());
        }
    }

    /** Times are those of an average instance, so that they grow by at most a second a second. */
    private static void task(JsonNode vertex, ObjectNode task) {
        JsonNode metrics = vertex.path("metrics");
        double instances = Math.max(1, vertex.path("parallelism").asInt());
        task.put("records_in", metrics.path("read-records").asLong());
        task.put("records_out", metrics.path("write-records").asLong());
        for (String state : new String[] {"busy", "backpressured", "idle"}) {
            JsonNode ms = metrics.path("accumulated-" + state + "-time");
            // A task that was not measured yet is NaN, in words.
            if (ms.isNumber()) {
                task.put(state + "_seconds", ms.asDouble() / MS / instances);
            }
        }
    }
}
