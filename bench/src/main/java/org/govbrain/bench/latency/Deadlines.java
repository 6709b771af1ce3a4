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

/** Incidents that nobody accepts, received nearly ten minutes ago, so that each has a known instant at which it is due. */
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
            LinkageEvent received = LinkageEvent.newBuilder()
                    .setEventId(incidentId + "/1")
                    .setOccurredAt(dueAt.minus(GOAL))
                    .setKind(LinkageKind.RECEIVED)
                    .setIncidentId(incidentId)
                    .setUrgency(Urgency.ROUTINE)
                    .build();
            var unused = producer.send(new ProducerRecord<>(
                    Topics.LINKAGE.name(), incidentId.getBytes(StandardCharsets.UTF_8), encoder.encode(received)));
            due.put("accept|" + incidentId + "|1|", dueAt);
        }
        producer.flush();
        return due;
    }

    @Override
    public void close() {
        producer.close();
    }
}
