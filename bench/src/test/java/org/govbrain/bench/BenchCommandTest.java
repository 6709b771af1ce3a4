package org.govbrain.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.ExitCode;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void aWrongNumberIsAUsageError() {
        assertThat(run("bench", "--rounds", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--rounds");
    }

    @Test
    void helpSaysWhatIsMeasuredAndWhatTheExitCodeMeans() {
        assertThat(run("bench", "--help")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("situation, index, hotspots, latency, open,", "--quick", "exit code");
    }

    private int run(String... args) {
        CommandLine line = Brain.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }
}
