package org.govbrain.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.govbrain.local.stack.FreePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FlinkClusterTest {
    @TempDir
    Path folder;

    @Test
    void a_job_goes_on_from_its_newest_checkpoint_after_a_stop() throws Exception {
        try (FlinkCluster first = start()) {
            assertThat(submit(first)).as("nothing to go on from").isEmpty();
            assertThat(first.statuses()).as("it runs").isEqualTo(Map.of("count", Optional.of(JobStatus.RUNNING)));
            HttpRequest ui = HttpRequest.newBuilder(first.url()).build();
            assertThat(HttpClient.newHttpClient()
                            .send(ui, BodyHandlers.ofString())
                            .body())
                    .as("the web UI is served")
                    .contains("<title>Apache Flink Web Dashboard</title>");
        }
        Path last = first(folder);
        try (FlinkCluster second = start()) {
            assertThat(submit(second)).as("the checkpoint of the stop").contains(last);
        }
        assertThat(first(folder)).as("the second run wrote its own").isNotEqualTo(last);
    }

    @Test
    void no_page_of_another_site_can_run_a_jar_or_read_what_it_says() throws Exception {
        try (FlinkCluster cluster = start()) {
            HttpClient http = HttpClient.newHttpClient();
            HttpRequest upload = HttpRequest.newBuilder(cluster.url().resolve("/jars/upload"))
                    .POST(HttpRequest.BodyPublishers.ofString(""))
                    .build();
            assertThat(http.send(upload, BodyHandlers.ofString()).statusCode())
                    .as("nobody hands it a jar")
                    .isEqualTo(404);
            HttpRequest jobs = HttpRequest.newBuilder(cluster.url().resolve("/jobs/overview"))
                    .header("Origin", "http://elsewhere.example")
                    .build();
            assertThat(http.send(jobs, BodyHandlers.ofString()).headers().firstValue("access-control-allow-origin"))
                    .as("whose pages may read the answer")
                    .hasValue("http://127.0.0.1:" + cluster.url().getPort());
        }
    }

    private FlinkCluster start() throws Exception {
        return FlinkCluster.start(folder, FreePort.find(), 1);
    }

    private static Path first(Path folder) {
        return new Checkpoints(folder).newest("count").orElseThrow();
    }

    private static Optional<Path> submit(FlinkCluster cluster) throws Exception {
        Configuration config = new Configuration();
        config.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofHours(1));
        return cluster.submit(
                "count",
                config,
                env -> env.setParallelism(1)
                        .fromSequence(0, Long.MAX_VALUE)
                        .uid("numbers")
                        .sinkTo(new DiscardingSink<>())
                        .uid("nowhere"));
    }
}
