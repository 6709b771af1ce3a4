package org.govbrain.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FlinkNodeTest {
    @Test
    void aTaskManagerRunsJobsAsTheScriptOfTheCommandDoes() throws Exception {
        assertThat(Files.readString(Path.of("..").resolve("brain")))
                .contains("jobs=(" + String.join(" ", FlinkNode.JOBS) + ")");
    }
}
