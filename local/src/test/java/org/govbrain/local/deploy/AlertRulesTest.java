package org.govbrain.local.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The alert rules of a local run and of a cluster fire when they should and each has a runbook. */
class AlertRulesTest {
    private static final Path FOLDER = Path.of("../deploy/prometheus");
    private static final Path RUNBOOKS = Path.of("../docs/OPERATIONS.md");

    @ParameterizedTest
    @ValueSource(strings = {"govbrain", "govbrain-cluster"})
    void the_rules_pass_their_own_tests(String rules) throws Exception {
        Optional<Path> promtool = promtool();
        assumeTrue(
                promtool.isPresent(), "promtool is not installed (Debian: prometheus); the alert rules are not tested");
        Process process = new ProcessBuilder(promtool.orElseThrow().toString(), "test", "rules", rules + ".test.yml")
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(said).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"govbrain", "govbrain-cluster"})
    void every_alert_is_tested_and_has_a_runbook(String rules) throws IOException {
        String runbooks = Files.readString(RUNBOOKS);
        String tests = Files.readString(FOLDER.resolve(rules + ".test.yml"));

        assertThat(matches(rules, "alert: (\\w+)")).as("alerts").isNotEmpty().allSatisfy(alert -> {
            assertThat(runbooks).contains("### " + alert + "\n");
            assertThat(tests).contains("alertname: " + alert + "\n");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"govbrain", "govbrain-cluster"})
    void every_metric_of_a_rule_is_documented(String rules) throws IOException {
        String documented = Files.readString(RUNBOOKS);

        assertThat(matches(rules, "\\b((?:flink|govbrain)_\\w+)"))
                .as("metrics")
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(documented).contains("`" + metric + "`"));
    }

    private static List<String> matches(String rules, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(FOLDER.resolve(rules + ".rules.yml")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .distinct()
                .toList();
    }

    private static Optional<Path> promtool() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(folder -> Path.of(folder, "promtool"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
