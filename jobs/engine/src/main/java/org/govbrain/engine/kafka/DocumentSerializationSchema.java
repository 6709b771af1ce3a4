package org.govbrain.engine.kafka;

import java.nio.charset.StandardCharsets;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.govbrain.engine.avro.DocumentMapper;
import org.govbrain.schemas.RecordEncoder;
import org.govbrain.schemas.Topic;
import org.jspecify.annotations.Nullable;

/** A value to the record of its document: the id as key, so that compaction keeps the newest, and single-object bytes. */
final class DocumentSerializationSchema<D, T extends SpecificRecordBase> implements KafkaRecordSerializationSchema<D> {

    private static final long serialVersionUID = 1L;

    /** A message is not replaced by a newer one. */
    private static final int NONE = -1;

    private final String topic;
    private final int keyField;
    private final int versionField;
    private final DocumentMapper<D, T> mapper;
    private transient @Nullable RecordEncoder encoder;

    DocumentSerializationSchema(Topic<T> topic, DocumentMapper<D, T> mapper) {
        Schema schema = SpecificData.get().getSchema(topic.recordClass());
        this.topic = topic.name();
        this.keyField = schema.getField(schema.getProp("key")).pos();
        String version = schema.getProp("version");
        this.versionField = version == null ? NONE : schema.getField(version).pos();
        this.mapper = mapper;
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(D value, KafkaSinkContext context, @Nullable Long timestamp) {
        return serialize(value);
    }

    /** The record of one value, for a producer without a sink. */
    ProducerRecord<byte[], byte[]> serialize(D value) {
        HeldDocument document = encode(value);
        return new ProducerRecord<>(topic, document.key(), document.value());
    }

    /** The bytes of one value's document. */
    HeldDocument encode(D value) {
        if (encoder == null) {
            encoder = new RecordEncoder();
        }
        T document = mapper.toDocument(value);
        byte[] key = document.get(keyField).toString().getBytes(StandardCharsets.UTF_8);
        long version = versionField == NONE ? 0 : (Long) document.get(versionField);
        return new HeldDocument(key, encoder.encode(document), version);
    }
}
