package org.govbrain.engine.config;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend.PriorityQueueStateType;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.govbrain.engine.input.InboundWatermarks;

/** What Flink must be told about our jobs. */
public final class JobEnvironment {
    private static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);

    /** While a backlog is read, a checkpoint waits behind looks at whole districts: minutes on a busy machine, and no sign of a fault. */
    private static final Duration LONGEST_CHECKPOINT = Duration.ofHours(1);

    private JobEnvironment() {}

    /** Every job: no unnamed state, no Kryo, and no copies, because what is sent on is never changed. */
    public static Configuration plain() {
        Configuration config = new Configuration();
        config.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        config.set(PipelineOptions.GENERIC_TYPES, false);
        config.set(PipelineOptions.OBJECT_REUSE, true);
        return config;
    }

    /** A job that lives by event time: short waits. */
    public static Configuration withClocks() {
        Configuration config = plain();
        config.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, InboundWatermarks.INTERVAL);
        // Each task has a thread that wakes so often, busy or not: five milliseconds took an eighth of a processor.
        config.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(40));
        // Where state is in RocksDB: on the heap timers cost less, but a task stands with each checkpoint until it has
        // written all of them, and a case keeps one for most of a year.
        config.set(RocksDBOptions.TIMER_SERVICE_FACTORY, PriorityQueueStateType.ROCKSDB);
        return config;
    }

    /** Adds what a job needs to go on after a failure: checkpoints that are kept, and restarts; a failed checkpoint is no failure. */
    public static Configuration withCheckpoints(Configuration config, JobConfig settings) {
        config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.get(ConfigKeys.CHECKPOINT_INTERVAL));
        config.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        settings.find(ConfigKeys.CHECKPOINT_DIR)
                .ifPresent(dir -> config.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, dir));
        config.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, LONGEST_CHECKPOINT);
        // A job that began again because it could not save its work would lose that work, and come no further the next
        // time.
        config.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        config.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        config.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, LONGEST_BACKOFF);
        return config;
    }
}
