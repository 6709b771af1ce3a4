package org.govbrain.local.reference;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.ReferencePublisher;
import org.govbrain.engine.reference.LoadedReference;
import org.govbrain.engine.reference.ReferenceException;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.engine.reference.StoredFile;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.stack.ConnectionOption;
import org.govbrain.schemas.Topics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brain reference}: the files that describe a city. */
@Command(
        name = "reference",
        description = "Reference data: grids, buildings, roster, policy, calendar, categories.",
        mixinStandardHelpOptions = true)
public final class ReferenceCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(
            name = "load",
            description =
                    "Load the reference files of a folder into the local run or a cluster; a bad file is refused whole.",
            mixinStandardHelpOptions = true)
    int load(
            @Mixin ConnectionOption servers,
            @Option(
                            names = "--effective-from",
                            paramLabel = "T",
                            description = "Since when, in event time, the files are in force, for example"
                                    + " 2026-03-01T00:00:00+08:00. Default: now. A first load, and another city,"
                                    + " always were.")
                    @Nullable
                    OffsetDateTime effectiveFrom,
            @Parameters(paramLabel = "DIR", description = "Folder with the files.") Path folder) {
        Map<String, byte[]> files = filesOf(folder);
        JobConfig config = servers.connect(List.of(Topics.REFERENCE, Topics.BUILDINGS, Topics.POSTS))
                .config();
        try {
            Instant now = Instant.now();
            Instant from = effectiveFrom == null ? now.plus(StoredFile.LEAD) : effectiveFrom.toInstant();
            ReferencePublisher.Load load = new ReferencePublisher(config).publish(files, now, from);
            var out = spec.commandLine().getOut();
            load.warnings().forEach(warning -> out.println("warning: " + warning));
            load.written().forEach(file -> out.println("loaded " + file.name()));
            out.println(load.written().size() + " of " + files.size() + " files were new or changed"
                    + (load.written().isEmpty() ? "." : ", in force for what happens from " + from + " on."));
            return ExitCode.OK;
        } catch (ReferenceException e) {
            throw CommandFailure.rejected("Nothing was loaded.\n" + e.getMessage());
        }
    }

    @Command(
            name = "check",
            description = {
                "Read the reference files of a folder as a first load of it would, and load nothing; needs no stack.",
                "A file that is not there is taken from the defaults, or left empty."
            },
            mixinStandardHelpOptions = true)
    int check(@Parameters(paramLabel = "DIR", description = "Folder with the files.") Path folder) {
        Map<String, byte[]> files = filesOf(folder);
        try {
            LoadedReference city = ReferencePublisher.check(files);
            var out = spec.commandLine().getOut();
            city.warnings().forEach(warning -> out.println("warning: " + warning));
            out.println(String.join(", ", new TreeSet<>(files.keySet())) + " can be loaded: "
                    + city.data().grids().all().size() + " grids, "
                    + city.data().buildings().all().size() + " buildings.");
            return ExitCode.OK;
        } catch (ReferenceException e) {
            throw CommandFailure.rejected("These files can't be loaded.\n" + e.getMessage());
        }
    }

    /** The reference files of a folder that a person named; at least one. */
    public static Map<String, byte[]> filesOf(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw CommandFailure.usage(folder + " is not a folder.");
        }
        Map<String, byte[]> files = ReferenceLoader.filesOf(folder);
        if (files.isEmpty()) {
            throw CommandFailure.usage("There is no reference file in " + folder + ", such as grids.geojson.");
        }
        return files;
    }
}
