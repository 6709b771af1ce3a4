package org.govbrain.local.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.engine.avro.InvalidRecordException;
import org.govbrain.engine.avro.LineDecoder;
import org.govbrain.local.convert.EventRule.Shared;
import org.govbrain.local.convert.SourceFile.Rejected;
import org.govbrain.schemas.json.InputNdjson;

/** Makes events of rows. A row that has something wrong gives no event at all, so that no half of a case is told. */
final class Converter {
    private final Mapping mapping;
    private final Map<EventFile, Form<?>> forms = new EnumMap<>(EventFile.class);
    private final Map<EventFile, Map<String, Event>> events = new EnumMap<>(EventFile.class);
    private final List<Rejected> rejected = new ArrayList<>();

    Converter(Mapping mapping) {
        this.mapping = mapping;
        for (EventFile stream : EventFile.values()) {
            forms.put(stream, Form.of(stream.recordClass(), stream.fileName()));
            events.put(stream, new HashMap<>());
        }
    }

    /** One event as its line, with the row that gave it. */
    private record Event(String id, Instant at, String line, long row, Shared shared) {}

    /** An event that a row would give, before it is known whether the row is good. */
    private record Candidate(EventFile stream, Event event) {}

    void convert(SourceRow row) {
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
            candidates.forEach(this::keep);
        } catch (BadRowException e) {
            rejected.add(new Rejected(row.line(), String.valueOf(e.getMessage())));
        }
    }

    /** The lines of one stream in the order of time. */
    List<String> lines(EventFile stream) {
        return of(events, stream).values().stream()
                .sorted(Comparator.comparing(Event::at).thenComparing(Event::id))
                .map(Event::line)
                .toList();
    }

    List<Rejected> rejected() {
        return rejected;
    }

    private void refuseSecond(Candidate candidate) throws BadRowException {
        Event event = candidate.event();
        Event known = of(events, candidate.stream()).get(event.id());
        if (known != null && event.shared() == Shared.NO) {
            throw new BadRowException("id \"" + event.id() + "\" was given by line " + known.row()
                    + "; expected an id of its own, or shared: earliest in the mapping");
        }
    }

    private void keep(Candidate candidate) {
        Event event = candidate.event();
        of(events, candidate.stream())
                .merge(
                        event.id(),
                        event,
                        (known, other) -> other.at().isBefore(known.at()) == (event.shared() != Shared.LATEST)
                                        && !other.at().equals(known.at())
                                ? other
                                : known);
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
