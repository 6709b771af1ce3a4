package org.govbrain.local.pacemaker;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.govbrain.dashboards.index.IndexSettings;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.local.child.Signals;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.command.ExitCode;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brain pacemaker}: what {@code brain up} does beside the jobs, for jobs on a cluster. */
@Command(
        name = "pacemaker",
        description = {
            "Beside jobs that run on a cluster: brings topics and index templates into their state, writes heartbeats"
                    + " by this machine's clock, and pages when detection or paging stands still.",
            "Stays until it is stopped. Heartbeats do not wait for Elasticsearch. One at a time; without it no deadline passes while the inputs are silent."
        },
        mixinStandardHelpOptions = true)
public final class PacemakerCommand implements Callable<Integer> {
    private static final List<String> STOPPING = List.of("INT", "HUP", "TERM");

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The jobs' settings file; variables GOVBRAIN_… count more.")
    private @Nullable Path config;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            defaultValue = "pacemaker.json",
            description = "What it has read is kept here (default: ${DEFAULT-VALUE}).")
    private Path state;

    @Option(
            names = "--shards",
            defaultValue = "1",
            description = "Primary shards of an index that is made (default: ${DEFAULT-VALUE}).")
    private int shards;

    @Option(
            names = "--replicas",
            defaultValue = "1",
            description = "Copies of each shard; 0 for a single node (default: ${DEFAULT-VALUE}).")
    private int replicas;

    @Override
    public Integer call() throws Exception {
        if (shards < 1 || replicas < 0) {
            throw CommandFailure.usage("--shards takes 1 or more and --replicas 0 or more.");
        }
        JobConfig settings = JobConfig.load(config, System.getenv());
        PrintWriter out = spec.commandLine().getOut();
        CountDownLatch stop = new CountDownLatch(1);
        Signals.handle(STOPPING, stop::countDown);
        ClusterCompanion companion =
                ClusterCompanion.start(settings, state, IndexSettings.usual(shards, replicas), line -> {
                    out.println(line);
                    out.flush();
                });
        try {
            stop.await();
        } finally {
            companion.close();
        }
        return ExitCode.OK;
    }
}
