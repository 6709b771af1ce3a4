package org.govbrain.local.backup;

import co.elastic.clients.transport.rest_client.RestClientTransport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.elasticsearch.client.ResponseException;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.elastic.ElasticsearchConnection;
import org.govbrain.engine.kafka.KafkaReference;
import org.govbrain.engine.kafka.ReferencePublisher;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.stack.DataOption;
import org.govbrain.local.stack.StackConnection;
import org.govbrain.local.stack.StackFolder;
import org.govbrain.local.stack.StackState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brain backup}: documents and reference data of a running stack, saved and taken back. */
@Command(
        name = "backup",
        description = "Save documents and reference data of a running stack, or take them back.",
        mixinStandardHelpOptions = true)
public final class BackupCommand implements Runnable {
    private static final String LOCATION = "backups";
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,60}");

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(out());
    }

    @Command(name = "save", description = "Save everything under a name.", mixinStandardHelpOptions = true)
    int save(
            @Mixin DataOption data,
            @Parameters(paramLabel = "NAME", description = "Under which it is kept: small letters, digits, hyphens.")
                    String name)
            throws Exception {
        JobConfig config = config(data, name);
        Path folder = reference(data.folder(), name);
        if (Files.exists(folder)) {
            throw CommandFailure.usage(name + " is taken, and nothing is saved over: choose another name.");
        }
        withSnapshots(config, snapshots -> snapshots.save(LOCATION, name));
        Files.createDirectories(folder);
        for (Map.Entry<String, byte[]> file : ReferenceLoader.fromStored(new KafkaReference(config).read())
                .files()
                .entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        out().println("Saved as " + name + "; keep a copy of "
                + data.folder().elasticsearch().resolve(LOCATION) + " and " + folder + " on another machine.");
        return ExitCode.OK;
    }

    @Command(
            name = "restore",
            description = "Take back what is missing or older than what was saved; the stack goes on meanwhile.",
            mixinStandardHelpOptions = true)
    int restore(
            @Mixin DataOption data,
            @Parameters(paramLabel = "NAME", description = "Under which it was saved.") String name)
            throws Exception {
        JobConfig config = config(data, name);
        Path folder = reference(data.folder(), name);
        if (!Files.isDirectory(folder)) {
            throw CommandFailure.usage("Nothing was saved as " + name + ": there is no " + folder + ".");
        }
        if (new KafkaReference(config).read().files().isEmpty()) {
            Map<String, byte[]> files = new TreeMap<>(ReferenceLoader.filesOf(folder));
            new ReferencePublisher(config).publish(files, Instant.now());
            out().println(files.size() + " reference files taken back");
        }
        withSnapshots(config, snapshots -> {
            Snapshots.Copied copied = snapshots.restore(LOCATION, name);
            out().println(copied.taken() + " documents taken back, " + copied.newer()
                    + " were there in the same version or a newer one.");
        });
        return ExitCode.OK;
    }

    private interface Step {
        void run(Snapshots snapshots) throws IOException;
    }

    private static void withSnapshots(JobConfig config, Step step) throws IOException {
        try (RestClientTransport transport = (RestClientTransport)
                ElasticsearchConnection.of(config).client()._transport()) {
            step.run(new Snapshots(transport.restClient()));
        } catch (ResponseException e) {
            throw CommandFailure.rejected("Elasticsearch refuses: " + e.getMessage());
        }
    }

    private static JobConfig config(DataOption data, String name) {
        if (!NAME.matcher(name).matches()) {
            throw CommandFailure.usage(name + " is no name: small letters, digits and hyphens, at most 61.");
        }
        return StackConnection.of(data.folder(), StackState.get(data.folder()).ports());
    }

    private static Path reference(StackFolder folder, String name) {
        return folder.root().resolve("backup-reference").resolve(name);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
