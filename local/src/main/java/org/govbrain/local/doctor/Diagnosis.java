package org.govbrain.local.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.govbrain.local.server.Disk;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;

/** Judges what a running stack says of itself. Same limits as the alert rules in {@code deploy/prometheus}. */
final class Diagnosis {
    private static final long OLD_CHECKPOINT_SECONDS = 120;
    private static final long MUCH_LAG = 50_000;
    private static final Duration OLD_HEARTBEAT = Duration.ofMinutes(1);

    private Diagnosis() {}

    /** The jobs of a status as {@code brain status --json} gives it. */
    static List<Finding> jobs(JsonNode status) {
        List<Finding> findings = new ArrayList<>();
        status.path("jobs").properties().forEach(job -> {
            String name = job.getKey();
            String state = job.getValue().path("state").asText();
            long age = job.getValue().path("checkpoint_age_seconds").asLong(-1);
            if (!state.equals("RUNNING")) {
                findings.add(Finding.fail("The " + name + " job is " + state
                        + ": Flink's web UI says why, under Exceptions; ./brain down and ./brain up start it again."));
            } else if (age < 0 || age > OLD_CHECKPOINT_SECONDS) {
                findings.add(Finding.warn("The " + name + " job runs, and its state "
                        + (age < 0 ? "was never saved" : "was last saved " + age + " s ago")
                        + ": is the disk full? Flink's web UI, Checkpoints, says which operator does not answer."));
            } else {
                findings.add(Finding.ok("The " + name + " job runs, its state was saved " + age + " s ago."));
            }
        });
        if (findings.isEmpty()) {
            findings.add(Finding.fail("No job runs: ./brain down, then ./brain up."));
        }
        return findings;
    }

    /** Readers that are far behind. */
    static List<Finding> lag(JsonNode status) {
        JsonNode lag = status.path("lag");
        if (lag.has("error")) {
            return List.of(Finding.fail("Kafka does not answer: "
                    + lag.path("error").asText()
                    + ". Look at logs/kafka.log; a broker that has ended is started again, one that hangs is"
                    + " once you have ended it."));
        }
        List<Finding> findings = new ArrayList<>();
        lag.properties().forEach(group -> {
            long behind = StreamSupport.stream(group.getValue().spliterator(), false)
                    .mapToLong(JsonNode::asLong)
                    .sum();
            if (behind > MUCH_LAG) {
                findings.add(Finding.warn(group.getKey() + " is " + behind
                        + " records behind: look again in five minutes; if it does not shrink, raise"
                        + " the parallelism."));
            }
        });
        return findings.isEmpty() ? List.of(Finding.ok("No reader is far behind.")) : findings;
    }

    /** Whether every index is there. */
    static List<Finding> documents(JsonNode status) {
        JsonNode documents = status.path("documents");
        if (documents.has("error")) {
            return List.of(Finding.fail("Elasticsearch does not answer: "
                    + documents.path("error").asText()
                    + ". Look at logs/elasticsearch.log; pages go out meanwhile, dashboards are old."));
        }
        List<Finding> findings = new ArrayList<>();
        documents.properties().forEach(index -> {
            if (!index.getValue().isNumber()) {
                findings.add(Finding.fail(
                        "The index " + index.getKey() + " is missing: ./brain down, then ./brain up makes it."));
            }
        });
        return findings.isEmpty() ? List.of(Finding.ok("Every index is there.")) : findings;
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
    static Finding clock(JsonNode status, Instant now) {
        JsonNode clock = status.path("clock");
        Instant beat;
        try {
            beat = Instant.parse(clock.path("last_heartbeat_at").asText(""));
        } catch (DateTimeParseException e) {
            return Finding.warn("No heartbeat was sent yet: the clock starts with the first event.");
        }
        boolean stands = clock.path("follows").asText().equals("wall") && beat.isBefore(now.minus(OLD_HEARTBEAT));
        return stands
                ? Finding.fail("The newest heartbeat is of " + beat
                        + ": no deadline passes. Is Kafka up? ./brain down and ./brain up catch up in order.")
                : Finding.ok("Event time goes on, the newest heartbeat is of " + beat + ".");
    }

    /**
     * Whether the topics are as declared.
     *
     * @param partitions of the topics that are there, by name
     */
    static List<Finding> topics(Map<String, Integer> partitions) {
        List<Finding> findings = new ArrayList<>();
        for (Topic<?> topic : Topics.all()) {
            Integer found = partitions.get(topic.name());
            if (found == null) {
                findings.add(Finding.fail("The topic " + topic.name() + " is missing: ./brain up makes it."));
            } else if (found < topic.partitions()) {
                findings.add(Finding.fail("The topic " + topic.name() + " has " + found + " partitions, not "
                        + topic.partitions() + ": ./brain up adds them."));
            }
        }
        return findings.isEmpty() ? List.of(Finding.ok("Every topic is there.")) : findings;
    }
}
