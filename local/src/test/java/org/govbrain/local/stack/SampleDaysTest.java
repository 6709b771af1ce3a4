package org.govbrain.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleDaysTest {
    private StackFolder folder;

    @BeforeEach
    void newFolder(@TempDir Path root) {
        folder = new StackFolder(root);
    }

    @Test
    void aFolderThatBeganWithTheSampleCityGoesOnWithIt() throws IOException {
        assertThat(SampleDays.live(folder, true)).as("the first start").isTrue();
        serversHaveStarted();
        assertThat(SampleDays.live(folder, true)).as("the next one").isTrue();
        assertThat(SampleDays.live(folder, false))
                .as("one that asks for no sample city")
                .isFalse();
        assertThat(SampleDays.live(folder, true)).as("and one that does again").isTrue();
    }

    @Test
    void noSampleDayComesIntoAFolderThatBeganWithoutThem() throws IOException {
        assertThat(SampleDays.live(folder, false))
                .as("a start with a city of its own")
                .isFalse();
        serversHaveStarted();
        assertThat(SampleDays.live(folder, true))
                .as("the same without --reference, as one types it")
                .isFalse();
    }

    @Test
    void aStartThatCameToNothingDecidesNothing() throws IOException {
        assertThat(SampleDays.live(folder, true)).as("no server was started").isTrue();
        assertThat(SampleDays.live(folder, false)).as("so this begins it").isFalse();
        serversHaveStarted();
        assertThat(SampleDays.live(folder, true)).as("with events of a user").isFalse();
    }

    private void serversHaveStarted() throws IOException {
        Files.createDirectories(folder.kafka());
    }
}
