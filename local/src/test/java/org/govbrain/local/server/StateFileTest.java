package org.govbrain.local.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.govbrain.local.command.CommandFailure;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    @TempDir
    Path folder;

    private String read(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("demo.json"), text);
        return StateFile.read(file, root -> root.path("a").asText(), "delete it")
                .orElseThrow();
    }

    @Test
    void what_was_written_is_read() throws IOException {
        assertThat(StateFile.read(folder.resolve("none.json"), root -> 1, "delete it"))
                .as("a file that is not there")
                .isEmpty();
        assertThat(read("{\"a\": \"b\"}")).isEqualTo("b");
    }

    @Test
    void what_was_cut_short_or_is_something_else_is_a_sentence_that_says_what_to_do() {
        assertThatThrownBy(() -> read("{\n\"a\": \"b"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContainingAll(folder.resolve("demo.json").toString(), "from line 2", "delete it");
        for (String other : new String[] {"", "null", "[]", " ".repeat(1 << 20) + "{}"}) {
            assertThatThrownBy(() -> read(other))
                    .as("%.10s", other)
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageEndingWith("as it was written; delete it.");
        }
    }
}
