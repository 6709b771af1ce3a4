package org.govbrain.local.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.govbrain.local.cluster.FlinkCluster;
import org.govbrain.local.cluster.JobCluster;
import org.govbrain.local.cluster.LocalJob;
import org.govbrain.local.cluster.ProcessCluster;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.server.FreePort;
import org.govbrain.local.server.KeptAlive.Care;

/** Starts the Flink cluster of a stack, of one kind or the other. */
final class JobClusters {
    private JobClusters() {}

    static JobCluster start(StackOptions options, Care care) throws Exception {
        StackFolder folder = options.folder();
        int slots = options.parallelism() * LocalJob.all().size();
        int port = options.ports().flink();
        if (options.taskManagers() == 0) {
            refuseStateOf(folder.cluster().resolve("checkpoints"), "with --cluster");
            return FlinkCluster.start(folder.checkpoints(), port, slots);
        }
        refuseStateOf(folder.checkpoints(), "without --cluster");
        return ProcessCluster.start(
                options.installation(),
                new ProcessCluster.Size(
                        folder.cluster(), folder.logs(), port, FreePort.find(), options.taskManagers(), slots),
                care);
    }

    /** Each kind keeps state in a form of its own, and jobs without their state would page everybody again. */
    private static void refuseStateOf(Path checkpoints, String how) throws IOException {
        if (!Files.isDirectory(checkpoints)) {
            return;
        }
        try (Stream<Path> jobs = Files.list(checkpoints)) {
            if (jobs.findAny().isPresent()) {
                throw CommandFailure.environment("The jobs of this folder have run " + how
                        + " and can only go on so: start them that way, or name another folder with --data.");
            }
        }
    }
}
