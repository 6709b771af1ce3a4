package org.govbrain.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class StatusMetricsTest {
    @Test
    void a_status_becomes_one_line_a_number() throws IOException {
        String metrics = StatusMetrics.of(new JsonMapper().readTree("""
            {"clock": {"last_heartbeat_at": "2026-03-20T06:20:31Z"},
             "jobs": {"index": {"state": "RUNNING", "checkpoint_age_seconds": 7, "restarts": 2, "checkpoints_failed": 1,
                "checkpoint_seconds": 0.25, "checkpoint_bytes": 5000000000,
                "tasks": {"Write -> Send": {"records_in": 9, "records_out": 0, "busy_seconds": 1.5, "backpressured_seconds": 0.125}}},
              "paging": {"state": "RESTARTING"}},
             "timers": {"below_1s": 90, "1s_to_10s": 5, "10s_to_1m": 0, "1m_to_10m": 1, "above_10m": 2, "alarm": 0},
             "lag": {"govbrain-index": {"govbrain.cases": 12, "govbrain.\\"odd\\"": 1}},
             "documents": {"govbrain-cases": 345}}
            """));

        assertThat(metrics.lines().filter(line -> !line.startsWith("#")))
                .containsExactly(
                        "govbrain_job_running{job=\"index\"} 1",
                        "govbrain_job_running{job=\"paging\"} 0",
                        "govbrain_job_checkpoint_age_seconds{job=\"index\"} 7",
                        "govbrain_job_restarts{job=\"index\"} 2",
                        "govbrain_job_checkpoint_seconds{job=\"index\"} 0.25",
                        "govbrain_job_checkpoint_bytes{job=\"index\"} 5000000000",
                        "govbrain_job_checkpoints_failed{job=\"index\"} 1",
                        "govbrain_task_records_in{job=\"index\",task=\"Write -> Send\"} 9",
                        "govbrain_task_records_out{job=\"index\",task=\"Write -> Send\"} 0",
                        "govbrain_task_busy_seconds{job=\"index\",task=\"Write -> Send\"} 1.5",
                        "govbrain_task_backpressured_seconds{job=\"index\",task=\"Write -> Send\"} 0.125",
                        "govbrain_fire_lag_seconds_bucket{le=\"1\"} 90",
                        "govbrain_fire_lag_seconds_bucket{le=\"10\"} 95",
                        "govbrain_fire_lag_seconds_bucket{le=\"60\"} 95",
                        "govbrain_fire_lag_seconds_bucket{le=\"600\"} 96",
                        "govbrain_fire_lag_seconds_bucket{le=\"+Inf\"} 98",
                        "govbrain_fire_lag_seconds_count 98",
                        "govbrain_fire_lag_alarm 0",
                        "govbrain_lag_records{group=\"govbrain-index\",topic=\"govbrain.cases\"} 12",
                        "govbrain_lag_records{group=\"govbrain-index\",topic=\"govbrain.\\\"odd\\\"\"} 1",
                        "govbrain_documents{index=\"govbrain-cases\"} 345",
                        "govbrain_heartbeat_timestamp_seconds 1773987631");
    }

    @Test
    void of_a_part_that_does_not_answer_nothing_is_said() throws IOException {
        String metrics = StatusMetrics.of(new JsonMapper().readTree("""
            {"clock": {}, "jobs": {}, "timers": {"error": "no Flink"}, "lag": {"error": "no broker"}, "documents": {"error": "refused"}}\
            """));

        assertThat(metrics.lines()).as("no number is made up").allMatch(line -> line.startsWith("#"));
    }
}
