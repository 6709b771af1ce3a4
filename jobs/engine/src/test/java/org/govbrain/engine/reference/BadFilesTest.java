package org.govbrain.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * {@code reference/bad/<file name>/<case>.bad} is refused with the words of {@code <case>.expected}. The other files are
 * those of {@code reference/city}.
 */
class BadFilesTest {
    private static final Path FOLDER = Path.of("src/test/resources/reference");

    static List<Path> badFiles() throws IOException {
        try (Stream<Path> files = Files.walk(FOLDER.resolve("bad"))) {
            return files.filter(file -> file.toString().endsWith(".bad"))
                    .map(file -> FOLDER.resolve("bad").relativize(file))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void a_bad_file_is_refused_with_place_value_and_what_was_expected(Path bad) {
        Path file = FOLDER.resolve("bad").resolve(bad);
        Map<String, byte[]> files = new HashMap<>(ReferenceLoader.filesOf(FOLDER.resolve("city")));
        files.put(String.valueOf(bad.getParent()), bytes(file));
        String expected =
                new String(bytes(Path.of(file.toString().replace(".bad", ".expected"))), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> ReferenceLoader.fromFiles(files))
                .as("%s", bad)
                .isInstanceOf(ReferenceException.class)
                .extracting(Throwable::getMessage)
                .satisfies(message -> assertThat(message + "\n").isEqualTo(expected));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
