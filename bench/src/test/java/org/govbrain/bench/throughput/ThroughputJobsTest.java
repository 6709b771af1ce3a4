package org.govbrain.bench.throughput;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.govbrain.bench.measure.BenchCluster;
import org.govbrain.bench.measure.Candidate;
import org.govbrain.bench.throughput.ThroughputJobs.Backend;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.local.broker.KafkaBroker;
import org.govbrain.local.command.Progress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With so few events no time means anything; that all of them are read does. */
class ThroughputJobsTest {
    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void floorsAndJobReadEveryEventOfARealBroker() throws Exception {
        Progress progress = new Progress(new PrintWriter(new StringWriter()), InstantSource.system());
        try (KafkaBroker broker = KafkaBroker.start(folder);
                BenchCluster cluster = BenchCluster.start(1, folder.resolve("flink"))) {
            JobConfig config = JobConfig.of(Map.of(ConfigKeys.KAFKA_SERVERS.name(), broker.bootstrapServers()));
            Workload workload = Workload.publish(config, 100, 1, InstantSource.system(), progress);
            assertThat(workload.events()).as("whole days").isGreaterThan(100);
            ThroughputJobs jobs = new ThroughputJobs(cluster, config, workload);
            for (Candidate candidate : List.of(
                    jobs.decodeFloor(),
                    jobs.keyedFloor(Backend.ROCKSDB),
                    jobs.keepingFloor(Backend.HEAP),
                    jobs.situation(Backend.HEAP))) {
                assertThat(candidate.run().once().units())
                        .as("%s fails by itself when its counts are wrong", candidate.name())
                        .isEqualTo(workload.events());
            }
        }
    }
}
