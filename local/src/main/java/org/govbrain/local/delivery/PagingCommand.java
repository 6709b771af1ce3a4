package org.govbrain.local.delivery;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.command.GivenFile;
import org.govbrain.schemas.delivery.DeliveryPurpose;
import org.govbrain.schemas.delivery.DeliveryRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brain paging}: whether officers can be reached, before it matters. */
@Command(name = "paging", description = "Paging: try a channel.", mixinStandardHelpOptions = true)
public final class PagingCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "test-channel",
            description = "Send one test message by a channel of channels.yaml and say what it answers; needs no stack."
                    + " Exit code 1 if the channel did not take it.",
            mixinStandardHelpOptions = true)
    int testChannel(
            @Option(
                            names = "--channels",
                            paramLabel = "FILE",
                            defaultValue = ".brain/channels.yaml",
                            description = "The file of channels (default: ${DEFAULT-VALUE}).")
                    Path file,
            @Option(
                            names = "--to",
                            paramLabel = "ADDRESS",
                            description =
                                    "Who is addressed on it: a mobile that a robot calls by name, a mail address.")
                    @Nullable
                    String to,
            @Parameters(paramLabel = "NAME", description = "Name of the channel.") String name)
            throws IOException, InterruptedException {
        InstantSource clock = InstantSource.system();
        MessageText text = new MessageText(false, request -> "");
        Map<String, ChannelsFile.Open> channels =
                new ChannelsFile(text, Http.jdk(), clock, new Secrets(System.getenv())).read(GivenFile.readable(file));
        ChannelsFile.Open open = channels.get(name);
        if (open == null) {
            throw CommandFailure.usage("There is no channel " + name + " in " + file + ", only "
                    + String.join(", ", channels.keySet()) + ".");
        }
        SendResult result = open.channel()
                .send(new Parcel(name, to == null ? List.of() : List.of(to), List.of(message(name, clock))));
        if (result.arrived()) {
            spec.commandLine().getOut().println("The channel " + name + " has taken the test message.");
            return ExitCode.OK;
        }
        spec.commandLine()
                .getErr()
                .println("The channel " + name + " did not take the test message: " + result.detail());
        return ExitCode.REJECTED;
    }

    private static DeliveryRequest message(String channel, InstantSource clock) {
        String id = "test|" + channel + "|" + clock.millis();
        return DeliveryRequest.newBuilder()
                .setDeliveryId(id)
                .setIssuedAt(clock.instant())
                .setPageId(id)
                .setDedupKey("test|" + channel)
                .setPurpose(DeliveryPurpose.WATCHDOG)
                .setLevel(0)
                .setRole("test")
                .setRecipient("test")
                .setPriority(3)
                .setEmergency(false)
                .setSeverity("info")
                .setAlertKind("test")
                .setTitleZh("治理大脑：渠道测试")
                .setTitleEn("Governance Brain: test of a channel")
                .setTextZh("治理大脑：渠道测试\n收到即表示渠道 " + channel + " 可用，无需处理。")
                .setTextEn("Governance Brain: test of a channel\nThe channel " + channel
                        + " works; nothing is to be done.")
                .setBundle(id)
                .setDigest(false)
                .setRuleId("test")
                .setPolicyVersion("test")
                .setRosterVersion("test")
                .setWhyZh("")
                .setWhyEn("")
                .build();
    }
}
