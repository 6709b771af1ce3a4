package org.govbrain.scenarios.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of {@code delivery/} is a story about one feature of how messages are carried out. */
class DeliveryScenarioTest {
    private static final Path FOLDER = Path.of("src/test/resources/delivery");

    static List<Path> stories() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void theStoryGoesAsItIsWritten(Path story) throws IOException {
        assertThat(DeliveryScenario.differences(story)).as("%s", story).isEmpty();
    }
}
