package org.govbrain.engine.kafka;

import java.util.Properties;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.govbrain.engine.avro.DocumentMapper;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topic.Use;
import org.govbrain.schemas.Topics;

/** Output topics as sinks. */
public final class KafkaOutputs {

    /** How long a document that nobody waits for may wait for others: each request costs the broker the same. */
    private static final String PATIENT_LINGER_MS = "50";

    private KafkaOutputs() {}

    /** Writes each value as a document, under the uid and name that the topic's writer has in every job. */
    public static <D, T extends SpecificRecordBase> void write(
            DataStream<D> documents, JobConfig config, Topic<T> topic, DocumentMapper<D, T> mapper) {
        documents
                .sinkTo(sink(config, topic, mapper))
                .uid("write-" + topic.name().replace('.', '-'))
                .name("Write " + topic.name());
    }

    /**
     * The same, of documents for which nobody waits: each leaves with the checkpoint that remembers it, so a run that is killed
     * has said nothing that the run after it does not know (DECISIONS "What nobody waits for leaves with a checkpoint"). A job
     * without checkpoints goes on from none, and writes at once.
     */
    public static <D, T extends SpecificRecordBase> void writeWithCheckpoints(
            DataStream<D> documents, JobConfig config, Topic<T> topic, DocumentMapper<D, T> mapper) {
        writeWithCheckpoints(documents, config, topic, mapper, document -> true);
    }

    /** The same of those that {@code wait}; all others are written at once. */
    public static <D, T extends SpecificRecordBase> void writeWithCheckpoints(
            DataStream<D> documents,
            JobConfig config,
            Topic<T> topic,
            DocumentMapper<D, T> mapper,
            FilterFunction<D> wait) {
        if (!documents.getExecutionEnvironment().getCheckpointConfig().isCheckpointingEnabled()) {
            write(documents, config, topic, mapper);
            return;
        }
        String name = topic.name();
        KafkaRecordSerializationSchema<HeldDocument> asItIs =
                (document, context, timestamp) -> new ProducerRecord<>(name, document.key(), document.value());
        documents
                .transform(
                        "Hold " + name + " until a checkpoint",
                        TypeInformation.of(HeldDocument.class),
                        new HoldOperator<>(new DocumentSerializationSchema<>(topic, mapper), wait))
                .uid("hold-" + name.replace('.', '-'))
                .sinkTo(sink(config, topic, asItIs))
                .uid("write-" + name.replace('.', '-'))
                .name("Write " + name);
    }

    /**
     * A sink that writes each value as a document with the document's id as key. At least once: a document written
     * again after a restart has the same id and revision, so nobody behind the topic sees a difference, and nobody waits
     * for a transaction.
     */
    public static <D, T extends SpecificRecordBase> KafkaSink<D> sink(
            JobConfig config, Topic<T> topic, DocumentMapper<D, T> mapper) {
        return sink(config, topic, new DocumentSerializationSchema<>(topic, mapper));
    }

    private static <D> KafkaSink<D> sink(
            JobConfig config, Topic<?> topic, KafkaRecordSerializationSchema<D> serializer) {
        Properties properties = producerProperties(config);
        Schema schema = SpecificData.get().getSchema(topic.recordClass());
        if (topic.use() == Use.OUTPUT && !Topic.isUrgent(schema)) {
            properties.setProperty("linger.ms", PATIENT_LINGER_MS);
            properties.putAll(config.kafkaProperties());
        }
        return KafkaSink.<D>builder()
                .setKafkaProducerConfig(properties)
                .setBootstrapServers(config.kafkaProperties().getProperty("bootstrap.servers"))
                .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
                .setRecordSerializer(serializer)
                .build();
    }

    /** How everything of ours writes to Kafka: confirmed by all replicas, in order and once per session, compressed. */
    public static Properties producerProperties(JobConfig config) {
        Properties properties = new Properties();
        properties.setProperty("acks", "all");
        properties.setProperty("enable.idempotence", "true");
        // Of several requests under way a new leader may refuse the first and take a later one, and the first is then
        // out of order to it until it has expired.
        properties.setProperty("max.in.flight.requests.per.connection", "1");
        properties.setProperty("compression.type", "lz4");
        properties.setProperty("linger.ms", "5");
        properties.setProperty("batch.size", String.valueOf(128 * 1024));
        properties.setProperty("max.request.size", String.valueOf(Topics.REFERENCE.maxMessageBytes()));
        properties.putAll(config.kafkaProperties());
        return properties;
    }
}
