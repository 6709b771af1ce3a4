package org.govbrain.engine.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.avro.ReferenceFileMapper;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.reference.LoadedReference;
import org.govbrain.engine.reference.Problems;
import org.govbrain.engine.reference.ReferenceException;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.engine.reference.StoredFile;
import org.govbrain.engine.reference.StoredReference;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.Topics;

/**
 * Loads reference files into their topic, and the buildings and posts that boards show as documents into theirs: all that
 * changed in one transaction, or none.
 */
public final class ReferencePublisher {
    /** What the record needs besides the packed file. */
    private static final int ROOM = 4096;

    private final JobConfig config;

    public ReferencePublisher(JobConfig config) {
        this.config = config;
    }

    /**
     * What a load did.
     *
     * @param written the files that are new or changed, by name; the others were there already
     * @param warnings what is odd about the files
     */
    public record Load(List<StoredFile> written, List<String> warnings) {
        public Load {
            written = List.copyOf(written);
            warnings = List.copyOf(warnings);
        }
    }

    /** Publishes files that take effect {@link StoredFile#LEAD} after they are loaded. */
    public Load publish(Map<String, byte[]> files, Instant loadedAt) {
        return publish(files, loadedAt, loadedAt.plus(StoredFile.LEAD));
    }

    /**
     * Publishes files. One that the topic has and {@code files} lacks stays in force, so a policy can be changed alone;
     * what is checked is the city as it will be.
     *
     * @param files content by file name
     * @param effectiveFrom since when, in event time, the files are in force; the first load, and another city, always were
     * @throws ReferenceException when a file is bad or too large; nothing is written then
     * @throws KafkaException when the broker refuses, or another load began meanwhile; nothing is written then
     */
    public Load publish(Map<String, byte[]> files, Instant loadedAt, Instant effectiveFrom) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(settings(), new ByteArraySerializer(), new ByteArraySerializer())) {
            // First this: it shuts out a load that has begun before and not ended, so generations never run double.
            producer.initTransactions();
            StoredReference before = new KafkaReference(config).read();
            Map<String, byte[]> inForce = ReferenceLoader.fromStored(before).files();
            Map<String, byte[]> after = new TreeMap<>(inForce);
            after.putAll(files);
            LoadedReference city = ReferenceLoader.fromFiles(after);
            SortedMap<String, byte[]> news = news(files, inForce);
            List<StoredFile> changed = new ArrayList<>();
            news.forEach((name, bytes) -> changed.add(
                    new StoredFile(name, before.generation() + 1, loadedAt, effectiveFrom, news.size(), bytes)));
            write(producer, changed, CityDocuments.between(ReferenceLoader.fromStored(before), city, loadedAt));
            return new Load(changed, city.warnings());
        }
    }

    /**
     * Reads files as a first load of them would and writes nothing.
     *
     * @param files content by file name
     * @return the city that they describe
     * @throws ReferenceException when a file is bad or too large
     */
    public static LoadedReference check(Map<String, byte[]> files) {
        LoadedReference city = ReferenceLoader.fromFiles(files);
        Problems problems = new Problems();
        files.forEach((name, bytes) ->
                packed(new StoredFile(name, 1, Instant.EPOCH, Instant.EPOCH, files.size(), bytes), problems));
        problems.throwIfAny();
        return city;
    }

    private static SortedMap<String, byte[]> news(Map<String, byte[]> files, Map<String, byte[]> inForce) {
        SortedMap<String, byte[]> news = new TreeMap<>(files);
        news.entrySet().removeIf(file -> Arrays.equals(file.getValue(), inForce.get(file.getKey())));
        return news;
    }

    private static void write(
            KafkaProducer<byte[], byte[]> producer,
            List<StoredFile> files,
            List<ProducerRecord<byte[], byte[]>> documents) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>();
        Problems problems = new Problems();
        for (StoredFile file : files) {
            byte[] value = packed(file, problems);
            // Each version has a key of its own: compaction must not take the history that a replay asks for.
            byte[] key = (file.name() + "@" + file.generation()).getBytes(StandardCharsets.UTF_8);
            records.add(new ProducerRecord<>(Topics.REFERENCE.name(), key, value));
        }
        problems.throwIfAny();
        if (!records.isEmpty()) {
            records.addAll(documents);
            producer.beginTransaction();
            for (ProducerRecord<byte[], byte[]> record : records) {
                // The commit waits for each of them and throws what went wrong.
                Future<RecordMetadata> unused = producer.send(record);
            }
            producer.commitTransaction();
        }
    }

    private static byte[] packed(StoredFile file, Problems problems) {
        byte[] value = SingleObject.encode(ReferenceFileMapper.toRecord(file));
        int most = Topics.REFERENCE.maxMessageBytes() - ROOM;
        if (value.length > most) {
            problems.add(file.name(), "whole file", value.length + " bytes when packed", "at most " + most + " bytes");
        }
        return value;
    }

    private Properties settings() {
        Properties settings = KafkaOutputs.producerProperties(config);
        settings.setProperty("transactional.id", config.get(ConfigKeys.KAFKA_GROUP) + "-reference-load");
        return settings;
    }
}
