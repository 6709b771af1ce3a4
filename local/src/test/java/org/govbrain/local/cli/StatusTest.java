package org.govbrain.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTest {
    private static final String WELL = """
            {"jobs": {"situation": {"state": "RUNNING"}}, "timers": {}, "lag": {"a": {"b": 7}}, "documents": {"c": 9}}""";

    @Test
    void is_well_when_every_job_runs_and_every_server_answers() throws IOException {
        assertThat(isWell(WELL)).isTrue();
        assertThat(isWell(WELL.replace("RUNNING", "RESTARTING")))
                .as("a job restarts")
                .isFalse();
        for (String part : List.of("{\"a\": {\"b\": 7}}", "{\"c\": 9}", "{}")) {
            assertThat(isWell(WELL.replace(part, "{\"error\": \"timed out\"}")))
                    .as("no answer instead of %s", part)
                    .isFalse();
        }
    }

    @Test
    void is_not_well_when_something_is_missing() throws IOException {
        assertThat(isWell(WELL.replace("{\"c\": 9}", "{\"c\": null}")))
                .as("an index")
                .isFalse();
        assertThat(isWell(WELL.replace("\"timers\"", "\"topics\": {\"t\": [\"is missing\"]}, \"timers\"")))
                .as("a topic")
                .isFalse();
    }

    private static boolean isWell(String status) throws IOException {
        return Status.isWell(new JsonMapper().readTree(status));
    }

    @Test
    void a_job_tells_its_restarts() throws IOException {
        StringWriter said = new StringWriter();
        Status.show(new JsonMapper().readTree("""
            {"jobs": {"index": {"state": "RUNNING", "checkpoint_age_seconds": 7, "restarts": 3}}}\
            """), new PrintWriter(said));
        assertThat(said.toString()).containsPattern("index job +RUNNING, checkpoint 7 s ago, restarts: 3");
    }

    @Test
    void a_server_that_does_not_answer_is_named_in_the_place_of_its_numbers() throws IOException {
        StringWriter said = new StringWriter();
        Status.show(new JsonMapper().readTree("""
            {"clock": {}, "jobs": {}, "timers": {"error": "gone"}, "lag": {"error": "timed out"}, "documents": {"error": "refused"},
             "topics": {"govbrain.cases": ["is missing"]}}\
            """), new PrintWriter(said));

        assertThat(said.toString())
                .containsPattern("Flink does not answer +gone")
                .containsPattern("govbrain.cases +is missing")
                .containsPattern("Kafka does not answer +timed out")
                .containsPattern("Elasticsearch does not answer +refused");
    }
}
