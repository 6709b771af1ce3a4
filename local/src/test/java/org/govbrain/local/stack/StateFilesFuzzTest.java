package org.govbrain.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.Messages;
import org.govbrain.local.pacemaker.PaceStore;
import org.junit.jupiter.api.io.TempDir;

/** What a stack remembers may have been cut short by a full disk, or have been edited. */
class StateFilesFuzzTest {
    @TempDir
    static Path root;

    @FuzzTest(maxDuration = "5m")
    void whoAStackIs(byte[] bytes) throws IOException {
        StackFolder folder = new StackFolder(root);
        Files.write(folder.state(), bytes);
        readsOrSaysWhatToDo(folder.state(), () -> {
            Object unused = StackState.find(folder);
            unused = StackState.leftovers(folder);
        });
    }

    @FuzzTest(maxDuration = "3m")
    void howFarThePacemakerIs(byte[] bytes) throws IOException {
        Path file = Files.write(root.resolve("pacemaker.json"), bytes);
        readsOrSaysWhatToDo(file, () -> {
            var unused = new PaceStore(file).load();
        });
    }

    private static void readsOrSaysWhatToDo(Path file, Runnable read) {
        try {
            read.run();
        } catch (CommandFailure failure) {
            String message = String.valueOf(failure.getMessage());
            assertThat(message).contains(file.toString(), "delete it");
            Messages.assertThatATerminalMayShow(message);
        }
    }
}
