package org.govbrain.local.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.Producer;
import org.govbrain.engine.avro.InvalidRecordException;
import org.govbrain.engine.avro.LineDecoder;
import org.govbrain.local.broker.EventSender;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.json.BoundedLines;
import org.jspecify.annotations.Nullable;

/**
 * Lines of JSON to the topic of their stream. A line that the jobs would not take is rejected here.
 */
public final class Ingest<T extends SpecificRecordBase> {
    private final Topic<T> topic;
    private final LineDecoder<T> decoder;
    private final EventSender sender;

    /** An ingest of one file; {@code name} is what messages call it. */
    public Ingest(Topic<T> topic, String name, Producer<byte[], byte[]> producer) {
        this.topic = topic;
        this.decoder = new LineDecoder<>(topic.recordClass(), name);
        this.sender = new EventSender(producer);
    }

    /** Where lines go that are no events. */
    @FunctionalInterface
    public interface Rejects {
        void reject(long number, String reason, byte[] line) throws IOException;
    }

    /** Told after each line, with the numbers of lines sent and rejected so far, and when the event happened; null for a line that is none. */
    @FunctionalInterface
    public interface Watcher {
        void seen(long sent, long rejected, @Nullable Instant happenedAt);
    }

    /** How many lines went where; blank ones count nowhere. */
    public record Counts(long sent, long rejected) {}

    /**
     * Sends all lines and returns when the broker has confirmed them.
     *
     * @throws IOException when the input cannot be read or the broker refuses a record
     */
    public Counts run(InputStream input, Rejects rejects, Watcher watcher) throws IOException {
        BoundedLines lines = new BoundedLines(input);
        long sent = 0;
        long rejected = 0;
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            Instant happenedAt = null;
            try {
                SpecificRecordBase event = decoder.readChecked(line, lines.number());
                sender.send(topic, event);
                happenedAt = (Instant) event.get("occurredAt");
                sent++;
            } catch (InvalidRecordException e) {
                rejects.reject(lines.number(), String.valueOf(e.getMessage()), line);
                rejected++;
            }
            watcher.seen(sent, rejected, happenedAt);
        }
        sender.flush();
        return new Counts(sent, rejected);
    }
}
