package org.govbrain.local.simulate;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.BufferedOutputStream;
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
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.local.city.Draws;
import org.govbrain.schemas.Topic;
import org.govbrain.schemas.Topics;
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

    private static final Map<String, Topic<? extends SpecificRecordBase>> FILES = new LinkedHashMap<>();

    static {
        FILES.put("patrol", Topics.PATROL);
        FILES.put("linkage", Topics.LINKAGE);
        FILES.put("platform", Topics.PLATFORM);
    }

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
        for (Map.Entry<String, Topic<? extends SpecificRecordBase>> file : FILES.entrySet()) {
            counts.put(file.getKey(), stream(file.getKey(), file.getValue()));
        }
        truth(counts);
        return counts;
    }

    private <T extends SpecificRecordBase> Count stream(String name, Topic<T> topic) throws IOException {
        InputNdjson<T> form = InputNdjson.of(topic.recordClass());
        Draws dirt = Draws.of(simulation.settings().seed(), "dirt", name);
        long events = 0;
        long duplicates = 0;
        long malformed = 0;
        try (OutputStream out =
                new BufferedOutputStream(Files.newOutputStream(directory.resolve(name + ".ndjson")), 1 << 16)) {
            for (FeedEvent event : simulation.events()) {
                if (!event.topic().equals(topic)) {
                    continue;
                }
                out.write(form.write(topic.recordClass().cast(event.record())));
                out.write('\n');
                events += event.repeat() == 0 ? 1 : 0;
                duplicates += event.repeat();
                if (dirt.chance(malformedShare)) {
                    out.write((dirt.pick(MALFORMED) + "\n").getBytes(StandardCharsets.UTF_8));
                    malformed++;
                }
            }
        }
        return new Count(events, duplicates, malformed);
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
