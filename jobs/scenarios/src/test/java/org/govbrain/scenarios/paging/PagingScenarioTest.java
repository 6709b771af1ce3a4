package org.govbrain.scenarios.paging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
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

    /** C12 and C13 are about delivery. */
    @Test
    void everyFeatureHasItsStory() throws IOException {
        Set<String> features = new TreeSet<>();
        for (Path story : Stream.concat(stories().stream(), DeliveryScenarioTest.stories().stream())
                .toList()) {
            features.add(String.valueOf(story.getFileName()).substring(0, 3));
        }
        assertThat(features)
                .isEqualTo(IntStream.rangeClosed(1, 21)
                        .mapToObj(number -> String.format(Locale.ROOT, "C%02d", number))
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @MethodSource("stories")
    void theStoryGoesAsItIsWritten(Path story) {
        assertThat(PagingScenario.differences(story)).as("%s", story).isEmpty();
    }
}
