package org.govbrain.bench.latency;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.schemas.RecordEncoder;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.input.LinkageEvent;
import org.govbrain.schemas.input.LinkageKind;
import org.govbrain.schemas.input.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * Incidents that nobody accepts: received nearly ten minutes ago, so that each has a known instant at which it is due, or just
 * now, so that a grid has one more.
 */
final class Deadlines implements AutoCloseable {
    /** Of the clock {@code accept} in the default policy. */
    private static final Duration GOAL = Duration.ofMinutes(10);

    private final Producer<byte[], byte[]> producer;
    private final RecordEncoder encoder = new RecordEncoder();

    Deadlines(JobConfig config) {
        producer = new KafkaProducer<>(
                KafkaOutputs.producerProperties(config), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends incidents; returns when each is due, by the id of the breach that follows. */
    Map<String, Instant> send(String run, int count, Instant firstDue, Duration apart) {
        Map<String, Instant> due = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String incidentId = "bench-" + run + "-" + i;
            Instant dueAt =
                    Instant.ofEpochMilli(firstDue.plus(apart.multipliedBy(i)).toEpochMilli());
            send(incidentId, dueAt.minus(GOAL), null);
            due.put("accept|" + incidentId + "|1|", dueAt);
        }
        producer.flush();
        return due;
    }

    /** Sends one that is received now in a grid, and returns the instant. */
    Instant sendNow(String incidentId, String gridId) {
        Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
        send(incidentId, now, gridId);
        producer.flush();
        return now;
    }

    private void send(String incidentId, Instant receivedAt, @Nullable String gridId) {
        LinkageEvent received = LinkageEvent.newBuilder()
                .setEventId(incidentId + "/1")
                .setOccurredAt(receivedAt)
                .setKind(LinkageKind.RECEIVED)
                .setIncidentId(incidentId)
                .setUrgency(Urgency.ROUTINE)
                .setGridId(gridId)
                .build();
        var unused = producer.send(new ProducerRecord<>(
                Topics.LINKAGE.name(), incidentId.getBytes(StandardCharsets.UTF_8), encoder.encode(received)));
    }

    @Override
    public void close() {
        producer.close();
    }
}
