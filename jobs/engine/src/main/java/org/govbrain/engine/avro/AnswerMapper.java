package org.govbrain.engine.avro;

import static org.govbrain.engine.avro.FieldCheck.MOST_CODE_BYTES;
import static org.govbrain.engine.avro.FieldCheck.MOST_ID_BYTES;
import static org.govbrain.engine.avro.FieldCheck.optional;
import static org.govbrain.engine.avro.FieldCheck.required;
import static org.govbrain.engine.avro.FieldCheck.time;

import org.govbrain.domain.alert.Answer;
import org.govbrain.schemas.input.AckEvent;

/** Officers' answers to the domain's, every field checked. */
final class AnswerMapper {
    private AnswerMapper() {}

    static Answer toAnswer(AckEvent input) throws InvalidRecordException {
        return new Answer(
                required("eventId", input.getEventId(), MOST_ID_BYTES),
                time("occurredAt", input.getOccurredAt()),
                required("pageId", input.getPageId(), MOST_ID_BYTES),
                required("officerId", input.getOfficerId(), MOST_CODE_BYTES),
                switch (input.getAction()) {
                    case ACK -> Answer.Action.ACK;
                    case RESOLVE -> Answer.Action.RESOLVE;
                    case ESCALATE -> Answer.Action.ESCALATE;
                },
                optional("person", input.getPerson(), MOST_ID_BYTES));
    }
}
