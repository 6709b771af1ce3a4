package org.govbrain.engine.avro;

import java.time.Duration;
import java.time.Instant;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.Rejection;
import org.govbrain.engine.input.SignOfLife;
import org.govbrain.schemas.RecordDecoder;
import org.govbrain.schemas.UndecodableException;
import org.govbrain.schemas.input.AckEvent;
import org.govbrain.schemas.input.Heartbeat;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one record of an input topic to what the jobs take in. Any bytes give an {@link Inbound}; nothing is ever
 * thrown, because a record that throws is read again after each restart for ever. Belongs to one thread.
 */
public final class InboundDecoder {

    /** As far as the clocks of sources and broker may differ. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

    /** More than any honest event has; checked before anything is decoded. */
    public static final int MOST_RECORD_BYTES = 256 * 1024;

    private final RecordDecoder decoder = new RecordDecoder();
    private final Class<? extends SpecificRecordBase> expected;

    /**
     * A decoder for the topic of one stream.
     *
     * @param expected the topic's record; heartbeats are taken besides
     */
    public InboundDecoder(Class<? extends SpecificRecordBase> expected) {
        this.expected = expected;
    }

    /**
     * One record.
     *
     * @param appendedMs the broker's append time; negative when the broker gave none, then the event can't be told to be
     *     from the future, and does not move the watermark either
     * @param value the record's value; null when it has none
     */
    public Inbound decode(String topic, int partition, long offset, long appendedMs, byte @Nullable [] value) {
        Instant receivedAt = Instant.ofEpochMilli(appendedMs);
        SpecificRecordBase input = null;
        Refusal refusal;
        try {
            if (value == null) {
                throw new InvalidRecordException(Rejection.UNDECODABLE, "a record without a value");
            }
            if (value.length > MOST_RECORD_BYTES) {
                throw new InvalidRecordException(
                        Rejection.TOO_LARGE, value.length + " bytes: at most " + MOST_RECORD_BYTES + " expected");
            }
            input = decoder.decode(value);
            return inbound(input, receivedAt);
        } catch (UndecodableException | InvalidRecordException | RuntimeException e) {
            refusal = Refusal.of(e);
        }
        return Inbound.of(new DeadLetter(
                topic,
                partition,
                offset,
                refusal.reason(),
                refusal.detail(),
                input == null ? null : eventId(input),
                receivedAt,
                DeadLetter.base64(value == null ? new byte[0] : value)));
    }

    private Inbound inbound(SpecificRecordBase input, Instant receivedAt) throws InvalidRecordException {
        Inbound inbound;
        if (input instanceof Heartbeat heartbeat) {
            SignOfLife sign = new SignOfLife(
                    FieldCheck.time("at", heartbeat.getAt()),
                    FieldCheck.optional("sourceSystem", heartbeat.getSourceSystem(), FieldCheck.MOST_CODE_BYTES));
            inbound = Inbound.of(sign, receivedAt);
        } else if (expected.isInstance(input) && input instanceof AckEvent answer) {
            inbound = Inbound.of(AnswerMapper.toAnswer(answer), receivedAt);
        } else if (expected.isInstance(input)) {
            inbound = Inbound.of(EventMapper.toEvent(input), EventMapper.address(input), receivedAt);
        } else {
            throw new InvalidRecordException(
                    Rejection.WRONG_TOPIC,
                    "a " + input.getSchema().getName() + ", where " + expected.getSimpleName() + " was expected");
        }
        Instant at = inbound.at();
        if (receivedAt.toEpochMilli() >= 0 && at.isAfter(receivedAt.plus(CLOCK_TOLERANCE))) {
            throw new InvalidRecordException(
                    Rejection.FUTURE_TIMESTAMP,
                    at + " is more than " + CLOCK_TOLERANCE.toMinutes() + " minutes after " + receivedAt
                            + ", when the broker received it");
        }
        return inbound;
    }

    private static @Nullable String eventId(SpecificRecordBase input) {
        Schema.Field field = input.getSchema().getField("eventId");
        return field == null ? null : (String) input.get(field.pos());
    }
}
