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
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.InboundWatermarks;
import org.govbrain.schemas.Topic;

/** Input topics as streams. */
public final class KafkaInputs {

    private KafkaInputs() {}

    /**
     * The stream of one input topic, with event time, named and with its uid.
     *
     * @param job name of the job, for the consumer group
     */
    public static SingleOutputStreamOperator<Inbound> stream(
            StreamExecutionEnvironment env, JobConfig config, String job, Topic<?> topic) {
        return stream(env, config, job, topic, new InboundWatermarks());
    }

    /** The same with another idea of event time. */
    public static SingleOutputStreamOperator<Inbound> stream(
            StreamExecutionEnvironment env,
            JobConfig config,
            String job,
            Topic<?> topic,
            WatermarkStrategy<Inbound> eventTime) {
        KafkaSource<Inbound> source = source(config, job, topic).build();
        return env.fromSource(source, eventTime, "Read " + topic.name())
                .uid("read-" + topic.name().replace('.', '-'))
                // An instance without a partition never sees a record and would hold event time for the whole job.
                .setParallelism(Math.min(env.getParallelism(), topic.partitions()));
    }

    /**
     * The source alone, for a caller that ends it at an offset. A job without a checkpoint reads from the start, not
     * from where its group was: its state is made of what it read.
     */
    public static KafkaSourceBuilder<Inbound> source(JobConfig config, String job, Topic<?> topic) {
        Properties properties = config.kafkaProperties();
        properties.putIfAbsent("max.partition.fetch.bytes", String.valueOf(topic.maxMessageBytes()));
        // A fetch for each record would cost more than the records; event time is later than that anyway.
        properties.putIfAbsent("fetch.min.bytes", "16384");
        properties.putIfAbsent("fetch.max.wait.ms", "20");
        return KafkaSource.<Inbound>builder()
                .setProperties(properties)
                .setGroupId(config.get(ConfigKeys.KAFKA_GROUP) + "-" + job)
                .setClientIdPrefix(job + "-" + topic.name())
                .setTopics(topic.name())
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new InboundDeserializationSchema(topic.recordClass()));
    }
}
