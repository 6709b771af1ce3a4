package org.govbrain.local.stack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.apache.flink.api.common.JobStatus;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.local.cluster.JobCluster;
import org.govbrain.local.demo.DemoPlayer;
import org.govbrain.local.pacemaker.Pacemaker;
import org.jspecify.annotations.Nullable;

/** What a running stack says of itself, as JSON; {@code brain status} shows it. */
final class StackStatus {
    private final StackOptions options;
    private final Instant startedAt;
    private final JobConfig config;
    private final JobCluster flink;
    private final Pacemaker pacemaker;
    private final @Nullable DemoPlayer player;
    private final HttpClient http = HttpClient.newHttpClient();

    StackStatus(
            StackOptions options,
            Instant startedAt,
            JobConfig config,
            JobCluster flink,
            Pacemaker pacemaker,
            @Nullable DemoPlayer player) {
        this.options = options;
        this.startedAt = startedAt;
        this.config = config;
        this.flink = flink;
        this.pacemaker = pacemaker;
        this.player = player;
    }

    /** A part that does not answer has an {@code error} in its place. */
    ObjectNode describe() {
        ObjectNode status = JsonNodeFactory.instance.objectNode();
        Ports ports = options.ports();
        status.put("started_at", startedAt.toString());
        status.put("folder", options.folder().root().toString());
        status.putObject("urls")
                .put("live_view", url(ports.console()))
                .put("flink", url(ports.flink()))
                .put("elasticsearch", url(ports.elasticsearch()))
                .put("kafka", "127.0.0.1:" + ports.kafka());
        ObjectNode clock = status.putObject("clock");
        clock.put("mode", options.clock().name().toLowerCase(Locale.ROOT));
        clock.put("follows", player != null ? "demo" : pacemaker.isWall() ? "wall" : "data");
        pacemaker.lastBeat().ifPresent(at -> clock.put("last_heartbeat_at", at.toString()));
        if (player != null) {
            status.putObject("demo")
                    .put("played_up_to", player.playedUpTo().toString())
                    .put("live", player.isLive())
                    .put("events", player.events());
        }
        if (!flink.pids().isEmpty()) {
            flink.pids().forEach(status.putObject("processes")::put);
        }
        ObjectNode jobs = status.putObject("jobs");
        describeJobs(jobs);
        describeFlink(jobs, status.putObject("timers"));
        status.set("lag", new Lag(config).describe());
        ObjectNode documents = status.putObject("documents");
        String failure = IndexHealth.ask(config, health -> health.documents(documents));
        if (failure != null) {
            documents.put("error", failure);
        }
        return status;
    }

    private void describeJobs(ObjectNode jobs) {
        flink.statuses().forEach((name, state) -> {
            ObjectNode job =
                    jobs.putObject(name).put("state", state.map(JobStatus::name).orElse("unknown"));
            flink.checkpoints()
                    .newestAt(name)
                    .ifPresent(at -> job.put(
                            "checkpoint_age_seconds",
                            Duration.between(at, Instant.now()).toSeconds()));
        });
    }

    private void describeFlink(ObjectNode jobs, ObjectNode timers) {
        FlinkRest rest = new FlinkRest(http, flink.url());
        try {
            new JobHealth(rest).describe(jobs);
            new TimerHealth(rest).describe(timers);
        } catch (IOException e) {
            timers.put("error", String.valueOf(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port + "/";
    }
}
