package org.govbrain.scenarios.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of {@code paging/} is a story about one feature of paging; their names follow the list of features. */
class PagingScenarioTest {
    private static final Path FOLDER = Path.of("src/test/resources/paging");

    static List<Path> stories() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void theStoryGoesAsItIsWritten(Path story) {
        assertThat(PagingScenario.differences(story)).as("%s", story).isEmpty();
    }
}
