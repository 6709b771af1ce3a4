package org.govbrain.local.secure;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topic.Use;
import org.govbrain.schemas.Topics;

/** Who may do what on Kafka: one user for each part that runs by itself and for each kind of command, with what it needs and nothing more. */
public enum KafkaRole {
    /** Joins the streams, runs the clocks, finds the hotspots; after a restart it hears its own last words. */
    SITUATION(
            topic -> Set.of(
                            Topics.PATROL,
                            Topics.LINKAGE,
                            Topics.PLATFORM,
                            Topics.REFERENCE,
                            Topics.BREACHES,
                            Topics.GRIDS)
                    .contains(topic),
            topic -> topic.use() == Use.OUTPUT
                    && !Set.<Topic<?>>of(Topics.PAGES, Topics.TARGETS, Topics.BUILDINGS, Topics.POSTS)
                            .contains(topic)),
    /** Decides who is told. */
    PAGING(
            topic -> Set.of(
                            Topics.ACKS,
                            Topics.BREACHES,
                            Topics.HOTSPOTS,
                            Topics.FEEDS,
                            Topics.RECEIPTS,
                            Topics.REFERENCE)
                    .contains(topic),
            topic ->
                    Set.of(Topics.PAGES, Topics.DELIVERIES, Topics.DEAD_LETTERS).contains(topic)),
    /** Topics to Elasticsearch. */
    INDEX(topic -> topic.use() == Use.OUTPUT, topic -> topic.equals(Topics.DEAD_LETTERS)),
    /** Sends messages to persons and takes their answers. */
    DELIVERY(
            topic -> Set.of(
                            Topics.DELIVERIES,
                            Topics.RECEIPTS,
                            Topics.PAGES,
                            Topics.ACKS,
                            Topics.GRIDS,
                            Topics.REFERENCE)
                    .contains(topic),
            topic -> Set.of(Topics.RECEIPTS, Topics.ACKS, Topics.PAGES).contains(topic)),
    /** {@code brain pacemaker}: makes topics, beats, looks at the progress of the jobs and pages past them. */
    PACEMAKER(
            topic -> topic.use() == Use.INPUT || topic.equals(Topics.REFERENCE),
            topic -> topic.use() == Use.INPUT || topic.equals(Topics.DELIVERIES)),
    /** {@code brain ingest}, and whoever else brings events. */
    FEED(topic -> false, topic -> topic.use() == Use.INPUT),
    /** {@code brain reference load} and {@code brain campaign load}; reads every topic, when something is to be found out. */
    OPERATOR(
            topic -> true,
            topic -> Set.of(Topics.REFERENCE, Topics.TARGETS, Topics.BUILDINGS, Topics.POSTS)
                    .contains(topic)),
    /** {@code brain erase}: writes documents again without a person. */
    ERASE(topic -> topic.use() == Use.OUTPUT || topic.equals(Topics.REFERENCE), topic -> topic.use() == Use.OUTPUT),
    /** {@code brain status}, {@code brain doctor} and {@code brain report}: the city, heartbeats, how topics are kept and how far they are read. */
    STATUS(topic -> Set.of(Topics.REFERENCE, Topics.ACKS).contains(topic), topic -> false);

    /** Consumer groups and transactions are named after it, unless {@code kafka.group-prefix} says otherwise. */
    private static final String PREFIX = "govbrain";

    @SuppressWarnings("ImmutableEnumChecker") // both are pure
    private final Predicate<Topic<?>> reads;

    @SuppressWarnings("ImmutableEnumChecker")
    private final Predicate<Topic<?>> writes;

    KafkaRole(Predicate<Topic<?>> reads, Predicate<Topic<?>> writes) {
        this.reads = reads;
        this.writes = writes;
    }

    /** Name of the user. */
    public String user() {
        return String.join("-", PREFIX, name().toLowerCase(Locale.ROOT));
    }

    /** The rights of the role's user, for Kafka's own administration. */
    public List<AclBinding> rights() {
        List<AclBinding> rights = new ArrayList<>();
        for (Topic<?> topic : Topics.all()) {
            if (reads.test(topic)) {
                rights.add(right(ResourceType.TOPIC, topic.name(), PatternType.LITERAL, AclOperation.READ));
            }
            if (writes.test(topic)) {
                rights.add(right(ResourceType.TOPIC, topic.name(), PatternType.LITERAL, AclOperation.WRITE));
            }
        }
        switch (this) {
            case PACEMAKER -> {
                for (AclOperation operation :
                        List.of(AclOperation.CREATE, AclOperation.ALTER, AclOperation.ALTER_CONFIGS)) {
                    rights.add(right(ResourceType.TOPIC, PREFIX + ".", PatternType.PREFIXED, operation));
                }
                rights.add(right(ResourceType.GROUP, PREFIX + "-", PatternType.PREFIXED, AclOperation.DESCRIBE));
            }
            case OPERATOR -> {
                rights.add(right(ResourceType.GROUP, PREFIX + "-", PatternType.PREFIXED, AclOperation.DESCRIBE));
                rights.add(right(
                        ResourceType.TRANSACTIONAL_ID,
                        PREFIX + "-reference-load",
                        PatternType.LITERAL,
                        AclOperation.WRITE));
            }
            case STATUS -> {
                for (AclOperation operation : List.of(AclOperation.DESCRIBE, AclOperation.DESCRIBE_CONFIGS)) {
                    rights.add(right(ResourceType.TOPIC, PREFIX + ".", PatternType.PREFIXED, operation));
                }
                rights.add(right(ResourceType.GROUP, PREFIX + "-", PatternType.PREFIXED, AclOperation.DESCRIBE));
            }
            case SITUATION, PAGING, INDEX, DELIVERY ->
                rights.add(right(ResourceType.GROUP, user(), PatternType.PREFIXED, AclOperation.READ));
            case FEED, ERASE -> {}
        }
        return rights;
    }

    private AclBinding right(ResourceType type, String name, PatternType pattern, AclOperation operation) {
        return new AclBinding(
                new ResourcePattern(type, name, pattern),
                new AccessControlEntry("User:" + user(), "*", operation, AclPermissionType.ALLOW));
    }

    /** All rights as commands of Kafka's own {@code kafka-acls.sh}. */
    public static String script() {
        StringBuilder script = new StringBuilder("""
            #!/usr/bin/env bash
            # The rights of each part on Kafka; generated, see docs/SECURITY.md.
            # BOOTSTRAP=host:port ADMIN=admin.properties ./kafka-acls.sh
            set -euo pipefail
            acls() { kafka-acls.sh --bootstrap-server "$BOOTSTRAP" --command-config "$ADMIN" --add "$@"; }
            """);
        for (KafkaRole role : values()) {
            script.append("\n# ").append(role.user()).append('\n');
            role.rights().stream()
                    .map(KafkaRole::command)
                    .sorted()
                    .forEach(line -> script.append(line).append('\n'));
        }
        return script.toString();
    }

    private static String command(AclBinding right) {
        String type = switch (right.pattern().resourceType()) {
            case GROUP -> "--group";
            case TRANSACTIONAL_ID -> "--transactional-id";
            default -> "--topic";
        };
        String pattern =
                right.pattern().patternType() == PatternType.PREFIXED ? " --resource-pattern-type prefixed" : "";
        return "acls --allow-principal " + right.entry().principal() + " --operation "
                + right.entry().operation().name() + " " + type + " "
                + right.pattern().name() + pattern;
    }
}
