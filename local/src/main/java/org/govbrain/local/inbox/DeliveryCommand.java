package org.govbrain.local.inbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaReference;
import org.govbrain.local.child.Signals;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brain delivery}: the delivery worker and its pages beside a cluster; stays until it is told to stop. */
@Command(
        name = "delivery",
        description = "Carry messages out beside a cluster, and serve the pages on which officers answer; brain up does"
                + " so by itself. Settings: docs/CONFIGURATION.md.",
        mixinStandardHelpOptions = true)
public final class DeliveryCommand implements Callable<Integer> {
    private static final List<String> STOPPING = List.of("INT", "HUP", "TERM");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings file; variables GOVBRAIN_… win over it, and it may be left out.")
    private @Nullable Path file;

    @Override
    public Integer call() throws Exception {
        JobConfig config = JobConfig.load(file, System.getenv());
        InboxSettings settings = InboxSettings.of(config);
        CompletableFuture<Void> stop = new CompletableFuture<>();
        Signals.handle(STOPPING, () -> stop.complete(null));
        ZoneId zone = new KafkaReference(config).load().data().zone();
        try (InboxParts parts = InboxParts.start(config, settings, zone)) {
            spec.commandLine()
                    .getOut()
                    .println("Delivery worker " + settings.worker() + " runs; pages: " + parts.url() + ", links: "
                            + settings.publicUrl() + "/a/… (" + settings.access() + ")");
            spec.commandLine().getOut().flush();
            CompletableFuture.anyOf(stop, parts.ended()).join();
            if (!stop.isDone()) {
                throw CommandFailure.environment("Another delivery worker called " + settings.worker()
                        + " has taken over; give each a name of its own (delivery.name).");
            }
        } catch (IOException e) {
            throw CommandFailure.environment("The pages can't be served at " + settings.listen() + ": " + e.getMessage()
                    + ". Free the port, or set delivery.listen.");
        }
        return ExitCode.OK;
    }
}
