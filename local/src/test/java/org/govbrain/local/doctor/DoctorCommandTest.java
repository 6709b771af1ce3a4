package org.govbrain.local.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    Path folder;

    @Test
    void any_free_ports_are_no_wrong_ones() {
        StringWriter said = new StringWriter();
        Brain.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(
                        "doctor",
                        "--port-base",
                        "0",
                        "--data",
                        folder.resolve("not/yet").toString());
        assertThat(said.toString()).doesNotContain("--port-base 0");
    }

    @Test
    void before_the_first_start_it_says_whether_this_machine_is_fit() {
        StringWriter said = new StringWriter();
        int code = Brain.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute("doctor", "--data", folder.resolve("not/yet").toString());
        assertThat(said.toString())
                .as("one sentence, whatever else runs on this machine")
                .matches("(?s)(OK|FAIL) .*\\.\\R");
        assertThat(code).isEqualTo(said.toString().startsWith("OK") ? ExitCode.OK : ExitCode.REJECTED);
    }
}
