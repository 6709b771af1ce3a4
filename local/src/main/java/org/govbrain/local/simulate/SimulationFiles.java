package org.govbrain.local.simulate;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.local.city.Draws;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.input.LinkageEvent;
import org.govbrain.schemas.input.PatrolEvent;
import org.govbrain.schemas.input.PlatformEvent;
import org.govbrain.schemas.json.InputNdjson;

/** Writes a simulation as the three event files and truth.json. */
final class SimulationFiles {
    /** Lines that no source should send, each bad in its own way. */
    private static final List<String> MALFORMED = List.of(
            "{\"eventId\": \"bad-1\", \"occurredAt\": ",
            "not JSON at all",
            "{\"eventId\":\"bad-2\",\"occurredAt\":\"2026-03-02 08:00:00\",\"kind\":\"RECEIVED\"}",
            "{\"occurredAt\":\"2026-03-02T08:00:00+08:00\"}",
            "{\"eventId\":\"bad-3\",\"occurredAt\":\"2026-03-02T08:00:00+08:00\",\"kind\":\"EXPLODED\"}",
            "[]");

    private final Simulation simulation;
    private final Path directory;
    private final double malformedShare;

    SimulationFiles(Simulation simulation, Path directory, boolean dirty) {
        this.simulation = simulation;
        this.directory = directory;
        this.malformedShare = dirty ? 0.003 : 0;
    }

    /** What stands in one file. */
    record Count(long events, long duplicates, long malformed) {}

    /** Returns the counts by stream. */
    Map<String, Count> write() throws IOException {
        Files.createDirectories(directory);
        Map<String, Count> counts = new LinkedHashMap<>();
        try (StreamFile<PatrolEvent> patrol = new StreamFile<>("patrol", Topics.PATROL);
                StreamFile<LinkageEvent> linkage = new StreamFile<>("linkage", Topics.LINKAGE);
                StreamFile<PlatformEvent> platform = new StreamFile<>("platform", Topics.PLATFORM)) {
            Map<Topic<?>, StreamFile<?>> files =
                    Map.of(Topics.PATROL, patrol, Topics.LINKAGE, linkage, Topics.PLATFORM, platform);
            simulation.forEachEvent(
                    event -> Objects.requireNonNull(files.get(event.topic())).write(event));
            List.of(patrol, linkage, platform).forEach(file -> counts.put(file.name, file.count()));
        }
        truth(counts);
        return counts;
    }

    /** One of the event files while it is written. */
    private final class StreamFile<T extends SpecificRecordBase> implements Closeable {
        private final String name;
        private final Class<T> recordClass;
        private final InputNdjson<T> form;
        private final Draws dirt;
        private final OutputStream out;
        private long events;
        private long duplicates;
        private long malformed;

        StreamFile(String name, Topic<T> topic) throws IOException {
            this.name = name;
            this.recordClass = topic.recordClass();
            this.form = InputNdjson.of(recordClass);
            this.dirt = Draws.of(simulation.settings().seed(), "dirt", name);
            this.out = new BufferedOutputStream(Files.newOutputStream(directory.resolve(name + ".ndjson")), 1 << 16);
        }

        void write(FeedEvent event) throws IOException {
            out.write(form.write(recordClass.cast(event.record())));
            out.write('\n');
            events += event.repeat() == 0 ? 1 : 0;
            duplicates += event.repeat();
            if (dirt.chance(malformedShare)) {
                out.write((dirt.pick(MALFORMED) + "\n").getBytes(StandardCharsets.UTF_8));
                malformed++;
            }
        }

        Count count() {
            return new Count(events, duplicates, malformed);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    private void truth(Map<String, Count> counts) throws IOException {
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(directory.resolve("truth.json").toFile(), JsonEncoding.UTF8)
                .setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter(" ", "\n")))) {
            json.writeStartObject();
            json.writeNumberField("seed", simulation.settings().seed());
            json.writeStringField("start", simulation.start().toString());
            json.writeStringField("as_of", simulation.asOf().toString());
            json.writeObjectFieldStart("files");
            for (Map.Entry<String, Count> count : counts.entrySet()) {
                json.writeObjectFieldStart(count.getKey());
                json.writeNumberField("events", count.getValue().events());
                json.writeNumberField("duplicates", count.getValue().duplicates());
                json.writeNumberField("malformed", count.getValue().malformed());
                json.writeEndObject();
            }
            json.writeEndObject();
            json.writeNumberField("cases", simulation.caseIds().size());
            breaches(json);
            json.writeArrayFieldStart("unpatrolled");
            for (Map.Entry<String, List<LocalDate>> grid :
                    simulation.unpatrolled().entrySet()) {
                json.writeStartObject();
                json.writeStringField("grid_id", grid.getKey());
                texts(
                        json,
                        "days",
                        grid.getValue().stream().map(LocalDate::toString).toList());
                json.writeEndObject();
            }
            json.writeEndArray();
            hotspots(json);
            json.writeEndObject();
        }
    }

    private void breaches(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("breaches");
        for (PlannedBreach breach : simulation.breaches()) {
            boolean resolved = breach.stoppedAtMs() <= simulation.asOf().toEpochMilli();
            json.writeStartObject();
            json.writeStringField("breach_id", breach.id());
            json.writeStringField("clock", breach.clock());
            json.writeStringField("case_id", breach.caseId());
            json.writeNumberField("cycle", breach.cycle());
            if (breach.departmentId() != null) {
                json.writeStringField("department_id", breach.departmentId());
            }
            json.writeStringField("state", resolved ? "resolved" : "open");
            json.writeStringField("due_at", time(breach.dueAtMs()));
            if (resolved) {
                json.writeStringField("stopped_at", time(breach.stoppedAtMs()));
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void hotspots(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("hotspots");
        for (PlannedHotspot hotspot : simulation.hotspots()) {
            json.writeStartObject();
            json.writeStringField("kind", hotspot.kind().word());
            texts(json, "grid_ids", hotspot.gridIds());
            json.writeStringField("category_group", hotspot.categoryGroup());
            if (hotspot.buildingId() != null) {
                json.writeStringField("building_id", hotspot.buildingId());
            }
            json.writeStringField("window_start", time(hotspot.fromMs()));
            json.writeStringField("window_end", time(hotspot.toMs()));
            texts(json, "case_ids", hotspot.caseIds());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static String time(long epochMs) {
        return Instant.ofEpochMilli(epochMs).toString();
    }
}
