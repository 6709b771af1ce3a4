package org.govbrain.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class StatusTest {
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
