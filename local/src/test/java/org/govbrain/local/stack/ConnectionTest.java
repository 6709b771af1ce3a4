package org.govbrain.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConnectionTest {
    private static final String VARIABLE = "GOVBRAIN_KAFKA_BOOTSTRAP_SERVERS";

    @TempDir
    Path folder;

    @Test
    void a_settings_file_that_is_named_is_a_cluster_and_variables_win_over_what_it_says() throws IOException {
        Path file = settings("kafka.bootstrap-servers = kafka-1:9092\nkafka.property.security.protocol = SASL_SSL\n");
        assertThat(kafka(null, file, Map.of())).isEqualTo("kafka-1:9092");
        assertThat(kafka(null, file, Map.of(VARIABLE, "kafka-2:9092"))).isEqualTo("kafka-2:9092");
        assertThat(Connection.of(null, file, Map.of()).config().kafkaProperties())
                .as("how the cluster is secured")
                .containsEntry("security.protocol", "SASL_SSL");
    }

    @Test
    void variables_alone_are_a_cluster_where_no_local_run_is() {
        assertThat(kafka(null, null, Map.of(VARIABLE, "kafka-2:9092"))).isEqualTo("kafka-2:9092");
    }

    @Test
    void a_variable_leads_nobody_away_from_a_local_run() throws IOException {
        StackFolder data = new StackFolder(folder.resolve("data"));
        Files.createDirectories(data.state().toAbsolutePath().getParent());
        StackState.ofThisProcess(List.of(), "now", Ports.of(7300), "token").write(data);
        Connection connection = Connection.of(data.root(), null, Map.of(VARIABLE, "kafka-2:9092"));
        assertThat(connection.run()).isNotNull();
        assertThat(connection.config().get(ConfigKeys.KAFKA_SERVERS)).startsWith("127.0.0.1:");
    }

    @Test
    void a_local_run_that_is_named_and_gone_is_no_cluster() {
        assertThatThrownBy(() -> Connection.of(folder, null, Map.of(VARIABLE, "kafka-2:9092")))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.ENVIRONMENT))
                .hasMessageContaining("No stack runs on ");
    }

    @Test
    void without_a_run_and_a_cluster_a_command_may_still_look_at_the_machine() {
        assertThat(Connection.find(folder, null, Map.of(VARIABLE, "kafka-2:9092")))
                .isEmpty();
        assertThat(Connection.find(null, null, Map.of())).isEmpty();
        assertThat(Connection.find(null, null, Map.of(VARIABLE, "kafka-2:9092")))
                .hasValueSatisfying(found -> assertThat(found.run()).isNull());
    }

    @Test
    void who_names_nothing_and_both_is_told_what_to_name() throws IOException {
        assertThatThrownBy(() -> Connection.of(null, null, Map.of()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("start one with ./brain up")
                .hasMessageContaining("a cluster is named with --config or " + VARIABLE + ".");
        Path file = settings("");
        assertThatThrownBy(() -> Connection.of(folder, file, Map.of()))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.USAGE))
                .hasMessage("--data names a local run and --config a cluster: give one of them.");
    }

    @Test
    void settings_that_are_wrong_or_name_no_broker_say_so() throws IOException {
        Path empty = settings("");
        assertThatThrownBy(() -> Connection.of(null, empty, Map.of()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("kafka.bootstrap-servers is not set");
        assertThatThrownBy(() -> Connection.of(null, folder.resolve("none"), Map.of()))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("settings can't be read from ");
    }

    private Path settings(String text) throws IOException {
        return Files.writeString(folder.resolve("cluster.properties"), text);
    }

    private static String kafka(@Nullable Path data, @Nullable Path file, Map<String, String> environment) {
        return Connection.of(data, file, environment).config().get(ConfigKeys.KAFKA_SERVERS);
    }
}
