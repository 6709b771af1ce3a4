package org.govbrain.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.govbrain.engine.situation.SituationJob;

/** How late the timers of cases fire: the metrics of the situation job's operator, asked of Flink's REST interface. */
final class TimerHealth {
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

    private final FlinkRest flink;

    TimerHealth(FlinkRest flink) {
        this.flink = flink;
    }

    /** Writes firings by how late they were, and whether the newest was late; nothing of a job that does not run. */
    void describe(ObjectNode timers) throws IOException, InterruptedException {
        String job = flink.jobs().get(SituationJob.NAME);
        if (job != null) {
            describe(job, timers);
        }
    }

    private void describe(String job, ObjectNode timers) throws IOException, InterruptedException {
        for (JsonNode vertex : flink.get(job).path("vertices")) {
            if (vertex.path("name").asText().contains(OPERATOR)) {
                String metrics = job + "/vertices/" + vertex.path("id").asText() + "/subtasks/metrics?get=";
                for (JsonNode metric :
                        flink.get(metrics + PREFIX + String.join("," + PREFIX, COUNTERS.keySet()) + "&agg=sum")) {
                    String name = metric.path("id").asText().substring(PREFIX.length());
                    timers.put(COUNTERS.get(name), metric.path("sum").asLong());
                }
                for (JsonNode metric : flink.get(metrics + PREFIX + ALARM + "&agg=max")) {
                    timers.put("alarm", metric.path("max").asLong());
                }
            }
        }
    }
}
