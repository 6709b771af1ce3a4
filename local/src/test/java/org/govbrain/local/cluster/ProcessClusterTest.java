package org.govbrain.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.api.common.JobStatus;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.engine.paging.PagingJob;
import org.govbrain.local.broker.KafkaBroker;
import org.govbrain.local.server.FreePort;
import org.govbrain.local.server.Installation;
import org.govbrain.local.server.KeptAlive.Care;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The smallest of the jobs, from the job jar, on a job manager and a task manager that are killed. */
class ProcessClusterTest {
    private static final long PATIENCE_SECONDS = 240;

    @TempDir
    Path folder;

    private final List<String> said = Collections.synchronizedList(new ArrayList<>());

    @Test
    void jobs_outlive_both_processes_and_go_on_at_another_parallelism() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder)) {
            TopicAdmin.ensureTopics(config(broker, 1));
            try (ProcessCluster cluster = start()) {
                assertThat(cluster.submit(paging(), config(broker, 1)))
                        .as("nothing to go on from")
                        .isEmpty();
                assertThat(folder.resolve("logs/job-manager.log.temporary"))
                        .as("the libraries of the job, which it unpacks for each main method that it calls")
                        .isDirectoryContaining(file -> file.toString().endsWith(".jar"));
                HttpRequest fromElsewhere = HttpRequest.newBuilder(cluster.url().resolve("/jobs/overview"))
                        .header("Origin", "http://elsewhere.example")
                        .build();
                assertThat(HttpClient.newHttpClient()
                                .send(fromElsewhere, BodyHandlers.discarding())
                                .statusCode())
                        .as("jars are taken here, but not from another site's page")
                        .isEqualTo(403);
                kill(cluster, "Task manager 1");
                kill(cluster, "Job manager");
                assertThat(cluster.statuses())
                        .as("the job of before")
                        .isEqualTo(Map.of(PagingJob.NAME, Optional.of(JobStatus.RUNNING)));
            }
            try (ProcessCluster cluster = start()) {
                assertThat(cluster.submit(paging(), config(broker, 2)))
                        .as("the checkpoint of the stop, taken in by twice as many instances")
                        .isPresent();
            }
            assertThat(folder.resolve("logs"))
                    .as("no temporary files of either cluster")
                    .isDirectoryNotContaining(Files::isDirectory);
        }
    }

    private ProcessCluster start() throws Exception {
        return ProcessCluster.start(
                Installation.find(),
                new ProcessCluster.Size(
                        folder.resolve("cluster"), folder.resolve("logs"), FreePort.find(), FreePort.find(), 1, 2),
                new Care(said::add, () -> false, () -> {}, folder.resolve("hold")));
    }

    private void kill(ProcessCluster cluster, String name) {
        Instant before = Instant.now();
        ProcessHandle process =
                ProcessHandle.of(cluster.pids().getOrDefault(name, 0L)).orElseThrow();
        process.destroyForcibly();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (said.stream().noneMatch(line -> line.endsWith("after the end of " + name + " all jobs run"))) {
            assertThat(System.nanoTime()).as("patience with %s", said).isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
        assertThat(cluster.pids()).as("another process since %s", before).doesNotContainValue(process.pid());
    }

    private static LocalJob paging() {
        return LocalJob.all().stream()
                .filter(job -> job.name().equals(PagingJob.NAME))
                .findFirst()
                .orElseThrow();
    }

    private static JobConfig config(KafkaBroker broker, int parallelism) {
        return JobConfig.of(Map.of(
                ConfigKeys.KAFKA_SERVERS.name(),
                broker.bootstrapServers(),
                ConfigKeys.PARALLELISM.name(),
                Integer.toString(parallelism),
                ConfigKeys.CHECKPOINT_INTERVAL.name(),
                "1 s"));
    }
}
