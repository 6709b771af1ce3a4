package org.govbrain.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.govbrain.local.cli.BareMachine.Ended;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code .ci/run} on machines that lack something; a script stands for {@code ./brain}. */
class ContinuousIntegrationTest {
    @TempDir
    private Path folder;

    private BareMachine machine;

    @BeforeEach
    void clonedAtTheRoot() throws IOException {
        machine = new BareMachine(folder);
        machine.program("apt-get", "echo \"$@\" >> " + folder.resolve("installed"));
        machine.program("dpkg", "echo \"dpkg $1\" >> " + folder.resolve("installed"));
        machine.program("install", "echo \"install $*\" >> " + folder.resolve("installed"));
        Files.createDirectories(folder.resolve("clone/.ci"));
        Files.copy(Path.of("..", ".ci", "run"), folder.resolve("clone/.ci/run"));
        BareMachine.script(folder.resolve("clone/brain"), "echo \"brain $*\"; exit 6");
    }

    @Test
    void what_is_missing_is_installed_then_the_test_command_runs() throws Exception {
        Ended ended = machine.run("clone/.ci/run");
        String missing = "openjdk-17-jdk-headless maven chromium prometheus-alertmanager fonts-wqy-microhei";
        assertThat(ended)
                .as("the test command's own exit code")
                .isEqualTo(new Ended(6, "Installing " + missing + "\nbrain test\n"));
        assertThat(Files.readAllLines(folder.resolve("installed")))
                .as("promtool comes out of its package, which would start a server")
                .containsExactly(
                        "-qq update",
                        "-qq install -y --no-install-recommends " + missing,
                        "-qq update",
                        "-qq download prometheus",
                        "dpkg -x",
                        "install usr/bin/promtool /usr/local/bin/");
    }

    @Test
    void where_nothing_is_missing_nothing_is_installed() throws Exception {
        for (String program : new String[] {"javac", "mvn", "chromium", "prometheus-alertmanager", "promtool"}) {
            machine.program(program, "exit 0");
        }
        machine.program("fc-list", "echo a font");
        assertThat(machine.run("clone/.ci/run")).isEqualTo(new Ended(6, "brain test\n"));
        assertThat(folder.resolve("installed")).doesNotExist();
    }

    @Test
    void an_installation_that_fails_ends_the_run() throws Exception {
        machine.program("apt-get", "echo no network; exit 100");
        assertThat(machine.run("clone/.ci/run"))
                .satisfies(ended -> assertThat(ended.code()).as("exit code").isEqualTo(100))
                .satisfies(ended -> assertThat(ended.said()).doesNotContain("brain test"));
    }
}
