package org.govbrain.local.cluster;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionGraph;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.executiongraph.ErrorInfo;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.local.command.CommandFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Flink cluster inside this JVM, with its REST interface and web UI on loopback. */
public final class FlinkCluster implements JobCluster {
    private static final Logger LOG = LoggerFactory.getLogger(FlinkCluster.class);
    private static final Duration LAST_CHECKPOINT = Duration.ofSeconds(20);

    private static final Duration START_PATIENCE = Duration.ofMinutes(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final MiniCluster cluster;
    private final Checkpoints checkpoints;
    private final Map<String, JobID> jobs = new LinkedHashMap<>();

    private FlinkCluster(MiniCluster cluster, Checkpoints checkpoints) {
        this.cluster = cluster;
        this.checkpoints = checkpoints;
    }

    /** Starts a cluster; {@code slots} is the sum of the parallelisms of all jobs that will run on it. */
    public static FlinkCluster start(Path checkpointFolder, int restPort, int slots) throws Exception {
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration(restPort))
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .build());
        cluster.start();
        return new FlinkCluster(cluster, new Checkpoints(checkpointFolder));
    }

    private static Configuration configuration(int restPort) {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.PORT, restPort);
        configuration.set(RestOptions.BIND_PORT, Integer.toString(restPort));
        // Else any page in a browser of this machine could hand it a jar and run that, and read what it answers.
        configuration.set(WebOptions.SUBMIT_ENABLE, false);
        configuration.set(WebOptions.ACCESS_CONTROL_ALLOW_ORIGIN, "http://127.0.0.1:" + restPort);
        configuration.set(JobManagerOptions.ADDRESS, "127.0.0.1");
        // Without these two, the server of job files and the exchange between tasks listen on every address.
        configuration.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
        configuration.set(TaskManagerOptions.BIND_HOST, "127.0.0.1");
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        // What lies between tasks is work for a second, not for days of looks at a district: a checkpoint waits behind
        // it.
        configuration.set(TaskManagerOptions.BUFFER_DEBLOAT_ENABLED, true);
        return configuration;
    }

    @Override
    public Optional<Path> submit(LocalJob job, JobConfig config) throws Exception {
        return submit(job.name(), job.config().apply(config), env -> job.build().accept(env, config));
    }

    /**
     * Runs a job and returns when all its tasks run.
     *
     * @param config the job's own settings; where checkpoints go and that they stay is decided here
     * @param build draws the job
     * @return the checkpoint that it goes on from, empty for a first start
     * @throws CommandFailure when the job cannot start, also because it does not understand its checkpoint
     */
    public Optional<Path> submit(String name, Configuration config, Consumer<StreamExecutionEnvironment> build)
            throws Exception {
        Optional<Path> from = checkpoints.newest(name);
        Configuration local = new Configuration(config);
        local.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        local.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                checkpoints.folder(name).toUri().toString());
        local.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        local.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(local);
        build.accept(env);
        StreamGraph drawn = env.getStreamGraph();
        drawn.setJobName(name);
        JobGraph graph = drawn.getJobGraph();
        from.ifPresent(path -> graph.setSavepointRestoreSettings(
                SavepointRestoreSettings.forPath(path.toUri().toString(), false, RecoveryClaimMode.CLAIM)));
        JobID id = cluster.submitJob(graph).get().getJobID();
        jobs.put(name, id);
        awaitRunning(name, id, from);
        return from;
    }

    private void awaitRunning(String name, JobID id, Optional<Path> from) throws Exception {
        long end = System.nanoTime() + START_PATIENCE.toNanos();
        AccessExecutionGraph graph = cluster.getExecutionGraph(id).get();
        while (!runs(graph)) {
            if (graph.getState().isGloballyTerminalState() || System.nanoTime() > end) {
                ErrorInfo failure = graph.getFailureInfo();
                throw CommandFailure.environment("The " + name + " job does not start"
                        + from.map(path -> " from its checkpoint " + path).orElse("") + ": "
                        + (failure == null ? "it is " + graph.getState() : failure.getExceptionAsString()));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            graph = cluster.getExecutionGraph(id).get();
        }
    }

    private static boolean runs(AccessExecutionGraph graph) {
        for (AccessExecutionVertex task : graph.getAllExecutionVertices()) {
            if (task.getExecutionState() != ExecutionState.RUNNING) {
                return false;
            }
        }
        return graph.getState() == JobStatus.RUNNING;
    }

    @Override
    public URI url() {
        return URI.create("http://127.0.0.1:" + cluster.getRestAddress().join().getPort());
    }

    @Override
    public Map<String, Optional<JobStatus>> statuses() {
        Map<String, Optional<JobStatus>> statuses = new LinkedHashMap<>();
        jobs.forEach((name, id) ->
                statuses.put(name, Optional.of(cluster.getJobStatus(id).join())));
        return statuses;
    }

    @Override
    public Map<String, Long> pids() {
        return Map.of();
    }

    @Override
    public Checkpoints checkpoints() {
        return checkpoints;
    }

    @Override
    public void close() {
        jobs.forEach(this::stop);
        cluster.closeAsync().join();
    }

    private void stop(String name, JobID id) {
        if (cluster.getJobStatus(id).join().isGloballyTerminalState()) {
            return;
        }
        try {
            cluster.triggerCheckpoint(id)
                    .orTimeout(LAST_CHECKPOINT.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException e) {
            LOG.warn("The {} job ends without a last checkpoint and will go on from the one before", name, e);
        }
        cluster.cancelJob(id).join();
        cluster.requestJobResult(id).join();
    }
}
