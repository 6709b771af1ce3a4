package org.govbrain.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@code brain chaos}; docs/RELIABILITY.md keeps what the long ones have shown. */
class ChaosTest {
    private static final String FAULTS = "KILL_KAFKA,KILL_ELASTICSEARCH,HANG_KAFKA,FULL_DISK_ELASTICSEARCH,CLOCK_JUMP";

    @TempDir
    Path folder;

    @Test
    void a_day_ends_as_its_backtest_although_both_servers_were_killed_and_hung_and_full() throws Exception {
        Path out = folder.resolve("chaos");
        StringWriter said = new StringWriter();
        int code = Brain.commandLine()
                .setOut(new PrintWriter(said))
                .setErr(new PrintWriter(said))
                .execute(
                        "chaos",
                        "--seed",
                        "7",
                        "--faults",
                        "5",
                        "--minutes",
                        "0.3",
                        "--length",
                        "3",
                        "--only",
                        FAULTS,
                        "--out",
                        out.toString());
        assertThat(code).as("%s", said).isEqualTo(ExitCode.OK);
        JsonNode report = new ObjectMapper().readTree(out.resolve("report.json").toFile());
        assertThat(report.path("faults")).as("each of the five").hasSize(5);
        assertThat(report.path("differences")).as("from the backtest").isEmpty();
        assertThat(report.path("dead_letters").asLong())
                .as("a heartbeat of next year and rubbish, on three inputs")
                .isEqualTo(6);
        assertThat(report.path("out").asLong()).as("a day of the city").isGreaterThan(3_000);
        assertThat(report.path("in").asLong())
                .as("in = out + dead letters + duplicates")
                .isEqualTo(report.path("out").asLong()
                        + report.path("dead_letters").asLong()
                        + report.path("duplicates").asLong());
    }
}
