package org.govbrain.bench.open;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.local.broker.EventSender;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.input.Heartbeat;
import org.govbrain.schemas.input.LinkageEvent;
import org.govbrain.schemas.input.LinkageKind;
import org.govbrain.schemas.input.Urgency;

/** Incidents that nobody accepts, and the heartbeats that say what time it is. */
final class OpenIncidents implements AutoCloseable {
    private static final Instant BEGINNING = Instant.parse("2026-03-04T10:00:00Z");

    /** All are received within a minute: none of them is overdue, or warned of, when the last one is heard. */
    private static final Duration RECEIVED_WITHIN = Duration.ofMinutes(1);

    private static final List<Topic<?>> INPUTS = List.of(Topics.PATROL, Topics.LINKAGE, Topics.PLATFORM);

    private final Producer<byte[], byte[]> producer;

    /** Says when one was not taken: without it one would wait for cases that never come. */
    private final EventSender incidents;

    OpenIncidents(JobConfig config) {
        producer = new KafkaProducer<>(
                KafkaOutputs.producerProperties(config), new ByteArraySerializer(), new ByteArraySerializer());
        incidents = new EventSender(producer);
    }

    /** Sends so many, and lets event time pass the last one. */
    void send(long count) throws Exception {
        for (long i = 0; i < count; i++) {
            String incidentId = "open-" + i;
            LinkageEvent received = LinkageEvent.newBuilder()
                    .setEventId(incidentId + "/1")
                    .setOccurredAt(BEGINNING.plusMillis(RECEIVED_WITHIN.toMillis() * i / count))
                    .setKind(LinkageKind.RECEIVED)
                    .setIncidentId(incidentId)
                    .setUrgency(Urgency.ROUTINE)
                    .build();
            incidents.send(Topics.LINKAGE, received);
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
                var unused = producer.send(new ProducerRecord<>(topic.name(), partition, null, heartbeat));
            }
        }
        incidents.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
