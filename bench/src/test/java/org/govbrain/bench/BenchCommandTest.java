package org.govbrain.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.cli.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command itself, with sizes at which no figure means anything. */
class BenchCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void theSituationJobAndItsFloorsReadAllEventsOfARealBroker() throws Exception {
        Path file = folder.resolve("bench.json");
        assertThat(run("bench", "--quick", "--only", "situation", "--events", "500", "--out", file.toString()))
                .as("each job counts what it read and fails the command on a difference: %s", err)
                .isEqualTo(ExitCode.OK);
        JsonNode found = new ObjectMapper().readTree(file.toFile());
        assertThat(found.at("/settings/seed").asText()).isEqualTo("1");
        assertThat(found.at("/figures"))
                .hasSize(7)
                .allSatisfy(line -> assertThat(line.at("/group").asText()).isEqualTo("situation"))
                .filteredOn(line -> line.has("goal"))
                .as("heap, heap to Kafka and RocksDB each have a ratio to a floor")
                .hasSize(3)
                .allSatisfy(line -> assertThat(line.at("/ratio").isNumber()).isTrue());
        assertThat(out.toString()).contains("floor: decode, keyBy, state, one timer, discard; rocksdb");
    }

    @Test
    void aWrongNumberIsAUsageError() {
        assertThat(run("bench", "--rounds", "0")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("--rounds");
    }

    @Test
    void helpSaysWhatIsMeasuredAndWhatTheExitCodeMeans() {
        assertThat(run("bench", "--help")).isEqualTo(ExitCode.OK);
        assertThat(out.toString()).contains("situation, index, latency", "--quick", "exit code");
    }

    private int run(String... args) {
        CommandLine line = Brain.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }
}
