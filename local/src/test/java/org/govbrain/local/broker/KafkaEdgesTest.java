package org.govbrain.local.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.avro.DeadLetterMapper;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.document.DocumentInput;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.InboundWatermarks;
import org.govbrain.engine.kafka.KafkaDocuments;
import org.govbrain.engine.kafka.KafkaInputs;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.engine.kafka.KafkaReference;
import org.govbrain.engine.kafka.ReadSince;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.document.DeadLetterDocument;
import org.govbrain.schemas.input.Heartbeat;
import org.govbrain.schemas.input.PatrolEvent;
import org.govbrain.schemas.input.PatrolKind;
import org.govbrain.schemas.input.Urgency;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Topics, source and sink against a real broker. */
class KafkaEdgesTest {

    private static final Instant PAST = Instant.parse("2020-01-01T00:00:00Z");
    private static final int MORE_THAN_SENT = 100;
    private static final Instant FUTURE = Instant.parse("2099-01-01T00:00:00Z");

    @TempDir
    private Path folder = Path.of("set by JUnit");

    @Test
    void topicsAreAsDeclaredAndWhatGoesInComesOut() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder)) {
            JobConfig config = JobConfig.of(Map.of("kafka.bootstrap-servers", broker.bootstrapServers()));
            whatWasWrittenSinceIsReadAndNothingBefore(config);
            topicsAreBroughtIntoTheirState(config);
            send(
                    config,
                    List.of(
                            SingleObject.encode(visit("good", PAST)),
                            SingleObject.encode(visit("future", FUTURE)),
                            SingleObject.encode(new Heartbeat(PAST, null)),
                            "rubbish".getBytes(StandardCharsets.UTF_8)));
            List<Inbound> inbound = runJob(config);
            assertThat(inbound).hasSize(4);
            assertThat(inbound).filteredOn(in -> in.event() != null).hasSize(1);
            assertThat(inbound).filteredOn(in -> in.heartbeat() != null).hasSize(1);
            assertThat(inbound)
                    .as("the broker's own time, whatever the producer said")
                    .allSatisfy(in -> assertThat(in.receivedAt()).isAfter(PAST.plus(Duration.ofDays(365))));
            assertThat(deadLetters(config))
                    .extracting(DeadLetterDocument::getReason)
                    .containsExactlyInAnyOrder("future_timestamp", "undecodable");
            whatWasNeverCommittedIsNotRead(config);
        }
    }

    private static void whatWasNeverCommittedIsNotRead(JobConfig config) throws Exception {
        Properties settings = KafkaOutputs.producerProperties(config);
        settings.setProperty("transactional.id", "a load that is killed");
        byte[] rubbish = "rubbish".getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (String topic : List.of(Topics.REFERENCE.name(), Topics.BUILDINGS.name())) {
                producer.send(new ProducerRecord<>(topic, rubbish, rubbish)).get(30, TimeUnit.SECONDS);
            }
            producer.abortTransaction();
        }
        assertThat(new KafkaReference(config).read().warnings())
                .as("reference data")
                .isEmpty();
        List<DocumentInput> documents = environment()
                .fromSource(
                        KafkaDocuments.source(config)
                                .setBounded(OffsetsInitializer.latest())
                                .build(),
                        WatermarkStrategy.noWatermarks(),
                        "Read documents")
                .executeAndCollect(MORE_THAN_SENT);
        assertThat(documents)
                .as("documents: the two dead letters")
                .hasSize(2)
                .allSatisfy(document -> assertThat(document.write()).isNotNull());
    }

    private static StreamExecutionEnvironment environment() {
        Configuration settings = new Configuration();
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        return StreamExecutionEnvironment.createLocalEnvironment(2, settings);
    }

    private static void topicsAreBroughtIntoTheirState(JobConfig config) throws Exception {
        try (Admin admin = Admin.create(config.kafkaProperties())) {
            String patrol = Topics.PATROL.name();
            String deadLetters = Topics.DEAD_LETTERS.name();
            admin.createTopics(List.of(
                            new NewTopic(patrol, 1, (short) 1).configs(Map.of("message.timestamp.type", "CreateTime")),
                            new NewTopic(deadLetters, Topics.DEAD_LETTERS.partitions(), (short) 1)
                                    .configs(Map.of("cleanup.policy", "compact"))))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            TopicAdmin.ensureTopics(config);
            TopicAdmin.ensureTopics(config);
            assertThat(admin.listTopics().names().get(30, TimeUnit.SECONDS))
                    .containsAll(
                            Topics.all().stream().map(topic -> topic.name()).toList());
            assertThat(admin.describeTopics(List.of(patrol))
                            .allTopicNames()
                            .get(30, TimeUnit.SECONDS)
                            .values())
                    .as("an input that somebody made with too few partitions grows")
                    .allSatisfy(found -> assertThat(found.partitions()).hasSize(Topics.PATROL.partitions()));
            assertThat(settings(admin, patrol).get("message.timestamp.type").value())
                    .isEqualTo("LogAppendTime");
            assertThat(settings(admin, deadLetters))
                    .as("a topic of dead letters that an older version made gets its end")
                    .satisfies(found -> {
                        assertThat(found.get("cleanup.policy").value().split(","))
                                .containsExactlyInAnyOrder("compact", "delete");
                        assertThat(found.get("retention.ms").value())
                                .isEqualTo(String.valueOf(Duration.ofDays(90).toMillis()));
                    });
            assertThat(settings(admin, Topics.CASES.name())
                            .get("cleanup.policy")
                            .value())
                    .as("any other document stays")
                    .isEqualTo("compact");
            assertThat(settings(admin, Topics.RECEIPTS.name())
                            .get("retention.ms")
                            .value())
                    .as("so does the proof of who was told")
                    .isEqualTo("-1");
        }
    }

    private static Config settings(Admin admin, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return Objects.requireNonNull(admin.describeConfigs(List.of(resource))
                .all()
                .get(30, TimeUnit.SECONDS)
                .get(resource));
    }

    private static void whatWasWrittenSinceIsReadAndNothingBefore(JobConfig config) throws Exception {
        String topic = "dated";
        try (Admin admin = Admin.create(config.kafkaProperties());
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        KafkaOutputs.producerProperties(config), new ByteArraySerializer(), new ByteArraySerializer());
                KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                        config.kafkaProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1).configs(Map.of("retention.ms", "-1"))))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            for (int day = 0; day < 4; day++) {
                long at = PAST.plus(Duration.ofDays(day)).toEpochMilli();
                // The second partition has nothing of the last two days, the third nothing at all.
                int partition = day < 2 ? 1 : 0;
                producer.send(new ProducerRecord<>(topic, partition, at, null, new byte[] {(byte) day}))
                        .get(30, TimeUnit.SECONDS);
            }
            List<TopicPartition> partitions =
                    List.of(new TopicPartition(topic, 0), new TopicPartition(topic, 1), new TopicPartition(topic, 2));
            consumer.assign(partitions);
            ReadSince.seek(consumer, partitions, PAST.plus(Duration.ofDays(3)));
            assertThat(partitions.stream().map(consumer::position))
                    .as("the last day's record, the end, the end")
                    .containsExactly(1L, 2L, 0L);
        }
    }

    private static PatrolEvent visit(String eventId, Instant at) {
        return PatrolEvent.newBuilder()
                .setEventId(eventId)
                .setOccurredAt(at)
                .setKind(PatrolKind.VISIT)
                .setOfficerId("officer")
                .setUrgency(Urgency.ROUTINE)
                .setHouseholds(1)
                .build();
    }

    private static void send(JobConfig config, List<byte[]> values) throws Exception {
        Properties settings = KafkaOutputs.producerProperties(config);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < values.size(); i++) {
                producer.send(new ProducerRecord<>(
                                Topics.PATROL.name(), i % Topics.PATROL.partitions(), 1L, null, values.get(i)))
                        .get(30, TimeUnit.SECONDS);
            }
        }
    }

    private static List<Inbound> runJob(JobConfig config) throws Exception {
        DataStream<Inbound> inbound = environment()
                .fromSource(
                        KafkaInputs.source(config, "test", Topics.PATROL)
                                .setBounded(OffsetsInitializer.latest())
                                .build(),
                        new InboundWatermarks(),
                        "Read patrols");
        inbound.<DeadLetter>flatMap((in, out) -> {
                    DeadLetter letter = in.deadLetter();
                    if (letter != null) {
                        out.collect(letter);
                    }
                })
                .returns(TypeInformation.of(DeadLetter.class))
                .sinkTo(KafkaOutputs.sink(config, Topics.DEAD_LETTERS, new DeadLetterMapper()));
        return inbound.executeAndCollect(MORE_THAN_SENT);
    }

    private static List<DeadLetterDocument> deadLetters(JobConfig config) throws Exception {
        List<DeadLetterDocument> documents = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                config.kafkaProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.DEAD_LETTERS.name()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long expected = consumer.endOffsets(partitions).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            while (documents.size() < expected) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofSeconds(1))) {
                    DeadLetterDocument document = SingleObject.decode(message.value(), DeadLetterDocument.class);
                    assertThat(new String(message.key(), StandardCharsets.UTF_8))
                            .isEqualTo(document.getDeadLetterId());
                    documents.add(document);
                }
            }
        }
        return documents;
    }
}
