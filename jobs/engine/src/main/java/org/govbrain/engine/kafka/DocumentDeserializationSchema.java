package org.govbrain.engine.kafka;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.govbrain.engine.avro.DocumentDecoder;
import org.govbrain.engine.document.DocumentInput;
import org.jspecify.annotations.Nullable;

/**
 * Each record of a document topic to exactly one {@link DocumentInput}; no record makes it throw. One without a value says that its
 * document was taken off the topic, and there is nothing to index.
 */
final class DocumentDeserializationSchema implements KafkaRecordDeserializationSchema<DocumentInput> {
    private static final long serialVersionUID = 1L;

    private transient @Nullable DocumentDecoder decoder;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<DocumentInput> out) {
        if (message.value() == null) {
            return;
        }
        if (decoder == null) {
            decoder = new DocumentDecoder();
        }
        out.collect(decoder.decode(
                message.topic(), message.partition(), message.offset(), message.timestamp(), message.value()));
    }

    @Override
    public TypeInformation<DocumentInput> getProducedType() {
        return TypeInformation.of(DocumentInput.class);
    }
}
