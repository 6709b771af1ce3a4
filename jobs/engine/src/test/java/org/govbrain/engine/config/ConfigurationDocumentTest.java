package org.govbrain.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** docs/CONFIGURATION.md is written from the keys: run this test with {@code -Dgovbrain.write-docs=true}. */
class ConfigurationDocumentTest {

    private static final Path DOCUMENT = Path.of("../../docs/CONFIGURATION.md");

    @Test
    void theDocumentSaysWhatTheKeysSay() throws IOException {
        String expected = document();
        if (Boolean.getBoolean("govbrain.write-docs")) {
            Files.writeString(DOCUMENT, expected);
        }
        assertThat(Files.readString(DOCUMENT))
                .as("mvn -pl jobs/engine -am test -Dtest=ConfigurationDocumentTest -Dgovbrain.write-docs=true")
                .isEqualTo(expected);
    }

    private static String document() {
        return """
                # Settings of the jobs and of the delivery worker

                A properties file, overridden by environment variables. A wrong value stops a job before it starts, with \
                every problem named.
                What starts with `kafka.property.` (or `GOVBRAIN_KAFKA_PROPERTY_`, where each `_` stands for a dot) is handed \
                to every Kafka client: `kafka.property.security.protocol = SASL_SSL`.
                A secret may stand in a file instead: the variable with `_FILE` at its end names it.

                | setting | environment | default | value | does |
                |---|---|---|---|---|
                """
                + ConfigKeys.all().stream()
                        .map(key -> "| `" + key.name() + "` | `" + key.variable() + "` | "
                                + (key.defaultText() == null ? "–" : "`" + key.defaultText() + "`") + " | "
                                + key.expected() + " | " + key.sentence() + " |\n")
                        .collect(Collectors.joining());
    }
}
