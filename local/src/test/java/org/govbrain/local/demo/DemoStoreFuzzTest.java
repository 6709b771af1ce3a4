package org.govbrain.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.Messages;
import org.junit.jupiter.api.io.TempDir;

/** How far the sample days are played may have been cut short by a full disk, or have been edited. */
class DemoStoreFuzzTest {
    @TempDir
    static Path folder;

    @FuzzTest(maxDuration = "3m")
    void howFarTheDaysArePlayed(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("demo.json"), bytes);
        try {
            var unused = new DemoStore(file).load();
        } catch (CommandFailure failure) {
            String message = String.valueOf(failure.getMessage());
            assertThat(message).contains(file.toString(), "delete it");
            Messages.assertThatATerminalMayShow(message);
        }
    }
}
