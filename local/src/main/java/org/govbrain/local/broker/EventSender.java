package org.govbrain.local.broker;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.govbrain.schemas.RecordEncoder;
import org.govbrain.schemas.Topic;
import org.jspecify.annotations.Nullable;

/** Sends events to the topics of their streams, each under its {@link EventKey}. Belongs to one thread. */
public final class EventSender {
    private final Producer<byte[], byte[]> producer;
    private final RecordEncoder encoder = new RecordEncoder();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

    public EventSender(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /**
     * Hands one event over; it is safe only after {@link #flush}.
     *
     * @throws IOException when the broker has refused an event, this one or one before it
     */
    public void send(Topic<?> topic, SpecificRecordBase record) throws IOException {
        throwFailure();
        byte[] key = EventKey.of(record).getBytes(StandardCharsets.UTF_8);
        var unused =
                producer.send(new ProducerRecord<>(topic.name(), key, encoder.encode(record)), (metadata, problem) -> {
                    if (problem != null) {
                        failure.compareAndSet(null, problem);
                    }
                });
    }

    /**
     * Returns when the broker has confirmed everything.
     *
     * @throws IOException when it has refused an event
     */
    public void flush() throws IOException {
        producer.flush();
        throwFailure();
    }

    private void throwFailure() throws IOException {
        Exception problem = failure.getAndSet(null);
        if (problem != null) {
            throw new IOException("The broker did not take an event: " + problem.getMessage(), problem);
        }
    }
}
