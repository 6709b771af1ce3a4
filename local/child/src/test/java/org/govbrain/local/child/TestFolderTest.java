package org.govbrain.local.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where JVMs that run tests, and what runs in them, keep temporary files. */
class TestFolderTest {
    @TempDir
    private Path folder;

    @Test
    void lies_in_what_a_build_makes_so_that_none_fills_the_folder_of_the_system() {
        assertThat(folder).startsWith(Path.of("target", "temporary").toAbsolutePath());
    }
}
