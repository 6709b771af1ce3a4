package org.govbrain.local.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.govbrain.local.server.FreePort;
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
    void nobody_hands_it_code() throws Exception {
        try (FlinkCluster cluster = start()) {
            HttpClient http = HttpClient.newHttpClient();
            HttpRequest upload = HttpRequest.newBuilder(cluster.url().resolve("/jars/upload"))
                    .POST(HttpRequest.BodyPublishers.ofString(""))
                    .build();
            assertThat(http.send(upload, BodyHandlers.ofString()).statusCode())
                    .as("no jar")
                    .isEqualTo(404);
            String files = "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 0\r\n";
            String here = "Host: 127.0.0.1\r\n";
            assertThat(ask(cluster, "POST /jobs", here + files))
                    .as("nor a drawn job, which is a file of Java's serialization")
                    .isEqualTo(403);
        }
    }

    @Test
    void a_page_of_another_site_is_not_answered_under_any_name() throws Exception {
        try (FlinkCluster cluster = start()) {
            assertThat(submit(cluster)).as("now it answers whoever may ask").isEmpty();
            assertThat(ask(cluster, "GET /jobs/overview", "Host: localhost\r\n"))
                    .as("a person, or a command")
                    .isEqualTo(200);
            assertThat(ask(cluster, "GET /jobs/overview", "Host: 127.0.0.1:80\r\nOrigin: http://127.0.0.1:80\r\n"))
                    .as("its own page")
                    .isEqualTo(200);
            assertThat(ask(cluster, "GET /jobs/overview", "Host: 127.0.0.1\r\nOrigin: http://elsewhere.example\r\n"))
                    .as("a page of another site")
                    .isEqualTo(403);
            assertThat(ask(cluster, "POST /jobs", "Host: 127.0.0.1\r\nOrigin: null\r\nContent-Length: 0\r\n"))
                    .as("a page that hides where it is from")
                    .isEqualTo(403);
            assertThat(ask(cluster, "GET /jobs/overview", "Host: elsewhere.example\r\n"))
                    .as("a page whose name was made to mean this machine")
                    .isEqualTo(421);
        }
    }

    private static int ask(FlinkCluster cluster, String request, String headers) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), cluster.url().getPort())) {
            socket.getOutputStream()
                    .write((request + " HTTP/1.1\r\n" + headers + "\r\n").getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("HTTP/1.1 200".length());
            return Integer.parseInt(new String(answer, StandardCharsets.US_ASCII).substring("HTTP/1.1 ".length()));
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
