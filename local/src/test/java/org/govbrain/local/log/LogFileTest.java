package org.govbrain.local.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configurator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogFileTest {
    @TempDir
    Path folder;

    @Test
    void each_line_is_json_with_ids_and_without_personal_data() throws IOException {
        Path file = folder.resolve("brain.log");
        System.setProperty("govbrain.log", file.toString());
        try (LoggerContext context = Configurator.initialize(
                "LogFileTest", getClass().getClassLoader(), "classpath:log4j2-file.properties")) {
            warn(context);
        } finally {
            System.clearProperty("govbrain.log");
        }

        isOneLineOfJsonWithoutPersonalData(Files.readString(file));
    }

    /** Kafka, Elasticsearch, and Flink's job and task managers, here and by deploy/ on a cluster. */
    @ParameterizedTest
    @ValueSource(strings = {"broker", "elasticsearch", "flink"})
    void a_server_prints_the_same(String server) {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try (LoggerContext context = Configurator.initialize(
                server, getClass().getClassLoader(), "../local/" + server + "/src/main/resources/log4j2.properties")) {
            warn(context);
        } finally {
            System.setOut(before);
        }
        isOneLineOfJsonWithoutPersonalData(printed.toString(StandardCharsets.UTF_8));
    }

    private static void warn(LoggerContext context) {
        context.getLogger("org.govbrain.Test")
                .warn(
                        "case {} of {}",
                        "INC-20260304-0001",
                        "联系人：王小明 13812345678",
                        new IllegalStateException("电话13812345678", new IOException("zhang@example.com said: no")));
    }

    private static void isOneLineOfJsonWithoutPersonalData(String logged) {
        assertThat(logged).doesNotContain("13812345678", "王小明", "zhang@example.com");
        assertThat(logged.lines()).singleElement().satisfies(line -> {
            JsonNode event = new JsonMapper().readTree(line);
            assertThat(event.path("message").asText()).isEqualTo("case INC-20260304-0001 of 联系人：[name] [phone]");
            assertThat(event.path("log.level").asText()).isEqualTo("WARN");
            assertThat(event.path("error.stack_trace").asText())
                    .contains("IllegalStateException: 电话[phone]", "IOException: [email] said: no", "LogFileTest");
        });
    }
}
