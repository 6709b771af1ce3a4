package org.govbrain.engine.kafka;

import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.govbrain.engine.avro.InboundDecoder;
import org.govbrain.engine.input.Inbound;
import org.jspecify.annotations.Nullable;

/** Each record of an input topic to exactly one {@link Inbound}; no record makes it throw. */
final class InboundDeserializationSchema implements KafkaRecordDeserializationSchema<Inbound> {

    private static final long serialVersionUID = 1L;

    private final Class<? extends SpecificRecordBase> expected;
    private transient @Nullable InboundDecoder decoder;

    InboundDeserializationSchema(Class<? extends SpecificRecordBase> expected) {
        this.expected = expected;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Inbound> out) {
        if (decoder == null) {
            decoder = new InboundDecoder(expected);
        }
        out.collect(decoder.decode(
                message.topic(), message.partition(), message.offset(), message.timestamp(), message.value()));
    }

    @Override
    public TypeInformation<Inbound> getProducedType() {
        return TypeInformation.of(Inbound.class);
    }
}
