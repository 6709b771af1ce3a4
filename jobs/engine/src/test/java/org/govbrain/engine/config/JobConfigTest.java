package org.govbrain.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobConfigTest {

    @TempDir
    private Path folder = Path.of("set by JUnit");

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("govbrain.properties"), text);
    }

    @Test
    void theEnvironmentOverridesTheFileAndTheFileTheDefault() throws IOException {
        JobConfig config = JobConfig.load(
                file("kafka.bootstrap-servers = a:1\ncheckpoint.interval = 500 ms\n"),
                Map.of("GOVBRAIN_KAFKA_BOOTSTRAP_SERVERS", "b:2,c:3", "HOME", "/root"));
        assertThat(config.get(ConfigKeys.KAFKA_SERVERS)).isEqualTo("b:2,c:3");
        assertThat(config.get(ConfigKeys.CHECKPOINT_INTERVAL)).isEqualTo(Duration.ofMillis(500));
        assertThat(config.get(ConfigKeys.PARALLELISM)).isEqualTo(2);
        assertThat(config.find(ConfigKeys.CHECKPOINT_DIR)).isEmpty();
    }

    @Test
    void everyProblemIsSaidAtOnceWithWhatWasExpected() throws IOException {
        Path file = file("kafka.bootstrap-server = a:1\nparallelism = many\ncheckpoint.interval = soon\n");
        assertThatThrownBy(() -> JobConfig.load(file, Map.of()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessage("""
                        unknown setting kafka.bootstrap-server; did you mean kafka.bootstrap-servers?
                        parallelism = many: 1 to 4096 expected
                        checkpoint.interval = soon: a duration, for example 500 ms, 10 s, 5 min expected""");
    }

    @Test
    void aMissingSettingSaysWhereToPutIt() {
        assertThatThrownBy(() -> JobConfig.of(Map.of()).get(ConfigKeys.KAFKA_SERVERS))
                .hasMessage("kafka.bootstrap-servers is not set: put it into the settings file or into the variable "
                        + "GOVBRAIN_KAFKA_BOOTSTRAP_SERVERS (host:port[,host:port…])");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> JobConfig.load(folder.resolve("nothing.properties"), Map.of()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("nothing.properties");
    }

    @Test
    void aFileThatIsTooLargeForSettingsIsRefusedBeforeItIsRead() throws IOException {
        Path file = file("#".repeat((1 << 20) + 1));

        assertThatThrownBy(() -> JobConfig.load(file, Map.of()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("1048577 bytes, at most 1048576 expected");
    }

    @Test
    void kafkaSettingsAreHandedThroughAndNeverShown() {
        JobConfig config = JobConfig.load(
                null,
                Map.of(
                        "GOVBRAIN_KAFKA_BOOTSTRAP_SERVERS", "a:1",
                        "GOVBRAIN_KAFKA_PROPERTY_SASL_JAAS_CONFIG", "password=\"hunter2\""));
        assertThat(config.kafkaProperties())
                .containsEntry("bootstrap.servers", "a:1")
                .containsEntry("sasl.jaas.config", "password=\"hunter2\"");
        assertThat(config.toString()).contains("a:1").doesNotContain("hunter2");
    }

    @Test
    void aSecretMayStandInAFileThatAVariableNames() throws IOException {
        Path secret = file("sixteen-or-more-characters\n");
        JobConfig config = JobConfig.load(null, Map.of("GOVBRAIN_DELIVERY_TOKEN_FILE", secret.toString()));
        assertThat(config.find(ConfigKeys.DELIVERY_TOKEN)).contains("sixteen-or-more-characters");
        assertThat(config.toString()).doesNotContain("sixteen");
        assertThatThrownBy(() -> JobConfig.load(null, Map.of("GOVBRAIN_DELIVERY_TOKEN_FILE", "nowhere/token")))
                .hasMessage("GOVBRAIN_DELIVERY_TOKEN_FILE names a file that can't be read");
        assertThat(JobConfig.load(null, Map.of("GOVBRAIN_PARALLELISM_FILE", "nowhere"))
                        .find(ConfigKeys.PARALLELISM))
                .as("what is no secret stands in no file of its own")
                .contains(2);
    }
}
