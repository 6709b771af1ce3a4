package org.govbrain.engine.kafka;

import java.util.List;
import java.util.Properties;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.govbrain.engine.avro.PageInputDecoder;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.input.PageInput;
import org.govbrain.engine.input.ReadUpWatermarks;
import org.govbrain.schemas.Topics;
import org.jspecify.annotations.Nullable;

/** What the paging job reads besides the acks. */
public final class KafkaPaging {
    private static final String JOB = "paging";

    private KafkaPaging() {}

    /**
     * Alerts and receipts, from the start: what is over is not paged, and what was sent is known to delivery. They hold event time
     * back until those that are there are read.
     */
    public static SingleOutputStreamOperator<PageInput> news(StreamExecutionEnvironment env, JobConfig config) {
        Properties properties = config.kafkaProperties();
        properties.putIfAbsent("max.partition.fetch.bytes", String.valueOf(Topics.BREACHES.maxMessageBytes()));
        KafkaSource<PageInput> source = KafkaSource.<PageInput>builder()
                .setProperties(properties)
                .setGroupId(config.get(ConfigKeys.KAFKA_GROUP) + "-" + JOB)
                .setClientIdPrefix(JOB + "-news")
                .setTopics(List.of(
                        Topics.BREACHES.name(), Topics.HOTSPOTS.name(), Topics.FEEDS.name(), Topics.RECEIPTS.name()))
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new NewsDeserializationSchema())
                .build();
        return env.fromSource(source, new ReadUpWatermarks<>(), "Read alerts and receipts")
                .uid("read-news");
    }

    private static final class NewsDeserializationSchema implements KafkaRecordDeserializationSchema<PageInput> {
        private static final long serialVersionUID = 1L;

        private transient @Nullable PageInputDecoder decoder;

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<PageInput> out) {
            if (decoder == null) {
                decoder = new PageInputDecoder();
            }
            decoder.decode(message.topic(), message.partition(), message.offset(), message.timestamp(), message.value())
                    .ifPresent(out::collect);
        }

        @Override
        public TypeInformation<PageInput> getProducedType() {
            return TypeInformation.of(PageInput.class);
        }
    }
}
