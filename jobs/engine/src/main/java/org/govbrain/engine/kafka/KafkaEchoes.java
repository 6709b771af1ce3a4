package org.govbrain.engine.kafka;

import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.flink.util.function.SerializableSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.govbrain.engine.avro.EchoDecoder;
import org.govbrain.engine.avro.InvalidRecordException;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.echo.Echo;
import org.govbrain.engine.input.TimelessWatermarks;
import org.govbrain.schemas.Topics;
import org.jspecify.annotations.Nullable;

/**
 * The situation job's own breaches and grids, read back. Its place is in each checkpoint like that of any source, so whoever goes
 * on from a checkpoint hears what was said after it. What is said by the run itself is passed over unread.
 */
public final class KafkaEchoes {
    private KafkaEchoes() {}

    /**
     * The stream, named and with its uid. Without a checkpoint it begins with the moment in which the job is drawn: what was
     * said of events that are no longer on their topics must not be taken back.
     *
     * @param job name of the job, for the consumer group
     */
    public static SingleOutputStreamOperator<Echo> stream(
            StreamExecutionEnvironment env, JobConfig config, String job) {
        Properties properties = config.kafkaProperties();
        properties.putIfAbsent("max.partition.fetch.bytes", String.valueOf(Topics.BREACHES.maxMessageBytes()));
        KafkaSource<Echo> source = KafkaSource.<Echo>builder()
                .setProperties(properties)
                .setGroupId(config.get(ConfigKeys.KAFKA_GROUP) + "-" + job)
                .setClientIdPrefix(job + "-echoes")
                .setTopics(List.of(Topics.BREACHES.name(), Topics.GRIDS.name()))
                .setStartingOffsets(OffsetsInitializer.timestamp(System.currentTimeMillis()))
                .setDeserializer(new EchoDeserializationSchema(System::currentTimeMillis))
                .build();
        return env.fromSource(source, new TimelessWatermarks<>(), "Read what was said before the start")
                .uid("read-echoes")
                .setParallelism(1);
    }

    /** Of records that were appended before the reader started. */
    static final class EchoDeserializationSchema implements KafkaRecordDeserializationSchema<Echo> {
        private static final long serialVersionUID = 1L;

        private final SerializableSupplier<Long> clockMs;
        private transient long untilMs;
        private transient Counter ignored = new SimpleCounter();
        private transient @Nullable EchoDecoder decoder;

        EchoDeserializationSchema(SerializableSupplier<Long> clockMs) {
            this.clockMs = clockMs;
        }

        @Override
        public void open(DeserializationSchema.InitializationContext context) {
            untilMs = clockMs.get() + Echo.GRACE.toMillis();
            ignored = context.getMetricGroup().addGroup("govbrain").counter("ignored");
        }

        /** The index job keeps what is no document as a dead letter; here it is only counted. */
        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<Echo> out) {
            if (message.value() == null || message.timestamp() > untilMs) {
                return;
            }
            if (decoder == null) {
                decoder = new EchoDecoder();
            }
            try {
                decoder.decode(message.value(), message.timestamp()).ifPresent(out::collect);
            } catch (InvalidRecordException e) {
                ignored.inc();
            }
        }

        @Override
        public TypeInformation<Echo> getProducedType() {
            return TypeInformation.of(Echo.class);
        }
    }
}
