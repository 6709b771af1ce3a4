package org.govbrain.engine.avro;

import org.govbrain.engine.input.DeadLetter;
import org.govbrain.schemas.document.DeadLetterDocument;

/** Dead letters to their documents; a letter read again has the same id. */
public final class DeadLetterMapper implements DocumentMapper<DeadLetter, DeadLetterDocument> {

    private static final long serialVersionUID = 1L;

    @Override
    public DeadLetterDocument toDocument(DeadLetter letter) {
        return DeadLetterDocument.newBuilder()
                .setTimestamp(letter.receivedAt())
                .setDeadLetterId(letter.topic() + "|" + letter.partition() + "|" + letter.offset())
                .setRevision(1)
                .setTopic(letter.topic())
                .setPartition(letter.partition())
                .setOffset(letter.offset())
                .setReason(letter.reason().id())
                .setDetail(letter.detail())
                .setEventId(letter.eventId())
                .setRawBase64(letter.rawBase64())
                .build();
    }
}
