package org.govbrain.local.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
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

/** The files of a simulation, sent in parts, each again from its beginning until the broker has taken all of it. */
final class Feed {
    static final Map<String, Topic<? extends SpecificRecordBase>> STREAMS = new LinkedHashMap<>();

    static {
        STREAMS.put("patrol", Topics.PATROL);
        STREAMS.put("linkage", Topics.LINKAGE);
        STREAMS.put("platform", Topics.PLATFORM);
    }

    private final Map<String, List<String>> lines = new LinkedHashMap<>();
    private final StackFolder folder;
    private final boolean asInThoseDays;
    private long sent;

    Feed(Path events, StackFolder folder, boolean asInThoseDays) throws IOException {
        this.folder = folder;
        this.asInThoseDays = asInThoseDays;
        for (String stream : STREAMS.keySet()) {
            lines.put(stream, Files.readAllLines(events.resolve(stream + ".ndjson")));
        }
    }

    /** Lines of all files. */
    long lines() {
        return lines.values().stream().mapToLong(List::size).sum();
    }

    /** Different events among them: a system numbers its own, and sends some twice. */
    long distinct() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Set<String> ids = new HashSet<>();
        for (Map.Entry<String, List<String>> stream : lines.entrySet()) {
            for (String line : stream.getValue()) {
                JsonNode event = json.readTree(line);
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

    /** Sends a part of each stream, from one share of its lines to another; false if it must be sent again. */
    boolean send(double from, double to) {
        for (Map.Entry<String, Topic<? extends SpecificRecordBase>> stream : STREAMS.entrySet()) {
            List<String> all = lines.getOrDefault(stream.getKey(), List.of());
            List<String> part = all.subList((int) (from * all.size()), (int) (to * all.size()));
            try {
                sent += send(stream.getKey(), stream.getValue(), part);
            } catch (IOException | RuntimeException e) {
                return false;
            }
        }
        return true;
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
                            (good, bad) -> lease.feeding())
                    .sent();
        }
    }
}
