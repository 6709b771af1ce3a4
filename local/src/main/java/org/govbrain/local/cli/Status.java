package org.govbrain.local.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.govbrain.local.command.ExitCode;
import org.govbrain.local.control.ControlClient;
import org.govbrain.local.stack.ClusterStatus;
import org.govbrain.local.stack.Connection;
import org.govbrain.local.stack.ConnectionOption;
import org.govbrain.local.stack.StackState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code brain status}: what a running stack says of itself. */
@Command(
        name = "status",
        description =
                "Show what is up in the local run or on a cluster: addresses, jobs, clock, lag and document counts. Ends with 1 if"
                        + " a job does not run, a topic or an index is missing, or a server does not answer.",
        mixinStandardHelpOptions = true)
final class Status implements Callable<Integer> {
    /** What only a cluster says, by where it stands. */
    private static final Map<String, String> ROWS = new LinkedHashMap<>();

    static {
        ROWS.put("/delivery_workers", "delivery workers");
        ROWS.put("/elasticsearch/status", "Elasticsearch is");
        ROWS.put("/dead_letters_last_hour", "dead letters, last hour");
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private ConnectionOption servers;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        Connection connection = servers.get();
        StackState run = connection.run();
        ObjectNode status = run == null
                ? ClusterStatus.describe(connection.config(), Instant.now())
                : new ControlClient(run.ports().control(), run.token()).status();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(status.toPrettyString());
        } else {
            show(status, out);
        }
        return isWell(status) ? ExitCode.OK : ExitCode.REJECTED;
    }

    /** Whether every job runs, every server answers and what they keep is there; brain doctor says more. */
    static boolean isWell(JsonNode status) {
        return status.path("jobs")
                        .valueStream()
                        .allMatch(job -> job.path("state").asText().equals("RUNNING"))
                && Stream.of("timers", "lag", "documents")
                        .noneMatch(part -> status.path(part).has("error"))
                && status.path("topics").isEmpty()
                && status.path("documents").valueStream().allMatch(JsonNode::isNumber);
    }

    static void show(JsonNode status, PrintWriter out) {
        if (status.has("started_at")) {
            out.println("Running since " + status.path("started_at").asText() + " on "
                    + status.path("folder").asText());
        }
        status.path("urls")
                .properties()
                .forEach(url ->
                        row(out, url.getKey().replace('_', ' '), url.getValue().asText()));
        JsonNode clock = status.path("clock");
        if (!clock.isMissingNode()) {
            row(
                    out,
                    "clock",
                    clock.path("last_heartbeat_at").asText("no heartbeat yet") + " (follows "
                            + clock.path("follows").asText() + ", mode "
                            + clock.path("mode").asText() + ")");
        }
        JsonNode demo = status.path("demo");
        if (!demo.isMissingNode()) {
            row(
                    out,
                    "sample days",
                    demo.path("events").asText() + " events, up to "
                            + demo.path("played_up_to").asText()
                            + (demo.path("live").asBoolean() ? ", in real time" : ", catching up"));
        }
        status.path("processes")
                .properties()
                .forEach(process -> row(
                        out, process.getKey(), "process " + process.getValue().asText()));
        status.path("jobs").properties().forEach(job -> {
            JsonNode age = job.getValue().path("checkpoint_age_seconds");
            row(
                    out,
                    job.getKey() + " job",
                    job.getValue().path("state").asText()
                            + (age.isMissingNode() ? ", no checkpoint yet" : ", checkpoint " + age.asText() + " s ago")
                            + (job.getValue().path("restarts").asLong() > 0
                                    ? ", restarts: "
                                            + job.getValue().path("restarts").asText()
                                    : ""));
        });
        JsonNode timers = status.path("timers");
        if (timers.has("error")) {
            row(out, "Flink does not answer", timers.path("error").asText());
        }
        status.path("topics")
                .properties()
                .forEach(topic -> topic.getValue().forEach(wrong -> row(out, topic.getKey(), wrong.asText())));
        ROWS.forEach((path, name) -> {
            JsonNode value = status.at(path);
            if (!value.isMissingNode()) {
                row(out, name, value.asText());
            }
        });
        out.println("Not yet read, as of the last checkpoint:");
        JsonNode lag = status.path("lag");
        if (lag.has("error")) {
            row(out, "Kafka does not answer", lag.path("error").asText());
        }
        lag.properties()
                .forEach(group -> group.getValue()
                        .properties()
                        .forEach(topic ->
                                row(out, topic.getKey(), topic.getValue().asText() + "  (" + group.getKey() + ")")));
        out.println("Documents:");
        status.path("documents")
                .properties()
                .forEach(index -> row(
                        out,
                        index.getKey().equals("error") ? "Elasticsearch does not answer" : index.getKey(),
                        index.getValue().isNull()
                                ? "is missing"
                                : index.getValue().asText()));
    }

    private static void row(PrintWriter out, String name, String value) {
        out.printf("  %-26s %s%n", name, value);
    }
}
