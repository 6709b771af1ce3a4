package org.govbrain.local.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobStatus;
import org.govbrain.engine.config.JobConfig;

/**
 * The Flink cluster of a stack. Each job's checkpoints lie in a folder of its own and are kept when the job ends, however it
 * ends; submitting a job of the same name goes on from the newest.
 */
public interface JobCluster extends AutoCloseable {

    /**
     * Runs a job and returns when all its tasks run.
     *
     * @return the checkpoint that it goes on from, empty for a first start
     * @throws org.govbrain.local.command.CommandFailure when the job cannot start, also because it does not understand its
     *     checkpoint
     */
    Optional<Path> submit(LocalJob job, JobConfig config) throws Exception;

    /** Each submitted job's status; empty for one that the cluster does not tell at the moment. */
    Map<String, Optional<JobStatus>> statuses();

    Checkpoints checkpoints();

    /** Where the web UI and the REST interface are. */
    URI url();

    /** Its processes by what a person calls them; none if it runs inside this JVM. */
    Map<String, Long> pids();

    /** Takes a last checkpoint of each running job, ends the jobs, then the cluster. */
    @Override
    void close();
}
