package org.govbrain.local.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyCommandTest {
    private static final String ACCEPT = """
            version: mine-1
            clocks:
              - id: accept
                title: {en: Accepted in five minutes, zh: 5 分钟内受理}
                start: [REPORTED]
                stop: [ACCEPTED]
                goal: 5m
                severity: major
            examples:
              - name: late by a second
                events:
                  - {at: "2026-03-04T22:00:00+08:00", kind: "platform:REPORTED"}
                  - {at: "2026-03-04T22:05:01+08:00", kind: "platform:ACCEPTED"}
                steps:
                  - {asOf: "2026-03-04T22:10:00+08:00", breached: [accept]}
            """;
    private static final String IN_TIME = """
              - name: in time to the second
                events:
                  - {at: "2026-03-04T22:00:00+08:00", kind: "platform:REPORTED"}
                  - {at: "2026-03-04T22:05:00+08:00", kind: "platform:ACCEPTED"}
                steps:
                  - {asOf: "2026-03-04T22:10:00+08:00", expect: [{clock: accept, state: MET}], breached: []}
            """;

    @TempDir
    Path work;

    private final StringWriter said = new StringWriter();

    @Test
    void a_good_policy_is_told_with_its_clocks() throws IOException {
        Path file = file(ACCEPT + IN_TIME);
        assertThat(run("check", file.toString())).as("exit code").isEqualTo(ExitCode.OK);
        assertThat(said.toString())
                .isEqualTo(file + ": version mine-1, 1 clock, 2 examples; nothing is wrong\n"
                        + "  accept: Accepted in five minutes · 5 分钟内受理\n");
    }

    @Test
    void a_trap_is_refused_with_file_line_path_value_and_reason() throws IOException {
        Path file = file(ACCEPT.replace("stop: [ACCEPTED]", "stop: [ACCEPTED, REPORTED]"));
        assertThat(run("check", file.toString())).as("exit code").isEqualTo(ExitCode.REJECTED);
        assertThat(said.toString())
                .isEqualTo(
                        "brain: refused:\n" + file + ", line 6, clocks[0].stop: REPORTED; expected no event that means"
                                + " something else already; start is inside stop: the clock would end as it begins and never run\n");
    }

    @Test
    void the_examples_are_played_and_each_clock_must_be_seen_breached_and_kept() throws IOException {
        assertThat(run("test", file(ACCEPT + IN_TIME).toString()))
                .as("exit code")
                .isEqualTo(ExitCode.OK);
        assertThat(said.toString())
                .isEqualTo("ok    late by a second\nok    in time to the second\n2 of 2 examples hold\n");

        said.getBuffer().setLength(0);
        assertThat(run("test", file(ACCEPT).toString())).as("exit code").isEqualTo(ExitCode.REJECTED);
        assertThat(said.toString())
                .as("nothing shows that the promise can be kept")
                .isEqualTo("""
                        ok    late by a second
                        FAIL  clock accept has no example of a promise that is kept
                        1 of 1 example hold
                        """);
    }

    @Test
    void the_policies_that_we_ship_are_proved_by_their_own_examples() throws IOException {
        try (InputStream in = PolicyCommandTest.class.getResourceAsStream("/reference/policy.yaml")) {
            Files.write(work.resolve("default.yaml"), Objects.requireNonNull(in).readAllBytes());
        }
        List<Path> policies = new ArrayList<>(List.of(work.resolve("default.yaml")));
        try (Stream<Path> files = Files.walk(Path.of("..", "examples"))) {
            files.filter(file -> file.endsWith("policy.yaml")).forEach(policies::add);
        }
        assertThat(policies).as("the default and the examples").hasSizeGreaterThan(2);
        provesEach(policies);
    }

    /** The very files that the test suite plays through the job; those that change while they run are not one policy. */
    @Test
    void the_scenarios_of_the_clocks_are_policies_that_the_command_plays() throws IOException {
        List<Path> scenarios = new ArrayList<>();
        try (Stream<Path> files = Files.list(Path.of("..", "jobs", "scenarios", "src", "test", "resources", "sla"))) {
            for (Path file : files.sorted().toList()) {
                if (!Files.readString(file).contains("\nversions:")) {
                    scenarios.add(file);
                }
            }
        }
        assertThat(scenarios).as("features with a file").hasSizeGreaterThan(15);
        provesEach(scenarios);
    }

    private void provesEach(List<Path> policies) {
        for (Path policy : policies) {
            assertThat(run("test", policy.toString()))
                    .as("%s: %s", policy, said)
                    .isEqualTo(ExitCode.OK);
        }
    }

    @Test
    void an_example_that_does_not_hold_says_what_is_instead() throws IOException {
        Path file = file(ACCEPT.replace("goal: 5m", "goal: 6m") + IN_TIME);
        assertThat(run("test", file.toString())).as("exit code").isEqualTo(ExitCode.REJECTED);
        assertThat(said.toString()).startsWith("""
                        FAIL  late by a second
                                as of 2026-03-04T14:10:00Z: expected breached [accept], but it is []
                        """);
    }

    @Test
    void a_file_that_is_not_there_is_a_usage_error() {
        assertThat(run("check", work.resolve("none.yaml").toString())).isEqualTo(ExitCode.USAGE);
    }

    private Path file(String text) throws IOException {
        return Files.writeString(work.resolve("mine.yaml"), text);
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "policy";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        PrintWriter writer = new PrintWriter(said, true);
        return Brain.commandLine().setOut(writer).setErr(writer).execute(all);
    }
}
