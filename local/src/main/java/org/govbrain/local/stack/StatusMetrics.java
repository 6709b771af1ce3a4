package org.govbrain.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A stack's status in Prometheus' text format. docs/OPERATIONS.md says what each name means. */
final class StatusMetrics {
    /** Where each bucket of {@code timers} ends, in seconds. */
    private static final Map<String, String> FIRE_LAG_ENDS = new LinkedHashMap<>();

    static {
        FIRE_LAG_ENDS.put("below_1s", "1");
        FIRE_LAG_ENDS.put("1s_to_10s", "10");
        FIRE_LAG_ENDS.put("10s_to_1m", "60");
        FIRE_LAG_ENDS.put("1m_to_10m", "600");
        FIRE_LAG_ENDS.put("above_10m", "+Inf");
    }

    private static final Map<String, String> TASK_METRICS = new LinkedHashMap<>();

    static {
        TASK_METRICS.put("records_in", "Records that came to it since its last start.");
        TASK_METRICS.put("records_out", "Records that went from it to other tasks since its last start.");
        TASK_METRICS.put("busy_seconds", "Time at work of an average instance since its last start.");
        TASK_METRICS.put("backpressured_seconds", "The same waiting for the tasks behind it.");
        TASK_METRICS.put("idle_seconds", "The same without anything to do.");
    }

    private final StringBuilder text = new StringBuilder();

    private StatusMetrics() {}

    /** @param status as {@link StackStatus#describe} gives it; of a part that does not answer nothing is said */
    static String of(JsonNode status) {
        StatusMetrics metrics = new StatusMetrics();
        metrics.jobs(status.path("jobs"));
        metrics.timers(status.path("timers"));
        metrics.lag(status.path("lag"));
        metrics.documents(status.path("documents"));
        metrics.heartbeat(status.path("clock").path("last_heartbeat_at").asText(""));
        return metrics.text.toString();
    }

    private void jobs(JsonNode jobs) {
        head("govbrain_job_running", "1 while the job runs, else 0.");
        jobs.properties()
                .forEach(job -> line(
                        "govbrain_job_running",
                        Map.of("job", job.getKey()),
                        job.getValue().path("state").asText().equals("RUNNING") ? 1 : 0));
        head("govbrain_job_checkpoint_age_seconds", "Since the job's state was last saved.");
        jobs.properties()
                .forEach(job -> number(
                        "govbrain_job_checkpoint_age_seconds",
                        Map.of("job", job.getKey()),
                        job.getValue().path("checkpoint_age_seconds")));
        each(jobs, "govbrain_job_restarts", "Restarts since the job was submitted.", "restarts");
        each(jobs, "govbrain_job_checkpoint_seconds", "How long the newest checkpoint took.", "checkpoint_seconds");
        each(jobs, "govbrain_job_checkpoint_bytes", "Size of the newest checkpoint.", "checkpoint_bytes");
        each(jobs, "govbrain_job_checkpoints_failed", "Since the job was submitted.", "checkpoints_failed");
        tasks(jobs);
    }

    private void each(JsonNode jobs, String name, String meaning, String field) {
        head(name, meaning);
        jobs.properties()
                .forEach(job ->
                        number(name, Map.of("job", job.getKey()), job.getValue().path(field)));
    }

    private void tasks(JsonNode jobs) {
        TASK_METRICS.forEach((field, meaning) -> {
            String name = "govbrain_task_" + field;
            head(name, meaning);
            jobs.properties()
                    .forEach(job -> job.getValue()
                            .path("tasks")
                            .properties()
                            .forEach(task -> number(
                                    name,
                                    Map.of("job", job.getKey(), "task", task.getKey()),
                                    task.getValue().path(field))));
        });
    }

    /** A histogram as Prometheus counts it: each bucket has all that is below its end. */
    private void timers(JsonNode timers) {
        String name = "govbrain_fire_lag_seconds";
        text.append("# HELP ").append(name).append(" How late timers of cases fired, in event time.\n");
        text.append("# TYPE ").append(name).append(" histogram\n");
        long all = 0;
        for (Map.Entry<String, String> end : FIRE_LAG_ENDS.entrySet()) {
            JsonNode bucket = timers.path(end.getKey());
            if (bucket.isNumber()) {
                all += bucket.longValue();
                line(name + "_bucket", Map.of("le", end.getValue()), all);
            }
        }
        if (all > 0) {
            line(name + "_count", Map.of(), all);
        }
        head("govbrain_fire_lag_alarm", "1 while the newest timer fired more than ten seconds late.");
        number("govbrain_fire_lag_alarm", Map.of(), timers.path("alarm"));
    }

    private void lag(JsonNode groups) {
        head("govbrain_lag_records", "Records not yet read, as of the reader's last checkpoint.");
        groups.properties()
                .forEach(group -> group.getValue()
                        .properties()
                        .forEach(topic -> number(
                                "govbrain_lag_records",
                                Map.of("group", group.getKey(), "topic", topic.getKey()),
                                topic.getValue())));
    }

    private void documents(JsonNode documents) {
        head("govbrain_documents", "Documents in the index.");
        documents
                .properties()
                .forEach(index -> number("govbrain_documents", Map.of("index", index.getKey()), index.getValue()));
    }

    private void heartbeat(String at) {
        head("govbrain_heartbeat_timestamp_seconds", "Event time of the newest heartbeat.");
        try {
            line(
                    "govbrain_heartbeat_timestamp_seconds",
                    Map.of(),
                    Instant.parse(at).getEpochSecond());
        } catch (DateTimeParseException e) {
            // None was sent yet.
            return;
        }
    }

    private void head(String name, String meaning) {
        text.append("# HELP ").append(name).append(' ').append(meaning).append('\n');
        text.append("# TYPE ").append(name).append(" gauge\n");
    }

    private void number(String name, Map<String, String> labels, JsonNode value) {
        if (value.isNumber()) {
            line(name, labels, value.numberValue());
        }
    }

    private void line(String name, Map<String, String> labels, Number value) {
        text.append(name);
        String separator = "{";
        for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
            text.append(separator).append(label.getKey()).append("=\"");
            text.append(escaped(label.getValue())).append('"');
            separator = ",";
        }
        text.append(labels.isEmpty() ? " " : "} ").append(value).append('\n');
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
