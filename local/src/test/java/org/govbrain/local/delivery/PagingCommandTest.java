package org.govbrain.local.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.govbrain.local.cli.Brain;
import org.govbrain.local.command.ExitCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/PAGING.md "Set up a robot in five minutes", followed to the letter against a robot that checks the signature. */
class PagingCommandTest {
    private static final Path DOCUMENT = Path.of("../docs/PAGING.md");
    private static final String SECRET = "SECfollowedtotheletter";

    @TempDir
    Path folder;

    @Test
    void a_robot_set_up_by_the_document_gets_the_test_message_and_a_wrong_secret_is_told_without_it() throws Exception {
        Matcher yaml = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOCUMENT));
        assertThat(yaml.find()).as("channels.yaml in the document").isTrue();
        Files.createDirectories(folder.resolve(".brain"));
        Files.writeString(folder.resolve(".brain/channels.yaml"), yaml.group(1).stripIndent());
        try (RobotStub robot = RobotStub.start(Robot.Kind.DINGTALK, SECRET, InstantSource.system())) {
            String url = robot.url().toString();
            assertThat(run(Map.of("DUTY_URL", url, "DUTY_SECRET", SECRET)))
                    .isEqualTo("0 The channel duty has taken the test message.");
            assertThat(robot.texts()).containsExactly("治理大脑：渠道测试\n收到即表示渠道 duty 可用，无需处理。");

            Path mounted = Files.writeString(folder.resolve("secret"), "SECanother\n");
            assertThat(run(Map.of("DUTY_URL", url, "DUTY_SECRET_FILE", mounted.toString())))
                    .as("says what the robot said, and no secret")
                    .isEqualTo("1 The channel duty did not take the test message: 310000 refused");
            assertThat(run(Map.of("DUTY_URL", url)))
                    .startsWith(ExitCode.REJECTED + " brain: The channels are refused.")
                    .contains("channels[0].secretFrom", "DUTY_SECRET", "_FILE")
                    .doesNotContain("hidden");
        }
    }

    private String run(Map<String, String> environment) throws Exception {
        List<String> classPath = new ArrayList<>();
        for (String part : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            classPath.add(Path.of(part).toAbsolutePath().toString());
        }
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-Dfile.encoding=UTF-8",
                        "-Dsun.stdout.encoding=UTF-8",
                        "-cp",
                        String.join(File.pathSeparator, classPath),
                        Brain.class.getName(),
                        "paging",
                        "test-channel",
                        "duty")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        // A launcher that has them says so among what the command says.
        builder.environment().remove("JDK_JAVA_OPTIONS");
        builder.environment().putAll(environment);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return process.exitValue() + " " + said.strip();
    }
}
