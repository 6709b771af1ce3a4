package org.govbrain.scenarios.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A build finds the same today and tomorrow; who wants to search takes a seed out for a while. */
class SeedsTest {
    private static final Path ROOT = Path.of("..", "..");

    /** The annotation and what stands in its brackets, as far as they are on one line. */
    private static final Pattern PROPERTY =
            Pattern.compile("^\\s*@Property\\b(?!.*\\bseed = \").*$", Pattern.MULTILINE);

    @Test
    void everyPropertyHasASeed() throws IOException {
        List<String> properties = new ArrayList<>();
        List<String> unseeded = new ArrayList<>();
        try (Stream<Path> files = Files.walk(ROOT)) {
            for (Path file :
                    (Iterable<Path>) files.filter(each -> each.toString().endsWith("Test.java"))::iterator) {
                String text = Files.readString(file);
                if (text.contains("net.jqwik.api.Property;")) {
                    properties.add(file.toString());
                    PROPERTY.matcher(text).results().forEach(match -> unseeded.add(file + match.group()));
                }
            }
        }
        assertThat(properties).as("files with properties").hasSizeGreaterThan(20);
        assertThat(unseeded).as("properties without a seed").isEmpty();
    }
}
