package org.govbrain.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.govbrain.local.child.TemporaryFiles;
import org.govbrain.local.cli.BareMachine.Ended;
import org.govbrain.local.command.ExitCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code brain} on machines that lack something: scripts stand for the programs that they have. */
class LauncherTest {
    private static final Path SCRIPT =
            Path.of("..").resolve("brain").toAbsolutePath().normalize();

    @TempDir
    private Path folder;

    private BareMachine machine;

    @BeforeEach
    void machineWithABareSystem() throws IOException {
        machine = new BareMachine(folder);
        Files.copy(SCRIPT, folder.resolve("brain"));
        for (String source :
                List.of(".mvn", "schemas", "jobs/domain", "jobs/engine", "jobs/jar", "dashboards", "local", "bench")) {
            Files.createDirectories(folder.resolve(source));
        }
        Files.createFile(folder.resolve("pom.xml"));
    }

    @Test
    void without_java_it_says_what_to_install() throws Exception {
        assertThat(brain("status"))
                .isEqualTo(new Ended(
                        ExitCode.ENVIRONMENT,
                        "brain: No Java found: install a JDK 17 or newer, or set JAVA_HOME to one.\n"));
    }

    @Test
    void an_old_java_is_named() throws Exception {
        java("11");
        assertThat(brain("up"))
                .isEqualTo(new Ended(
                        ExitCode.ENVIRONMENT, "brain: Java 11 is too old: set JAVA_HOME to a JDK 17 or newer.\n"));
    }

    @Test
    void a_java_of_before_the_new_numbers_is_old_too() throws Exception {
        java("1.8");
        assertThat(brain("up"))
                .isEqualTo(new Ended(
                        ExitCode.ENVIRONMENT, "brain: Java 8 is too old: set JAVA_HOME to a JDK 17 or newer.\n"));
    }

    @Test
    void without_maven_it_says_which_package_has_it() throws Exception {
        java("17");
        program("javac", "exit 0");
        assertThat(brain("up"))
                .isEqualTo(new Ended(
                        ExitCode.ENVIRONMENT,
                        "brain: Maven is not installed: install Maven 3.8 or newer (the package is called maven) and"
                                + " try again.\n"));
    }

    @Test
    void a_java_that_cannot_compile_is_no_jdk() throws Exception {
        java("17");
        program("mvn", "exit 0");
        assertThat(brain("up"))
                .isEqualTo(new Ended(
                        ExitCode.ENVIRONMENT,
                        "brain: This Java cannot compile: install a JDK (not only a JRE), or set JAVA_HOME to one.\n"));
    }

    @Test
    void a_build_that_fails_shows_its_errors_and_its_log_and_is_tried_again() throws Exception {
        java("17");
        program("javac", "exit 0");
        program("mvn", "echo '[ERROR] the disk is full'; exit 1");
        Ended first = brain("up");
        assertThat(first.code()).as("exit code").isEqualTo(ExitCode.ENVIRONMENT);
        assertThat(first.said())
                .contains("[ERROR] the disk is full")
                .endsWith("brain: The build failed; its whole log is " + folder.resolve("target/brain-build.log")
                        + ".\n");
        assertThat(brain("up").said()).as("the second time").isEqualTo(first.said());
    }

    @Test
    void a_build_that_is_stopped_is_no_failure_and_the_next_call_builds_again() throws Exception {
        java("17");
        program("javac", "exit 0");
        // Maven runs in a subshell of the script. A signal to the whole group would end this test too.
        program("mvn", "read -r _ _ _ script _ < /proc/$PPID/stat; kill -TERM \"$script\"; exit 143");
        Ended first = brain("up");
        assertThat(first.code()).as("that of the signal").isEqualTo(128 + 15);
        assertThat(first.said())
                .endsWith("brain: Stopped while it was building; the next call builds what is missing.\n")
                .doesNotContain("failed");
        assertThat(brain("up").said()).as("the second time").isEqualTo(first.said());
    }

    @Test
    void it_builds_once_and_passes_the_command_on() throws Exception {
        program(
                "java",
                "[ \"$1\" = -XshowSettings:properties ] && echo '    java.specification.version = 17' && exit 0\n"
                        + "for word; do :; done; echo \"the last word is $word\"; exit 7");
        program("javac", "exit 0");
        program("mvn", "echo '[INFO] Building Governance Brain: schemas 0.1.0 [1/9]'");
        Ended first = brain("status", "--json");
        assertThat(first.said()).contains("Building (nothing built yet)", "Governance Brain: schemas");
        assertThat(first.code()).as("the command's own exit code").isEqualTo(7);
        assertThat(brain("status", "--json"))
                .as("nothing has changed since")
                .isEqualTo(new Ended(7, "the last word is --json\n"));
    }

    @Test
    void a_commands_temporary_files_lie_in_the_installation_and_go_with_it_or_with_the_next_one() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        program(
                "java",
                "for word; do case $word in -Djava.io.tmpdir=*) exec " + java + " $word -cp '"
                        + System.getProperty("java.class.path") + "' '" + Littering.class.getName()
                        + "' ;; esac; done\necho '    java.specification.version = 17'");
        program("javac", "exit 0");
        program("mvn", "exit 0");
        brain("build");
        Path temporary = folder.resolve("target/temporary");
        Path killed = Files.createDirectories(temporary.resolve("999999999"));
        Files.createFile(killed.resolve("left"));
        assertThat(brain("status").said()).as("a folder of its own").startsWith(temporary + "/");
        assertThat(temporary)
                .as("neither its own nor that of a process that is gone")
                .isEmptyDirectory();
    }

    @Test
    void a_command_whose_memory_is_used_up_says_what_to_do() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        program(
                "java",
                "options=(); for word; do case \"$word\" in *OutOfMemoryError*) options+=(\"$word\") ;; esac; done\n"
                        + "[ ${#options[@]} -gt 0 ] || { echo '    java.specification.version = 17'; exit 0; }\n"
                        + "exec " + java + " -Xmx16m \"${options[@]}\" -cp '" + System.getProperty("java.class.path")
                        + "' '" + Hungry.class.getName() + "'");
        program("javac", "exit 0");
        program("mvn", "exit 0");
        brain("build");
        Ended ended = brain("convert");
        assertThat(ended.said())
                .contains(
                        "brain: The memory of this command is used up. Give it less to do at once", "BRAIN_JAVA_OPTS");
        assertThat(ended.code()).as("nothing that the input is to blame for").isEqualTo(3);
    }

    /** Stands for a command that takes what it gets. */
    static final class Hungry {
        public static void main(String[] args) {
            List<byte[]> held = new ArrayList<>();
            while (!held.contains(new byte[1])) {
                held.add(new byte[1 << 20]);
            }
        }
    }

    /** Stands for a command. */
    static final class Littering {
        public static void main(String[] args) throws IOException {
            TemporaryFiles.tidy();
            System.out.println(Files.createTempDirectory("left"));
        }
    }

    private void java(String version) throws IOException {
        program("java", "echo '    java.specification.version = " + version + "'");
    }

    private void program(String name, String body) throws IOException {
        machine.program(name, body);
    }

    private Ended brain(String... arguments) throws IOException, InterruptedException {
        return machine.run("brain", arguments);
    }
}
