package org.govbrain.local.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    Path folder;

    @Test
    void each_line_is_json_with_ids_and_without_personal_data() throws IOException {
        Path file = folder.resolve("brain.log");
        System.setProperty("govbrain.log", file.toString());
        try (LoggerContext context = Configurator.initialize(
                "LogFileTest", getClass().getClassLoader(), "classpath:log4j2-file.properties")) {
            context.getLogger("org.govbrain.Test")
                    .warn(
                            "case {} of {}",
                            "INC-20260304-0001",
                            "联系人：王小明 13812345678",
                            new IllegalStateException("电话13812345678", new IOException("zhang@example.com said: no")));
        } finally {
            System.clearProperty("govbrain.log");
        }

        assertThat(Files.readString(file)).doesNotContain("13812345678", "王小明", "zhang@example.com");
        assertThat(Files.readAllLines(file)).singleElement().satisfies(line -> {
            JsonNode event = new JsonMapper().readTree(line);
            assertThat(event.path("message").asText()).isEqualTo("case INC-20260304-0001 of 联系人：[name] [phone]");
            assertThat(event.path("log.level").asText()).isEqualTo("WARN");
            assertThat(event.path("error.stack_trace").asText())
                    .contains("IllegalStateException: 电话[phone]", "IOException: [email] said: no", "LogFileTest");
        });
    }
}
