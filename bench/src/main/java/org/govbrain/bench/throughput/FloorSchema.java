package org.govbrain.bench.throughput;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.input.LinkageEvent;
import org.govbrain.schemas.input.PatrolEvent;
import org.govbrain.schemas.input.PlatformEvent;
import org.jspecify.annotations.Nullable;

/**
 * The quickest decoding that Avro offers: its fast reader on one reused decoder and one reused record, and no check of
 * anything. Shares no code with the jobs, so that what makes them faster leaves the floor as it is.
 */
final class FloorSchema implements KafkaRecordDeserializationSchema<FloorEvent> {
    private static final long serialVersionUID = 1L;

    private final Class<? extends SpecificRecordBase> type;
    private transient @Nullable SpecificDatumReader<SpecificRecordBase> reader;
    private transient @Nullable BinaryDecoder decoder;
    private transient @Nullable SpecificRecordBase reused;

    FloorSchema(Class<? extends SpecificRecordBase> type) {
        this.type = type;
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<FloorEvent> out) throws IOException {
        out.collect(decode(message.value()));
    }

    /** Key and time of one record. */
    FloorEvent decode(byte[] bytes) throws IOException {
        SpecificDatumReader<SpecificRecordBase> using = reader;
        if (using == null) {
            Schema schema = SpecificData.get().getSchema(type);
            SpecificData model = SpecificData.getForSchema(schema);
            model.setFastReaderEnabled(true);
            using = new SpecificDatumReader<>(schema, schema, model);
            reader = using;
        }
        decoder = DecoderFactory.get()
                .binaryDecoder(bytes, SingleObject.HEADER_BYTES, bytes.length - SingleObject.HEADER_BYTES, decoder);
        reused = using.read(reused, decoder);
        return event(reused);
    }

    private static FloorEvent event(SpecificRecordBase read) {
        if (read instanceof PlatformEvent platform) {
            return new FloorEvent(platform.getCaseId(), platform.getOccurredAt().toEpochMilli());
        }
        if (read instanceof LinkageEvent linkage) {
            return new FloorEvent(
                    linkage.getIncidentId(), linkage.getOccurredAt().toEpochMilli());
        }
        PatrolEvent patrol = (PatrolEvent) read;
        String key = patrol.getFindingId() == null ? patrol.getOfficerId() : patrol.getFindingId();
        return new FloorEvent(key, patrol.getOccurredAt().toEpochMilli());
    }

    @Override
    public TypeInformation<FloorEvent> getProducedType() {
        return TypeInformation.of(FloorEvent.class);
    }
}
