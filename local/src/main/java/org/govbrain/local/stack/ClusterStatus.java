package org.govbrain.local.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.local.cluster.LocalJob;
import org.govbrain.schemas.PlainText;
import org.jspecify.annotations.Nullable;

/**
 * What the servers of a cluster say, in the form in which a local run says it of itself. It looks and changes nothing. A part
 * that can't be asked has an {@code error} in its place; jobs are left out where no address of Flink is set.
 */
public final class ClusterStatus {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_SHOWN = 300;
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final JobConfig config;
    private final ObjectNode status = JsonNodeFactory.instance.objectNode();

    private ClusterStatus(JobConfig config) {
        this.config = config;
    }

    /**
     * Asks Kafka, Flink and Elasticsearch, one after the other.
     *
     * @param now by which a record waits long
     */
    public static ObjectNode describe(JobConfig config, Instant now) throws InterruptedException {
        ClusterStatus cluster = new ClusterStatus(config);
        cluster.urls();
        cluster.kafka(now);
        flink(config.find(ConfigKeys.FLINK_URLS).orElse(List.of()), cluster.status);
        elasticsearch(config, cluster.status);
        return cluster.status;
    }

    private void urls() {
        ObjectNode urls = status.putObject("urls");
        urls.put("kafka", config.get(ConfigKeys.KAFKA_SERVERS));
        config.find(ConfigKeys.FLINK_URLS).ifPresent(flink -> urls.put("flink", String.join(", ", flink)));
        config.find(ConfigKeys.ELASTICSEARCH_URLS)
                .ifPresent(elasticsearch -> urls.put("elasticsearch", String.join(", ", elasticsearch)));
    }

    private void kafka(Instant now) throws InterruptedException {
        ObjectNode lag = status.putObject("lag");
        try (Admin admin = Admin.create(ClusterCheck.properties(config))) {
            Map<String, List<String>> differences = TopicAdmin.findDifferences(admin);
            status.set("topics", JSON.valueToTree(differences));
            if (differences.values().stream().anyMatch(each -> each.contains(TopicAdmin.MISSING))) {
                // Who asked for more would wait for what is not there, or have it made with other settings.
                return;
            }
            ObjectNode clock = status.putObject("clock").put("mode", "wall").put("follows", "wall");
            NewestHeartbeat.find(ClusterCheck.properties(config))
                    .ifPresent(at -> clock.put("last_heartbeat_at", at.toString()));
            new Lag(config).describe(admin, lag);
            String group = config.get(ConfigKeys.KAFKA_GROUP);
            Unread.describe(admin, group, now, status.putObject("unread"));
            status.put("delivery_workers", workers(admin, group + "-delivery"));
        } catch (ExecutionException e) {
            lag.removeAll().put("error", sentence(e.getCause() == null ? e : e.getCause()));
        } catch (KafkaException e) {
            lag.removeAll().put("error", sentence(e.getCause() == null ? e : e.getCause()));
        }
    }

    private static int workers(Admin admin, String group) throws ExecutionException, InterruptedException {
        try {
            return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .mapToInt(found -> found.members().size())
                    .sum();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) {
                return 0;
            }
            throw e;
        }
    }

    /** @param urls each may have any of the jobs */
    static void flink(List<String> urls, ObjectNode status) throws InterruptedException {
        if (urls.isEmpty()) {
            return;
        }
        ObjectNode jobs = status.putObject("jobs");
        ObjectNode timers = status.putObject("timers");
        HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
        for (String url : urls) {
            FlinkRest rest = new FlinkRest(http, URI.create(url));
            try {
                rest.states().forEach((name, state) -> {
                    if (LocalJob.all().stream().anyMatch(job -> job.name().equals(name))) {
                        jobs.putObject(name).put("state", state);
                    }
                });
                new JobHealth(rest).describe(jobs);
                new TimerHealth(rest).describe(timers);
            } catch (IOException e) {
                timers.put("error", url + ": " + sentence(e));
            }
        }
        if (!timers.has("error")) {
            LocalJob.all().stream()
                    .filter(job -> !jobs.has(job.name()))
                    .forEach(job -> jobs.putObject(job.name()).put("state", "NOT THERE"));
        }
    }

    static void elasticsearch(JobConfig config, ObjectNode status) {
        ObjectNode documents = status.putObject("documents");
        @Nullable
        String failure = IndexHealth.ask(config, health -> {
            health.documents(documents);
            health.missingFields(status.putObject("missing_fields"));
            health.cluster(status.putObject("elasticsearch"));
            status.put("dead_letters_last_hour", health.deadLetters());
        });
        if (failure != null) {
            documents.put("error", failure);
        }
    }

    /** On one line, as part of a sentence: it may repeat what a server has said. */
    private static String sentence(Throwable why) {
        String said = why.getMessage() == null ? why.toString() : why.getMessage();
        return PlainText.line(said.replaceFirst("\\.$", ""), MOST_SHOWN);
    }
}
