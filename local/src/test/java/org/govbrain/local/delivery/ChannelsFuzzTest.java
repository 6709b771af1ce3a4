package org.govbrain.local.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.Messages;
import org.junit.jupiter.api.io.TempDir;

/** Any bytes for {@code channels.yaml} are channels, or are refused with sentences that hold no secret. */
class ChannelsFuzzTest {
    private static final Map<String, String> VARIABLES =
            Map.of("A", "https://r/?key=concealed", "B", "concealed", "C", "\u001bconcealed");

    @TempDir
    static Path folder;

    @FuzzTest(maxDuration = "5m")
    void channels(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("channels.yaml"), bytes);
        try {
            new ChannelsFile(
                            new MessageText(false, request -> ""),
                            (uri, headers, json) -> new Http.Answer(200, ""),
                            InstantSource.system(),
                            new Secrets(VARIABLES))
                    .read(file)
                    .forEach((name, open) -> assertThat(name + open).doesNotContain("concealed"));
        } catch (CommandFailure refused) {
            String message = String.valueOf(refused.getMessage());
            Messages.assertThatATerminalMayShow(message);
            assertThat(message)
                    .as("neither an address, which may be a robot's with its token, nor a secret")
                    .doesNotContain("://", "concealed");
        }
    }
}
