package org.govbrain.local.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.engine.kafka.ReferencePublisher;
import org.govbrain.engine.kafka.TopicAdmin;
import org.govbrain.local.broker.KafkaBroker;
import org.govbrain.local.pacemaker.ClockMode;
import org.govbrain.local.pacemaker.PaceStore;
import org.govbrain.local.pacemaker.Pacemaker;
import org.govbrain.local.server.FreePort;
import org.govbrain.schemas.RecordDecoder;
import org.govbrain.schemas.RecordEncoder;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.document.BreachDocument;

/** All that stands between a breach on its topic and a channel, with real parts: Kafka, heartbeats, the paging job, the worker. */
final class LivePaging implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path folder;
    private final KafkaBroker broker;
    private final JobConfig config;
    private final Pacemaker pacemaker;
    private final KafkaProducer<byte[], byte[]> producer;
    private final RecordEncoder encoder = new RecordEncoder();
    private final List<DeliveryWorker> workers = new ArrayList<>();
    private Process paging;
    private int runs;

    private LivePaging(Path folder, KafkaBroker broker, JobConfig config) throws Exception {
        this.folder = folder;
        this.broker = broker;
        this.config = config;
        this.pacemaker = Pacemaker.start(
                config, ClockMode.WALL, Duration.ofSeconds(5), new PaceStore(folder.resolve("pace.json")), null);
        this.producer = new KafkaProducer<>(
                KafkaOutputs.producerProperties(config), new ByteArraySerializer(), new ByteArraySerializer());
        this.paging = startPaging();
    }

    /** Starts all but the worker, with reference files by name. */
    static LivePaging start(Path folder, Map<String, byte[]> reference) throws Exception {
        KafkaBroker broker = KafkaBroker.start(folder);
        try {
            JobConfig config = JobConfig.of(Map.of("kafka.bootstrap-servers", broker.bootstrapServers()));
            TopicAdmin.ensureTopics(config);
            new ReferencePublisher(config).publish(reference, Instant.now());
            return new LivePaging(folder, broker, config);
        } catch (Exception e) {
            broker.close();
            throw e;
        }
    }

    void deliverTo(Map<String, ChannelsFile.Open> channels, MessageText text) {
        workers.add(DeliveryWorker.start(config, "live", channels, text, InstantSource.system(), 7));
    }

    /** Writes a breach; returns when the broker took it, by its clock. */
    long write(BreachDocument breach) throws Exception {
        byte[] key = breach.getBreachId().getBytes(UTF_8);
        return producer.send(new ProducerRecord<>(Topics.BREACHES.name(), key, encoder.encode(breach)))
                .get(30, TimeUnit.SECONDS)
                .timestamp();
    }

    /** A case that was due just now. */
    static BreachDocument breach(String caseId, String grid, String community, String urgency) {
        Instant due = Instant.ofEpochMilli(System.currentTimeMillis());
        return BreachDocument.newBuilder()
                .setTimestamp(due)
                .setBreachId("accept|" + caseId + "|1|")
                .setRevision(2)
                .setCaseId(caseId)
                .setClock("accept")
                .setCycle(1)
                .setDepartmentId(null)
                .setGridId(grid)
                .setCommunityId(community)
                .setUrgency(urgency)
                .setSeverity("major")
                .setState("open")
                .setStartedAt(due.minusSeconds(600))
                .setDueAt(due)
                .build();
    }

    /** As {@code kill -9} does, and starts it again. */
    void killPaging() throws Exception {
        paging.destroyForcibly().onExit().join();
        paging = startPaging();
    }

    /** Returns when it reads. */
    private Process startPaging() throws Exception {
        Path log = folder.resolve("paging-" + ++runs + ".log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PagingProcess.class.getName(),
                        broker.bootstrapServers(),
                        folder.resolve("checkpoints").toString(),
                        Integer.toString(FreePort.find()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        await("the paging job to run", () -> {
            assertThat(process.isAlive()).as("%s", Files.readString(log)).isTrue();
            return Files.readString(log).contains(PagingProcess.RUNS);
        });
        return process;
    }

    /** What the paging job said when it had started last. */
    String said() throws Exception {
        return Files.readString(folder.resolve("paging-" + runs + ".log"));
    }

    /** Everything on a topic now. */
    <T extends SpecificRecordBase> List<T> read(Topic<T> topic) throws Exception {
        return read(config, topic);
    }

    /** The same of any broker. */
    static <T extends SpecificRecordBase> List<T> read(JobConfig config, Topic<T> topic) throws Exception {
        List<T> records = new ArrayList<>();
        RecordDecoder decoder = new RecordDecoder();
        try (KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                config.kafkaProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = reader.partitionsFor(topic.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            reader.assign(partitions);
            reader.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = reader.endOffsets(partitions);
            while (partitions.stream().anyMatch(at -> reader.position(at) < requireNonNull(ends.get(at)))) {
                for (ConsumerRecord<byte[], byte[]> each : reader.poll(Duration.ofMillis(200))) {
                    records.add(topic.recordClass().cast(decoder.decode(each.value())));
                }
            }
        }
        return records;
    }

    static void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waited in vain for " + what).isLessThan(end);
            LockSupport.parkNanos(100_000_000);
        }
    }

    @Override
    public void close() {
        paging.destroyForcibly().onExit().join();
        workers.forEach(DeliveryWorker::close);
        producer.close();
        pacemaker.close();
        broker.close();
    }
}
