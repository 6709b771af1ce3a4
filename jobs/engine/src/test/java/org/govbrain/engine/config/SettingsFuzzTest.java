package org.govbrain.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes for a file of settings, as {@code --config} names it. */
class SettingsFuzzTest {
    @TempDir
    static Path folder;

    @FuzzTest(maxDuration = "5m")
    void settings(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("settings.properties"), bytes);
        try {
            var unused = JobConfig.load(file, Map.of());
        } catch (InvalidConfigException e) {
            assertThat(e.getMessage()).as("a message for a terminal").doesNotMatch("(?s).*[\\p{Cc}\\p{Cf}&&[^\\n]].*");
        }
    }
}
