package org.govbrain.engine.avro;

import java.time.Instant;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.domain.situation.Breach;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.engine.echo.Echo;
import org.govbrain.engine.input.Rejection;
import org.govbrain.schemas.RecordDecoder;
import org.govbrain.schemas.UndecodableException;
import org.govbrain.schemas.document.BreachDocument;
import org.govbrain.schemas.document.GridDocument;

/** The bytes of a document of breaches or grids to what their own job must hear of it. Belongs to one thread. */
public final class EchoDecoder {
    private final RecordDecoder decoder = new RecordDecoder();

    /**
     * One record; empty for a breach that was withdrawn, which needs no second word.
     *
     * @param appendedMs the broker's append time
     * @throws InvalidRecordException if it is no document of a breach or a grid
     */
    public Optional<Echo> decode(byte[] value, long appendedMs) throws InvalidRecordException {
        try {
            SpecificRecordBase document = decoder.decode(value);
            Instant saidAt = Instant.ofEpochMilli(appendedMs);
            if (document instanceof GridDocument grid) {
                return Optional.of(Echo.ofGrid(grid.getGridId(), grid.getRevision(), saidAt));
            }
            if (document instanceof BreachDocument said) {
                Breach breach = BreachMapper.toBreach(said);
                if (breach.caseKey() == null
                        && !breach.caseId().equals(breach.place().gridId())) {
                    throw new InvalidRecordException(Rejection.INVALID_FIELD, "a breach of neither case nor grid");
                }
                return breach.state() == BreachState.WITHDRAWN
                        ? Optional.empty()
                        : Optional.of(Echo.of(breach, saidAt));
            }
            throw new InvalidRecordException(
                    Rejection.WRONG_TOPIC, "a " + document.getSchema().getName());
        } catch (UndecodableException | RuntimeException e) {
            throw new InvalidRecordException(Rejection.UNDECODABLE, String.valueOf(e.getMessage()));
        }
    }
}
