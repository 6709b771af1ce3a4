package org.govbrain.bench.measure;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.runtime.minicluster.RpcServiceSharing;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A Flink cluster in this JVM that runs jobs which end, one after the other, and times each. */
public final class BenchCluster implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);

    private final MiniCluster cluster;
    private final int parallelism;

    private BenchCluster(MiniCluster cluster, int parallelism) {
        this.cluster = cluster;
        this.parallelism = parallelism;
    }

    /** Starts a cluster on loopback; {@code folder} is where RocksDB works. */
    public static BenchCluster start(int parallelism, Path folder) throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(JobManagerOptions.ADDRESS, "127.0.0.1");
        configuration.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
        configuration.set(TaskManagerOptions.BIND_HOST, "127.0.0.1");
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(256));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        configuration.setString("io.tmp.dirs", folder.toString());
        MiniCluster cluster = new MiniCluster(new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(parallelism)
                .setRpcServiceSharing(RpcServiceSharing.SHARED)
                .build());
        cluster.start();
        return new BenchCluster(cluster, parallelism);
    }

    /**
     * Runs a job to its end. The clock runs from the moment that all tasks are open, so that neither scheduling nor the
     * loading of reference data counts, to the moment that the job has finished. Without checkpoints: one that waits
     * for the last of them would be timed for its interval.
     *
     * @param units what the job works through
     */
    public Sample run(Configuration config, long units, Consumer<StreamExecutionEnvironment> build) throws Exception {
        Configuration ending = new Configuration(config);
        ending.removeConfig(CheckpointingOptions.CHECKPOINTING_INTERVAL);
        ending.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(ending);
        env.setParallelism(parallelism);
        build.accept(env);
        JobID job = cluster.submitJob(env.getStreamGraph().getJobGraph()).get().getJobID();
        while (!isOpen(job)) {
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        Stopwatch watch = Stopwatch.start();
        JobResult result = cluster.requestJobResult(job).get();
        Sample sample = watch.stop(units);
        result.toJobExecutionResult(BenchCluster.class.getClassLoader());
        return sample;
    }

    private boolean isOpen(JobID job) throws Exception {
        var graph = cluster.getExecutionGraph(job).get();
        if (graph.getState().isGloballyTerminalState()) {
            return true;
        }
        for (AccessExecutionVertex task : graph.getAllExecutionVertices()) {
            if (task.getStateTimestamp(ExecutionState.RUNNING) == 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        cluster.closeAsync().join();
    }
}
