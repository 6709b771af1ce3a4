package org.govbrain.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.govbrain.engine.config.ConfigKeys;
import org.govbrain.engine.config.JobConfig;
import org.govbrain.engine.kafka.KafkaOutputs;
import org.govbrain.local.control.ControlClient;
import org.govbrain.local.ingest.FeederLease;
import org.govbrain.local.ingest.Ingest;
import org.govbrain.local.stack.StackFolder;
import org.govbrain.local.stack.StackState;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;

/**
 * The files of a simulation, sent in parts, each again from its beginning until the broker has taken all of it. A part is what
 * the streams say in the same span of the data's time; what stands late in its file comes with its neighbours there.
 */
final class Feed {
    private static final ObjectMapper JSON = new ObjectMapper();

    static final Map<String, Topic<? extends SpecificRecordBase>> STREAMS = new LinkedHashMap<>();

    static {
        STREAMS.put("patrol", Topics.PATROL);
        STREAMS.put("linkage", Topics.LINKAGE);
        STREAMS.put("platform", Topics.PLATFORM);
    }

    private final Map<String, List<String>> lines = new LinkedHashMap<>();

    /** The newest instant of each line and those before it. */
    private final Map<String, List<Instant>> reached = new LinkedHashMap<>();

    private final StackFolder folder;
    private final boolean asInThoseDays;
    private long sent;

    Feed(Path events, StackFolder folder, boolean asInThoseDays) throws IOException {
        this.folder = folder;
        this.asInThoseDays = asInThoseDays;
        for (String stream : STREAMS.keySet()) {
            List<String> all = Files.readAllLines(events.resolve(stream + ".ndjson"));
            lines.put(stream, all);
            reached.put(stream, reached(all));
        }
    }

    private static List<Instant> reached(List<String> lines) throws IOException {
        List<Instant> reached = new ArrayList<>();
        Instant newest = Instant.MIN;
        for (String line : lines) {
            Instant at = OffsetDateTime.parse(
                            JSON.readTree(line).path("occurredAt").asText())
                    .toInstant();
            newest = at.isAfter(newest) ? at : newest;
            reached.add(newest);
        }
        return reached;
    }

    /** The data's time, from its first event to its last, cut into equal spans: where each ends. */
    List<Instant> ends(int parts) {
        Instant first = first();
        Instant last = reached.values().stream()
                .flatMap(List::stream)
                .max(Instant::compareTo)
                .orElseThrow();
        long ms = last.toEpochMilli() - first.toEpochMilli();
        List<Instant> ends = new ArrayList<>();
        for (int part = 1; part < parts; part++) {
            ends.add(first.plusMillis(ms * part / parts));
        }
        ends.add(last);
        return ends;
    }

    /** When the first event happened. */
    Instant first() {
        return reached.values().stream()
                .filter(stream -> !stream.isEmpty())
                .map(stream -> stream.get(0))
                .min(Instant::compareTo)
                .orElseThrow();
    }

    /** Lines of all files. */
    long lines() {
        return lines.values().stream().mapToLong(List::size).sum();
    }

    /** Different events among them: a system numbers its own, and sends some twice. */
    long distinct() throws IOException {
        Set<String> ids = new HashSet<>();
        for (Map.Entry<String, List<String>> stream : lines.entrySet()) {
            for (String line : stream.getValue()) {
                JsonNode event = JSON.readTree(line);
                ids.add(stream.getKey() + " " + event.path("sourceSystem").asText() + " "
                        + event.path("eventId").asText());
            }
        }
        return ids.size();
    }

    /** Records that the broker has confirmed, those of a part that was sent again as often as it was. */
    long sent() {
        return sent;
    }

    /** Sends what each stream says after an instant and up to another; false if it must be sent again. */
    boolean send(Instant after, Instant upTo) {
        for (Map.Entry<String, Topic<? extends SpecificRecordBase>> stream : STREAMS.entrySet()) {
            try {
                sent += send(stream.getKey(), stream.getValue(), part(stream.getKey(), after, upTo));
            } catch (IOException | RuntimeException e) {
                return false;
            }
        }
        return true;
    }

    /** Lines of a stream that come after an instant and up to another. */
    List<String> part(String stream, Instant after, Instant upTo) {
        List<Instant> instants = reached.getOrDefault(stream, List.of());
        return lines.getOrDefault(stream, List.of()).subList(upTo(instants, after), upTo(instants, upTo));
    }

    /** How many of these, which only grow, lie at an instant or before it. */
    private static int upTo(List<Instant> instants, Instant at) {
        int found = Collections.binarySearch(instants, at.plusNanos(1));
        return found < 0 ? -found - 1 : found;
    }

    private <T extends SpecificRecordBase> long send(String name, Topic<T> topic, List<String> part)
            throws IOException {
        StackState stack = StackState.get(folder);
        ControlClient control = new ControlClient(stack.ports().control(), stack.token());
        Properties properties = KafkaOutputs.producerProperties(JobConfig.of(Map.of(
                ConfigKeys.KAFKA_SERVERS.name(), "127.0.0.1:" + stack.ports().kafka())));
        // A part that does not arrive is sent again; the stack may meanwhile have gone to other ports.
        properties.setProperty("delivery.timeout.ms", "20000");
        properties.setProperty("request.timeout.ms", "10000");
        properties.setProperty("max.block.ms", "10000");
        if (asInThoseDays) {
            properties.setProperty("interceptor.classes", ArrivedWhenItHappened.class.getName());
        }
        byte[] bytes = String.join("\n", part).getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
                FeederLease lease = new FeederLease(control, "chaos-" + name, InstantSource.system())) {
            return new Ingest<>(topic, name, producer)
                    .run(
                            new ByteArrayInputStream(bytes),
                            (number, reason, line) -> {
                                throw new IllegalStateException("a simulated line is refused: " + reason);
                            },
                            (good, bad, happenedAt) -> lease.feeding())
                    .sent();
        }
    }
}
