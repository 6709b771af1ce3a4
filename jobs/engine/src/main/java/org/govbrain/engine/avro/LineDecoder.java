package org.govbrain.engine.avro;

import java.time.Instant;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.Rejection;
import org.govbrain.schemas.json.InputNdjson;
import org.govbrain.schemas.json.InvalidLineException;

/**
 * The lines of one NDJSON file of a stream to what the jobs take in: the twin of {@link InboundDecoder} for files, with
 * the same checks. A file has no broker's clock, so an event is taken to have arrived when it happened, and a dead letter
 * after the newest event before it. Belongs to one thread.
 */
public final class LineDecoder<T extends SpecificRecordBase> {

    private final InputNdjson<T> form;
    private final String file;
    private Instant newest = Instant.EPOCH;

    /**
     * A decoder for one file.
     *
     * @param recordClass record of the stream: {@code PatrolEvent}, {@code LinkageEvent} or {@code PlatformEvent}
     * @param file name for the dead letters
     */
    public LineDecoder(Class<T> recordClass, String file) {
        this.form = InputNdjson.of(recordClass);
        this.file = file;
    }

    /** An event or a dead letter, never a heartbeat; nothing is ever thrown. */
    public Inbound decode(byte[] line, long number) {
        try {
            T input = read(line, number);
            GovernanceEvent event = EventMapper.toEvent(input);
            newest = event.occurredAt().isAfter(newest) ? event.occurredAt() : newest;
            return Inbound.of(event, EventMapper.address(input), event.occurredAt());
        } catch (InvalidRecordException e) {
            return Inbound.of(new DeadLetter(
                    file,
                    0,
                    number,
                    e.reason(),
                    String.valueOf(e.getMessage()),
                    null,
                    newest,
                    DeadLetter.base64(line)));
        }
    }

    /**
     * The record of a line, if a job will take it: for a caller that sends it on to Kafka.
     *
     * @throws InvalidRecordException with everything that is wrong, one problem a line
     */
    public T readChecked(byte[] line, long number) throws InvalidRecordException {
        T input = read(line, number);
        EventMapper.toEvent(input);
        return input;
    }

    private T read(byte[] line, long number) throws InvalidRecordException {
        try {
            return form.read(line, number);
        } catch (InvalidLineException e) {
            Rejection reason = switch (e.problems().get(0).kind()) {
                case NOT_AN_OBJECT -> Rejection.UNDECODABLE;
                case TOO_LARGE -> Rejection.TOO_LARGE;
                case MISSING_FIELD -> Rejection.MISSING_FIELD;
                case UNKNOWN_FIELD, INVALID_FIELD -> Rejection.INVALID_FIELD;
            };
            throw new InvalidRecordException(reason, String.valueOf(e.getMessage()));
        }
    }
}
