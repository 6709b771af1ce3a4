package org.govbrain.bench.open;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.schemas.RecordEncoder;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.input.Heartbeat;
import org.govbrain.schemas.input.LinkageEvent;
import org.govbrain.schemas.input.LinkageKind;
import org.govbrain.schemas.input.Urgency;
import org.jspecify.annotations.Nullable;

/** Incidents that nobody accepts, and the heartbeats that say what time it is. */
final class OpenIncidents implements AutoCloseable {
    private static final Instant BEGINNING = Instant.parse("2026-03-04T10:00:00Z");

    /** All are received within a minute: none of them is overdue, or warned of, when the last one is heard. */
    private static final Duration RECEIVED_WITHIN = Duration.ofMinutes(1);

    private static final List<Topic<?>> INPUTS = List.of(Topics.PATROL, Topics.LINKAGE, Topics.PLATFORM);

    private final Producer<byte[], byte[]> producer;

    /** The first of those that were not taken; without it one would wait for cases that never come. */
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    OpenIncidents(JobConfig config) {
        producer = new KafkaProducer<>(
                KafkaOutputs.producerProperties(config), new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** Sends so many, and lets event time pass the last one. */
    void send(long count) throws Exception {
        RecordEncoder encoder = new RecordEncoder();
        for (long i = 0; i < count; i++) {
            String incidentId = "open-" + i;
            LinkageEvent received = LinkageEvent.newBuilder()
                    .setEventId(incidentId + "/1")
                    .setOccurredAt(BEGINNING.plusMillis(RECEIVED_WITHIN.toMillis() * i / count))
                    .setKind(LinkageKind.RECEIVED)
                    .setIncidentId(incidentId)
                    .setUrgency(Urgency.ROUTINE)
                    .build();
            send(new ProducerRecord<>(
                    Topics.LINKAGE.name(), incidentId.getBytes(StandardCharsets.UTF_8), encoder.encode(received)));
        }
        passTo(BEGINNING.plus(RECEIVED_WITHIN).plusSeconds(1));
    }

    /** Lets event time pass the deadline of all of them by far. */
    void passAllDeadlines() throws Exception {
        passTo(BEGINNING.plus(Duration.ofHours(1)));
    }

    private void passTo(Instant at) throws Exception {
        byte[] heartbeat = SingleObject.encode(new Heartbeat(at, null));
        for (Topic<?> topic : INPUTS) {
            for (int partition = 0; partition < topic.partitions(); partition++) {
                send(new ProducerRecord<>(topic.name(), partition, null, heartbeat));
            }
        }
        producer.flush();
        Exception first = failure.get();
        if (first != null) {
            throw CommandFailure.rejected("Kafka did not take every incident: " + first.getMessage()
                    + ". Is the disk busy with something else? Try again when it is not.");
        }
    }

    private void send(ProducerRecord<byte[], byte[]> message) {
        var unused = producer.send(message, (at, problem) -> {
            if (problem != null) {
                failure.compareAndSet(null, problem);
            }
        });
    }

    @Override
    public void close() {
        producer.close();
    }
}
