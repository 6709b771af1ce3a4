package org.govbrain.engine.stepped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.engine.avro.DocumentDecoder;
import org.govbrain.engine.avro.DocumentMapper;
import org.govbrain.engine.avro.EchoDecoder;
import org.govbrain.engine.avro.InvalidRecordException;
import org.govbrain.engine.document.DocumentWrite;
import org.govbrain.engine.echo.Echo;
import org.govbrain.engine.kafka.HeldDocument;
import org.govbrain.schemas.SingleObject;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;

/** What all runs of a job wrote: the index that is made of it, and what the situation job hears again. */
public final class WrittenTopics {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<Topic<?>> HEARD_AGAIN = Set.of(Topics.BREACHES, Topics.GRIDS);

    private final Map<String, Written> topics = new HashMap<>();
    private final DocumentDecoder decoder = new DocumentDecoder();
    private final EchoDecoder echoDecoder = new EchoDecoder();
    private final Map<String, DocumentWrite> index = new TreeMap<>();
    private final List<Echo> echoes = new ArrayList<>();
    private Instant clock = Instant.EPOCH;

    private record Written(Topic<?> topic, Function<Object, SpecificRecordBase> toDocument) {}

    /** A topic of documents, and what makes them. */
    @SuppressWarnings("unchecked")
    public <D, T extends SpecificRecordBase> WrittenTopics with(Topic<T> topic, DocumentMapper<D, T> mapper) {
        topics.put(
                "write-" + topic.name().replace('.', '-'), new Written(topic, value -> mapper.toDocument((D) value)));
        return this;
    }

    /** The broker's clock. */
    public void setClock(Instant now) {
        clock = now;
    }

    /** A value that came to a sink; one of another topic is of no interest. */
    public void take(String sink, Object value) {
        Written written = topics.get(sink);
        if (written == null) {
            return;
        }
        byte[] bytes = value instanceof HeldDocument held
                ? held.value()
                : SingleObject.encode(written.toDocument.apply(value));
        DocumentWrite write =
                Objects.requireNonNull(decoder.decode(written.topic.name(), 0, 0, clock.toEpochMilli(), bytes)
                        .write());
        DocumentWrite known = index.get(write.key());
        if (known == null || write.version() > known.version()) {
            index.put(write.key(), write);
        }
        if (HEARD_AGAIN.contains(written.topic)) {
            try {
                echoDecoder.decode(bytes, clock.toEpochMilli()).ifPresent(echoes::add);
            } catch (InvalidRecordException e) {
                throw new IllegalStateException("no echo of " + write, e);
            }
        }
    }

    /** What the situation job reads back; grows. */
    public List<Echo> echoes() {
        return echoes;
    }

    /**
     * Documents by index and id, but for those that tell of the order of arrival.
     *
     * @param but fields that are left out
     */
    public Map<String, String> documents(Set<String> but) throws IOException {
        Map<String, String> documents = new TreeMap<>();
        for (DocumentWrite write : index.values()) {
            ObjectNode document = (ObjectNode) JSON.readTree(write.json());
            if (!tellsOfArrival(write.index(), document)) {
                document.remove("indexed_at");
                but.forEach(field -> {
                    String[] parts = field.split("/", 2);
                    if (write.index().equals(parts[0])) {
                        document.remove(parts[1]);
                    }
                });
                documents.put(write.key(), document.toString());
            }
        }
        return documents;
    }

    /** DECISIONS "Withdrawn and superseded documents tell of arrival", as a cell does that cases have left. */
    private static boolean tellsOfArrival(String index, JsonNode document) {
        return document.path("state").asText().equals("withdrawn")
                || document.path("withdrawn").asBoolean()
                || document.hasNonNull("merged_into")
                || (index.equals("govbrain-indicators") && countsNothing(document));
    }

    private static boolean countsNothing(JsonNode cell) {
        for (JsonNode value : cell) {
            if (value.isNumber() && value.asLong() != 0) {
                return false;
            }
        }
        return true;
    }
}
