package org.govbrain.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.junit.jupiter.api.Test;
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
