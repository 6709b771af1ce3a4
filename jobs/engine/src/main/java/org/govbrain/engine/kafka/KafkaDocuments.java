package org.govbrain.engine.kafka;

import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.document.DocumentInput;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topic.Use;
import org.govbrain.schemas.Topics;

/** All document topics as one stream; nothing in it depends on event time. */
public final class KafkaDocuments {
    private KafkaDocuments() {}

    /** The stream, named and with its uid. */
    public static SingleOutputStreamOperator<DocumentInput> stream(StreamExecutionEnvironment env, JobConfig config) {
        return env.fromSource(source(config).build(), WatermarkStrategy.noWatermarks(), "Read documents")
                .uid("read-documents");
    }

    /**
     * The source alone, for a caller that ends it at an offset. Without a checkpoint it reads from the start: what was
     * held in a lost checkpoint may not be indexed, and what is indexed already is recognised by its version.
     */
    public static KafkaSourceBuilder<DocumentInput> source(JobConfig config) {
        Properties properties = config.kafkaProperties();
        properties.putIfAbsent("max.partition.fetch.bytes", String.valueOf(Topics.CASES.maxMessageBytes()));
        // A fetch for each record would cost more than the records; what is waited for loses a twentieth of a second.
        properties.putIfAbsent("fetch.min.bytes", "65536");
        properties.putIfAbsent("fetch.max.wait.ms", "50");
        // The documents of a city are written all or none; of a load that was killed none must be found.
        properties.putIfAbsent("isolation.level", "read_committed");
        return KafkaSource.<DocumentInput>builder()
                .setProperties(properties)
                .setGroupId(config.get(ConfigKeys.KAFKA_GROUP) + "-index")
                .setClientIdPrefix("index")
                .setTopics(Topics.of(Use.OUTPUT).stream().map(Topic::name).toList())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new DocumentDeserializationSchema());
    }
}
