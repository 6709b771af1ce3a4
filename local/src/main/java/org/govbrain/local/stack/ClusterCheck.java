package org.govbrain.local.stack;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.schemas.Topic;
import org.jspecify.annotations.Nullable;

/** Whether a cluster can be talked to: who is mistaken in its address is told so at once, and not by what fails later. */
final class ClusterCheck {
    private static final String PATIENCE_MS = "30000";
    private static final String REQUEST_MS = "10000";

    private ClusterCheck() {}

    /**
     * Asks for topics. None is made on the way: a broker that makes what it is asked for makes it with settings that are not
     * the topic's.
     *
     * @throws CommandFailure when Kafka does not answer or refuses, or a topic is not there
     */
    static void topics(JobConfig config, Iterable<? extends Topic<?>> topics) {
        List<String> names = new ArrayList<>();
        topics.forEach(topic -> names.add(topic.name()));
        String kafka = config.get(ConfigKeys.KAFKA_SERVERS);
        try (Admin admin = Admin.create(properties(config))) {
            admin.describeTopics(names).allTopicNames().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnknownTopicOrPartitionException
                    ? CommandFailure.environment("Kafka at " + kafka
                            + " has not all topics of this version yet: start brain pacemaker there, which makes them.")
                    : refused(kafka, e.getCause());
        } catch (KafkaException e) {
            throw refused(kafka, e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.environment("Interrupted while Kafka at " + kafka + " was asked.");
        }
    }

    /** Of a client that gives up while its user still waits. */
    static Properties properties(JobConfig config) {
        Properties properties = config.kafkaProperties();
        properties.putIfAbsent("default.api.timeout.ms", PATIENCE_MS);
        properties.putIfAbsent("request.timeout.ms", REQUEST_MS);
        return properties;
    }

    private static CommandFailure refused(String kafka, @Nullable Throwable why) {
        return CommandFailure.environment(
                "Kafka at " + kafka + " can't be used: " + (why == null ? "" : why.getMessage()) + " Look at "
                        + ConfigKeys.KAFKA_SERVERS.name()
                        + ", at what kafka.property.… says of TLS and log-in, and at the rights of"
                        + " the user (docs/SECURITY.md).");
    }
}
