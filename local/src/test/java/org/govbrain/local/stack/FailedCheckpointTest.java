package org.govbrain.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.state.CheckpointListener;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.config.JobEnvironment;
import org.govbrain.local.cluster.FlinkCluster;
import org.govbrain.local.server.FreePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job under our settings that is held up until two checkpoints have expired. */
@Timeout(300)
class FailedCheckpointTest {
    private static final int FAILURES = 2;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final List<String> HAPPENED = new CopyOnWriteArrayList<>();
    private static final Semaphore HELD_UP = new Semaphore(0);
    private static final CompletableFuture<Void> SAVED = new CompletableFuture<>();

    @TempDir
    Path folder;

    @Test
    void a_job_that_could_not_be_saved_in_time_goes_on_and_is_saved_later() throws Exception {
        Configuration config = JobEnvironment.withCheckpoints(
                JobEnvironment.plain(), JobConfig.of(Map.of(ConfigKeys.CHECKPOINT_INTERVAL.name(), "10 ms")));
        assertThat(config.get(CheckpointingOptions.CHECKPOINTING_TIMEOUT))
                .as("a backlog may hold a checkpoint up for so long")
                .isGreaterThanOrEqualTo(Duration.ofHours(1));
        config.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofSeconds(1));
        try (FlinkCluster cluster = FlinkCluster.start(folder, FreePort.find(), 1)) {
            cluster.submit(
                    "count",
                    config,
                    env -> env.setParallelism(1)
                            .fromSequence(0, Long.MAX_VALUE)
                            .uid("numbers")
                            .map(new HeldUp())
                            .uid("held-up")
                            .sinkTo(new DiscardingSink<>())
                            .uid("nowhere"));
            FlinkRest flink = new FlinkRest(HttpClient.newHttpClient(), cluster.url());
            String job = flink.jobs().getOrDefault("count", "none");
            Set<Long> expired = new HashSet<>();
            while (expired.size() < FAILURES) {
                expired.addAll(expired(flink.get(job + "/checkpoints")));
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
            HELD_UP.release();
            SAVED.get();
            ObjectNode known = JsonNodeFactory.instance.objectNode();
            known.putObject("count");
            while (!known.path("count").has("checkpoint_age_seconds")) {
                new JobHealth(flink).describe(known);
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
            assertThat(known.path("count").path("checkpoint_age_seconds").asLong())
                    .as("its last success, as Flink alone tells it where nobody sees its files")
                    .isBetween(0L, Duration.ofHours(1).toSeconds());
        }
        assertThat(HAPPENED)
                .as("no other start")
                .startsWith("start", "held up", "saved")
                .containsOnlyOnce("start");
    }

    /** Ids of those that were not complete in time; others fail while tasks start, which ends no job in any case. */
    private static List<Long> expired(JsonNode checkpoints) {
        List<Long> ids = new ArrayList<>();
        for (JsonNode each : checkpoints.path("history")) {
            if (each.path("failure_message").asText().contains("expired")) {
                ids.add(each.path("id").asLong());
            }
        }
        return ids;
    }

    private static final class HeldUp implements MapFunction<Long, Long>, CheckpointedFunction, CheckpointListener {
        private static final long serialVersionUID = 1L;

        private boolean wasHeldUp;

        @Override
        public Long map(Long number) {
            return number;
        }

        @Override
        public void initializeState(FunctionInitializationContext context) {
            HAPPENED.add("start");
        }

        @Override
        public void snapshotState(FunctionSnapshotContext context) throws InterruptedException {
            if (!wasHeldUp) {
                wasHeldUp = true;
                HAPPENED.add("held up");
                HELD_UP.acquire();
            }
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) {
            HAPPENED.add("saved");
            SAVED.complete(null);
        }
    }
}
