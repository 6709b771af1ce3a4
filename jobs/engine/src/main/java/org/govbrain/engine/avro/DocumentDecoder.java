package org.govbrain.engine.avro;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.engine.document.DocumentInput;
import org.govbrain.engine.document.DocumentWrite;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.Rejection;
import org.govbrain.schemas.RecordDecoder;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topic.Use;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.UndecodableException;
import org.govbrain.schemas.json.DocumentJson;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one record of a document topic to the JSON that is indexed, under the index, id and version that its
 * schema names. Any bytes give a {@link DocumentInput}; nothing is ever thrown. Belongs to one thread.
 */
public final class DocumentDecoder {
    /** Where a document of one topic goes, and which of its fields are its id and its version. */
    private record Target(Class<? extends SpecificRecordBase> expected, String index, int keyField, int versionField) {
        static Target of(Topic<?> topic) {
            Schema schema = SpecificData.get().getSchema(topic.recordClass());
            return new Target(
                    topic.recordClass(),
                    schema.getProp("index"),
                    schema.getField(schema.getProp("key")).pos(),
                    schema.getField(schema.getProp("version")).pos());
        }
    }

    private final RecordDecoder decoder = new RecordDecoder();
    private final Map<String, Target> targets = new HashMap<>();

    public DocumentDecoder() {
        Topics.of(Use.OUTPUT).forEach(topic -> targets.put(topic.name(), Target.of(topic)));
    }

    /** The indices whose schema says that its documents are waited for: {@code "urgent": true}. */
    public static Set<String> urgentIndices() {
        return Topics.of(Use.OUTPUT).stream()
                .map(topic -> SpecificData.get().getSchema(topic.recordClass()))
                .filter(Topic::isUrgent)
                .map(schema -> schema.getProp("index"))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * One record.
     *
     * @param appendedMs the broker's append time
     * @param value the record's value; null when it has none
     */
    public DocumentInput decode(String topic, int partition, long offset, long appendedMs, byte @Nullable [] value) {
        Refusal refusal;
        try {
            if (value == null) {
                throw new InvalidRecordException(Rejection.UNDECODABLE, "a record without a value");
            }
            Target target = targets.get(topic);
            SpecificRecordBase document = decoder.decode(value);
            if (target == null || !target.expected.isInstance(document)) {
                throw new InvalidRecordException(
                        Rejection.WRONG_TOPIC,
                        "a " + document.getSchema().getName() + ", where "
                                + (target == null ? "no document" : target.expected.getSimpleName()) + " was expected");
            }
            return DocumentInput.of(new DocumentWrite(
                    target.index,
                    document.get(target.keyField).toString(),
                    (Long) document.get(target.versionField),
                    DocumentJson.toJson(document),
                    topic,
                    partition,
                    offset,
                    appendedMs));
        } catch (UndecodableException | InvalidRecordException | RuntimeException e) {
            refusal = Refusal.of(e);
        }
        return DocumentInput.of(new DeadLetter(
                topic,
                partition,
                offset,
                refusal.reason(),
                refusal.detail(),
                null,
                Instant.ofEpochMilli(appendedMs),
                DeadLetter.base64(value == null ? new byte[0] : value)));
    }
}
