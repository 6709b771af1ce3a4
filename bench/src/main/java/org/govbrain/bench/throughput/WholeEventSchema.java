package org.govbrain.bench.throughput;

import java.io.IOException;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Decodes as {@link FloorSchema} does, and sends the bytes too. */
final class WholeEventSchema implements KafkaRecordDeserializationSchema<WholeEvent> {
    private static final long serialVersionUID = 1L;

    private final FloorSchema floor;

    WholeEventSchema(Class<? extends SpecificRecordBase> type) {
        floor = new FloorSchema(type);
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<WholeEvent> out) throws IOException {
        FloorEvent event = floor.decode(message.value());
        out.collect(new WholeEvent(event.key(), event.atMs(), message.value()));
    }

    @Override
    public TypeInformation<WholeEvent> getProducedType() {
        return TypeInformation.of(WholeEvent.class);
    }
}
