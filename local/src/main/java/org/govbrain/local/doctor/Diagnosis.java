package org.govbrain.local.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import org.govbrain.local.server.Disk;

/**
 * Judges what a running stack or a cluster says. Same limits as the alert rules in {@code deploy/prometheus}.
 *
 * @param advice what to do about it
 */
record Diagnosis(Advice advice) {
    private static final long OLD_CHECKPOINT_SECONDS = 120;
    private static final long MUCH_LAG = 50_000;
    private static final long MANY_DEAD_LETTERS = 100;
    /** Elasticsearch gives a node no more shards below 15 percent, and no more documents below 5. */
    private static final int SCARCE_PERCENT = 15;

    private static final int FULL_PERCENT = 5;
    private static final Duration OLD_HEARTBEAT = Duration.ofMinutes(1);

    /** The jobs of a status as {@code brain status --json} gives it. */
    List<Finding> jobs(JsonNode status) {
        List<Finding> findings = new ArrayList<>();
        JsonNode error = status.path("timers").path("error");
        if (!error.isMissingNode()) {
            findings.add(Finding.fail("Flink does not answer: " + error.asText() + ". " + advice.flink()));
        }
        status.path("jobs").properties().forEach(job -> {
            String name = job.getKey();
            String state = job.getValue().path("state").asText();
            long age = job.getValue().path("checkpoint_age_seconds").asLong(-1);
            if (!state.equals("RUNNING")) {
                findings.add(Finding.fail("The " + name + " job is " + state + ": " + advice.job()));
            } else if (age < 0 || age > OLD_CHECKPOINT_SECONDS) {
                findings.add(Finding.warn("The " + name + " job runs, and its state "
                        + (age < 0 ? "was never saved" : "was last saved " + age + " s ago")
                        + ": is the disk full? Flink's web UI, Checkpoints, says which operator does not answer."));
            } else {
                findings.add(Finding.ok("The " + name + " job runs, its state was saved " + age + " s ago."));
            }
        });
        if (findings.isEmpty()) {
            findings.add(advice.noJob());
        }
        return findings;
    }

    /** Readers that are far behind. */
    List<Finding> lag(JsonNode status) {
        JsonNode lag = status.path("lag");
        if (lag.has("error")) {
            return List.of(
                    Finding.fail("Kafka does not answer: " + lag.path("error").asText() + ". " + advice.kafka()));
        }
        List<Finding> findings = new ArrayList<>();
        lag.properties().forEach(group -> {
            long behind = sum(group.getValue());
            if (behind > MUCH_LAG) {
                findings.add(Finding.warn(group.getKey() + " is " + behind
                        + " records behind: look again in five minutes; if it does not shrink, raise"
                        + " the parallelism."));
            }
        });
        return findings.isEmpty() ? List.of(Finding.ok("No reader is far behind.")) : findings;
    }

    /** Jobs that let records wait: of one that Flink says to run it may be a backlog. */
    List<Finding> unread(JsonNode status) {
        List<Finding> findings = new ArrayList<>();
        status.path("unread").properties().forEach(job -> {
            long waiting = sum(job.getValue());
            if (waiting > 0) {
                boolean runs = status.path("jobs")
                        .path(job.getKey())
                        .path("state")
                        .asText()
                        .equals("RUNNING");
                findings.add(new Finding(
                        runs ? Finding.Grade.WARN : Finding.Grade.FAIL,
                        "The " + job.getKey() + " job has not said to have read " + waiting
                                + " records that came more than two minutes ago: look again in a minute. A number that"
                                + " shrinks is a backlog that ends by itself; of one that grows the job stands: "
                                + advice.job()));
            }
        });
        return findings.isEmpty() ? List.of(Finding.ok("No record waits for a job for two minutes.")) : findings;
    }

    /** Whether every index is there, with the fields of this version. */
    List<Finding> documents(JsonNode status) {
        JsonNode documents = status.path("documents");
        if (documents.has("error")) {
            return List.of(Finding.fail("Elasticsearch does not answer: "
                    + documents.path("error").asText() + ". " + advice.elasticsearch()));
        }
        List<Finding> findings = new ArrayList<>();
        documents.properties().forEach(index -> {
            if (!index.getValue().isNumber()) {
                findings.add(Finding.fail("The index " + index.getKey() + " is missing: " + advice.index()));
            }
        });
        status.path("missing_fields")
                .properties()
                .forEach(index -> findings.add(Finding.fail("The index " + index.getKey()
                        + " lacks fields of this version, the first: "
                        + index.getValue().path(0).asText() + ", so its documents are refused: " + advice.index())));
        return findings.isEmpty() ? List.of(Finding.ok("Every index is there.")) : findings;
    }

    /** How Elasticsearch itself fares. */
    List<Finding> elasticsearch(JsonNode status) {
        JsonNode cluster = status.path("elasticsearch");
        List<Finding> findings = new ArrayList<>();
        String shards = cluster.path("unassigned_shards").asText() + " shards have no node";
        switch (cluster.path("status").asText()) {
            case "red" ->
                findings.add(Finding.fail("Elasticsearch is red, " + shards
                        + ": some documents can't be read or written. GET _cluster/allocation/explain says why."));
            case "yellow" ->
                findings.add(Finding.warn("Elasticsearch is yellow, " + shards
                        + ": a node that ends may take documents with it. Add a node, or start brain pacemaker with"
                        + " --replicas 0 if one is all there is to be."));
            default -> {}
        }
        cluster.path("disk_free_percent").properties().forEach(node -> {
            long free = node.getValue().asLong();
            if (free < SCARCE_PERCENT) {
                String disk = "Of the disk of Elasticsearch's node " + node.getKey() + " " + free + " % are free: ";
                findings.add(
                        free < FULL_PERCENT
                                ? Finding.fail(disk
                                        + "it takes no more documents. Make room, the index job goes on by itself.")
                                : Finding.warn(
                                        disk + "make room, below " + FULL_PERCENT + " % it takes no more documents."));
            }
        });
        return findings.isEmpty() ? List.of(Finding.ok("Elasticsearch is well.")) : findings;
    }

    /** Whether records came that can't be used. */
    Finding deadLetters(JsonNode status) {
        long count = status.path("dead_letters_last_hour").asLong();
        String came = count + " records of the last hour could not be used";
        return count > MANY_DEAD_LETTERS
                ? Finding.warn(
                        came + ": board 运行 has their reasons and topics (docs/OPERATIONS.md, GovbrainDeadLetters).")
                : Finding.ok(came + ".");
    }

    /** Whether somebody carries messages out. */
    Finding delivery(JsonNode status) {
        long workers = status.path("delivery_workers").asLong();
        return workers == 0
                ? Finding.fail(
                        "Nobody delivers: pages are decided and reach no one. Start brain delivery; its log says why it"
                                + " ends.")
                : Finding.ok("Delivery has " + workers + (workers == 1 ? " worker." : " workers."));
    }

    /** Whether there is room for what a stack writes. */
    static Finding disk(Disk disk) {
        if (disk.isFull()) {
            return Finding.fail("The disk is full, only " + disk.sentence()
                    + ": Kafka ends and nothing is saved. Make room, and everything goes on by itself.");
        }
        return disk.isScarce()
                ? Finding.warn("Only " + disk.sentence() + ": make room before Kafka has to end.")
                : Finding.ok(disk.sentence() + ".");
    }

    /** Whether event time goes on. */
    Finding clock(JsonNode status, Instant now) {
        JsonNode clock = status.path("clock");
        Instant beat;
        try {
            beat = Instant.parse(clock.path("last_heartbeat_at").asText(""));
        } catch (DateTimeParseException e) {
            return advice.noHeartbeat();
        }
        boolean stands = clock.path("follows").asText().equals("wall") && beat.isBefore(now.minus(OLD_HEARTBEAT));
        return stands
                ? Finding.fail("The newest heartbeat is of " + beat + ": no deadline passes. " + advice.clock())
                : Finding.ok("Event time goes on, the newest heartbeat is of " + beat + ".");
    }

    /**
     * Whether the topics are as declared.
     *
     * @param topics those that are not, each with what is wrong
     */
    List<Finding> topics(JsonNode topics) {
        List<Finding> findings = new ArrayList<>();
        topics.properties()
                .forEach(topic -> topic.getValue()
                        .forEach(wrong -> findings.add(Finding.fail(
                                "The topic " + topic.getKey() + " " + wrong.asText() + ": " + advice.topic()))));
        return findings.isEmpty() ? List.of(Finding.ok("Every topic is there.")) : findings;
    }

    private static long sum(JsonNode byTopic) {
        return byTopic.valueStream().mapToLong(JsonNode::asLong).sum();
    }
}
