package org.govbrain.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.TimeoutException;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;

class BrainTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void help_lists_every_command_with_one_sentence_and_the_exit_codes() {
        assertThat(run("--help")).as("exit code").isEqualTo(ExitCode.OK);
        Brain.commandLine()
                .getSubcommands()
                .forEach((name, command) -> assertThat(out.toString())
                        .as("the list of commands has %s and what it does", name)
                        .containsPattern("(?m)^  " + name + " +\\S"));
        assertThat(out.toString()).as("exit codes").contains("0  done");
    }

    @Test
    void an_event_that_kafka_does_not_take_is_a_sentence_and_no_fault_of_the_data() {
        StringWriter said = new StringWriter();
        CommandLine brain = Brain.commandLine();
        brain.addSubcommand("refused", new Refused());
        assertThat(brain.setErr(new PrintWriter(said)).execute("refused")).isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(said.toString())
                .startsWith("brain: Kafka refuses, or does not answer: expired")
                .doesNotContain("\tat ");
    }

    @Command
    private static final class Refused implements Callable<Integer> {
        @Override
        public Integer call() throws IOException {
            throw new IOException("The broker did not take an event", new TimeoutException("expired"));
        }
    }

    @Test
    void every_command_has_help_that_says_what_it_and_each_of_its_options_does() {
        helpOf(Brain.commandLine(), List.of());
    }

    private void helpOf(CommandLine line, List<String> words) {
        line.getSubcommands().forEach((name, command) -> {
            if (name.equals("help")) {
                return;
            }
            List<String> called = new ArrayList<>(words);
            called.add(name);
            helpOf(command, called);
            assertThat(command.getCommandSpec().usageMessage().description())
                    .as("%s: what it does", called)
                    .isNotEmpty();
            assertThat(command.getCommandSpec().usageMessage().description()[0])
                    .as("%s: a list of commands shows the first line only", called)
                    .endsWith(".");
            command.getCommandSpec()
                    .args()
                    .forEach(option -> assertThat(option.description())
                            .as("%s: %s", called, option.paramLabel())
                            .isNotEmpty());
            called.add("--help");
            out.getBuffer().setLength(0);
            assertThat(run(called.toArray(String[]::new))).as("%s", called).isEqualTo(ExitCode.OK);
            assertThat(out.toString()).as("%s", called).doesNotContain("null");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "up --speed 0,                    --speed 0.0 does not catch up with now",
        "up --quiet 0,                    --quiet 0 is no time",
        "up --clock sun,                  --clock",
        "up --port-base many,             --port-base",
        "up --frobnicate,                 --frobnicate",
        "ingest --stream traffic a.ndjson, traffic",
        "ingest a.ndjson,                 --stream",
        "backtest --events .,             --reference",
        "backtest --events none --reference none --out none, none is no folder",
        "simulate --days many --out none, --days",
        "simulate --days 1 --seed 1 --busy 0 --out none, --busy is 0.0: 0.1 to 100.0 expected",
        "chaos --seed 1 --busy 101 --out none, --busy is 101.0: 0.1 to 100.0 expected",
        "ingest --stream patrol .,         . is a folder; a file is expected",
        "paging test-channel --channels . duty, . is a folder; a file is expected",
        "paging test-channel --channels none duty, The file none is not there or cannot be read",
        "convert --mapping . --in a.csv --out none, . is a folder; a file is expected",
        "convert --grids none.geojson --out none, The file none.geojson is not there or cannot be read",
        "dashboards build --out pom.xml,   pom.xml is a file; name a folder",
        "chaos --seed 1 --out pom.xml,     pom.xml is a file; name a folder",
        "report --kind daily --date today --out none, expected a day like 2026-03-20",
        "reference load --effective-from noon ., expected a time with offset like",
    })
    void a_bad_option_is_a_usage_error_that_names_it(String line, String named) {
        assertThat(run(line.split(" "))).as("exit code").isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "down"})
    void while_nothing_runs_a_command_that_needs_it_says_how_to_start_it(String command, @TempDir Path folder) {
        assertThat(run(command, "--data", folder.toString())).as("exit code").isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(err.toString()).contains("No stack runs on", "start one with ./brain up");
    }

    @Test
    void version_names_the_parts() {
        assertThat(run("--version")).as("exit code").isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .as("Maven has filled the versions in")
                .contains("Governance Brain 0.", "Flink 2.", "Kafka 4.", "Elasticsearch 8.")
                .doesNotContain("${");
    }

    @Test
    void an_unknown_command_is_a_usage_error() {
        assertThat(run("frobnicate")).as("exit code").isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).as("names the word").contains("frobnicate");
    }

    @Test
    void a_failure_is_one_sentence_and_its_exit_code() {
        assertThat(run("fail")).as("exit code").isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(err.toString()).as("no stack trace").isEqualTo("brain: Port 9092 is in use.\n");
    }

    private int run(String... args) {
        CommandLine line = Brain.commandLine().addSubcommand(new Fail());
        return line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err)).execute(args);
    }

    @Command(name = "fail", description = "Fails.")
    static final class Fail implements Runnable {
        @Override
        public void run() {
            throw CommandFailure.environment("Port 9092 is in use.");
        }
    }
}
