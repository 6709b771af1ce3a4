package org.govbrain.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {
    @TempDir
    private Path folder;

    @Test
    void a_port_in_use_is_named_with_what_it_is_for() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            Ports free = Ports.anyFree();
            Ports ports = new Ports(
                    free.console(),
                    free.flink(),
                    port,
                    free.kafkaController(),
                    free.elasticsearch(),
                    free.elasticsearchTransport(),
                    free.control(),
                    free.inbox());
            assertThatThrownBy(() -> Preflight.requirePorts(ports))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessage("Port " + port + " (for Kafka) is in use: end the program that has it, or start with"
                            + " another --port-base.");
        }
    }

    @Test
    void too_little_disk_says_how_much_is_needed_and_where() {
        StackFolder data = new StackFolder(folder);
        assertThatThrownBy(() -> Preflight.requireDisk(data, (2L << 30) - 1))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("Only 2047 MiB are free where " + data.root()
                        + " lies and 2 GiB are needed: make room, or name another folder with --data.");
        assertThatCode(() -> Preflight.requireDisk(data, 2L << 30))
                .as("just enough")
                .doesNotThrowAnyException();
    }

    @Test
    void too_little_memory_says_how_much_is_needed() {
        assertThatThrownBy(() -> Preflight.requireMemory(List.of("MemFree: 9 kB", "MemAvailable:    1048576 kB")))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("Only 1024 MiB of memory are available and about 2500 are needed: close other programs and"
                        + " try again.");
        assertThatCode(() -> Preflight.requireMemory(List.of("MemFree: 9 kB")))
                .as("a system that does not say")
                .doesNotThrowAnyException();
    }

    @Test
    void where_no_stack_runs_a_command_says_how_to_start_one() {
        StackFolder data = new StackFolder(folder);
        assertThatThrownBy(() -> StackState.get(data))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.ENVIRONMENT))
                .hasMessage("No stack runs on " + data.root()
                        + ", or it is not live yet: start one with ./brain up, or name its folder with --data.");
    }

    @Test
    void a_process_that_has_the_number_of_a_stack_by_chance_is_none() throws Exception {
        StackFolder data = new StackFolder(folder);
        Files.createDirectories(data.state().toAbsolutePath().getParent());
        StackState.ofThisProcess(List.of(), "now", Ports.of(7300), "token").write(data);
        assertThat(StackState.find(data)).as("this process itself").isPresent();
        String written = Files.readString(data.state());
        String hoursBefore = written.replaceAll(
                "(\"processStartedAt\" : \")[^\"]+", "$1" + Instant.now().minusSeconds(86_400));
        assertThat(hoursBefore).isNotEqualTo(written);
        Files.writeString(data.state(), hoursBefore);
        assertThat(StackState.find(data)).as("of before the reboot").isEmpty();
        Files.writeString(data.state(), written.replaceAll(",\\s*\"processStartedAt\" : \"[^\"]+\"", ""));
        assertThat(StackState.find(data))
                .as("of a version that did not write it")
                .isPresent();
    }

    @Test
    void a_folder_that_cannot_be_made_is_named() throws Exception {
        StackFolder data =
                new StackFolder(Files.createFile(folder.resolve("file")).resolve("data"));
        assertThatThrownBy(() -> FolderLock.take(data))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("The folder " + data.root() + " cannot be made or written")
                .hasMessageEndingWith("change its rights, or name another with --data.");
    }

    @Test
    void a_port_base_that_leaves_no_room_is_refused() {
        for (int base : new int[] {80, 65_530}) {
            assertThatThrownBy(() -> Ports.from(base))
                    .hasMessage("--port-base " + base
                            + " leaves no room: choose one from 1024 to 65527, or 0 for any free ports.");
        }
    }
}
