package org.govbrain.local.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.engine.avro.InvalidRecordException;
import org.govbrain.engine.avro.LineDecoder;
import org.govbrain.local.convert.EventRule.Shared;
import org.govbrain.local.convert.SourceFile.Rejected;
import org.govbrain.local.convert.StreamEvents.Event;
import org.govbrain.local.sort.SortedLines;
import org.govbrain.schemas.json.InputNdjson;

/** Makes events of rows. A row that has something wrong gives no event at all, so that no half of a case is told. */
final class Converter implements Closeable {
    private final Mapping mapping;
    private final Map<EventFile, Form<?>> forms = new EnumMap<>(EventFile.class);
    private final Map<EventFile, StreamEvents> events = new EnumMap<>(EventFile.class);
    private final SortedLines rejected = new SortedLines();
    private long rows;

    Converter(Mapping mapping) {
        this.mapping = mapping;
        for (EventFile stream : EventFile.values()) {
            forms.put(stream, Form.of(stream.recordClass(), stream.fileName()));
            events.put(stream, new StreamEvents());
        }
    }

    /** An event that a row would give, before it is known whether the row is good. */
    private record Candidate(EventFile stream, Event event) {}

    void convert(SourceRow row) throws IOException {
        rows++;
        try {
            List<Candidate> candidates = new ArrayList<>();
            for (EventRule rule : mapping.events()) {
                for (SourceRow part : rule.each() == null ? List.of(row) : row.each(rule.each())) {
                    if (rule.holds(part)) {
                        candidates.add(new Candidate(rule.stream(), event(rule, part)));
                    }
                }
            }
            for (Candidate candidate : candidates) {
                refuseSecond(candidate);
            }
            for (Candidate candidate : candidates) {
                of(events, candidate.stream()).keep(candidate.event());
            }
        } catch (BadRowException e) {
            add(new Rejected(row.line(), String.valueOf(e.getMessage())));
        }
    }

    /** Takes a row of the source that is none. */
    void reject(Rejected bad) throws IOException {
        rows++;
        add(bad);
    }

    private void add(Rejected bad) throws IOException {
        rejected.add(
                ByteBuffer.allocate(Long.BYTES).putLong(bad.line()).array(),
                ("line " + bad.line() + ": " + bad.reason()).getBytes(StandardCharsets.UTF_8));
    }

    StreamEvents events(EventFile stream) {
        return of(events, stream);
    }

    /** How many rows came, good or bad. */
    long rows() {
        return rows;
    }

    /** How many of them were bad. */
    int rejected() {
        return rejected.count();
    }

    /** Writes which rows were bad, and why, by line. */
    void writeRejected(Path file) throws IOException {
        rejected.write(file, number -> true);
    }

    @Override
    public void close() throws IOException {
        rejected.close();
        for (StreamEvents stream : events.values()) {
            stream.close();
        }
    }

    private void refuseSecond(Candidate candidate) throws BadRowException {
        Event event = candidate.event();
        OptionalLong known = of(events, candidate.stream()).findRow(event.id());
        if (known.isPresent() && event.shared() == Shared.NO) {
            throw new BadRowException("id \"" + event.id() + "\" was given by line " + known.getAsLong()
                    + "; expected an id of its own, or shared: earliest in the mapping");
        }
    }

    private Event event(EventRule rule, SourceRow row) throws BadRowException {
        String id = rule.id()
                .find(row)
                .orElseThrow(
                        () -> new BadRowException("id " + rule.id().text() + " has a blank column; expected all of "
                                + String.join(", ", rule.id().columns())));
        Instant at = rule.at()
                .findInstant(row)
                .orElseThrow(() -> new BadRowException(rule.at().columns() + " is blank; expected the time of "
                        + rule.kind() + " (or a when: that leaves such rows out)"));
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("eventId", id)
                .put("occurredAt", at.toString())
                .put("kind", rule.kind());
        for (Map.Entry<String, ValueRule> field : rule.fields().entrySet()) {
            Optional<String> value = field.getValue().find(row);
            if (value.isPresent()) {
                put(json, rule.stream().schema(), field.getKey(), value.get());
            }
        }
        // Half an origin names nothing.
        if (json.path("origin").size() == 1) {
            json.remove("origin");
        }
        if (rule.position() != null) {
            rule.position().find(row).ifPresent(position -> json.set("position", position));
        }
        String line = of(forms, rule.stream()).check(json, row.line());
        return new Event(id, at, line, row.line(), rule.shared());
    }

    private static void put(ObjectNode json, Schema schema, String path, String value) throws BadRowException {
        int dot = path.indexOf('.');
        if (dot >= 0) {
            json.withObjectProperty(path.substring(0, dot)).put(path.substring(dot + 1), value);
        } else if (FieldNames.typeOf(schema.getField(path)).getType() == Schema.Type.INT) {
            try {
                json.put(path, Integer.parseInt(value));
            } catch (NumberFormatException e) {
                throw new BadRowException(path + " = \"" + value + "\"; expected a whole number");
            }
        } else {
            json.put(path, value);
        }
    }

    /** The form of one stream's lines, with the checks that a job makes. */
    private record Form<T extends SpecificRecordBase>(LineDecoder<T> decoder, InputNdjson<T> form) {
        static <T extends SpecificRecordBase> Form<T> of(Class<T> recordClass, String file) {
            return new Form<>(new LineDecoder<>(recordClass, file), InputNdjson.of(recordClass));
        }

        String check(JsonNode json, long line) throws BadRowException {
            try {
                byte[] checked =
                        form.write(decoder.readChecked(json.toString().getBytes(StandardCharsets.UTF_8), line));
                return new String(checked, StandardCharsets.UTF_8);
            } catch (InvalidRecordException e) {
                throw new BadRowException(String.valueOf(e.getMessage()));
            }
        }
    }

    /** The entry that the constructor made for each stream. */
    private static <K, V> V of(Map<K, V> entries, K key) {
        return Objects.requireNonNull(entries.get(key), () -> "no entry for " + key);
    }
}
