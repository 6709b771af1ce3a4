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

    private static boolean isWell(String status) throws IOException {
        return Status.isWell(new JsonMapper().readTree(status));
    }

    @Test
    void a_server_that_does_not_answer_is_named_in_the_place_of_its_numbers() throws IOException {
        StringWriter said = new StringWriter();
        Status.show(new JsonMapper().readTree("""
            {"clock": {}, "jobs": {}, "lag": {"error": "timed out"}, "documents": {"error": "refused"}}\
            """), new PrintWriter(said));

        assertThat(said.toString())
                .containsPattern("Kafka does not answer +timed out")
                .containsPattern("Elasticsearch does not answer +refused");
    }
}
