package org.govbrain.local.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import org.govbrain.local.simulate.SimulatorSettings;

/**
 * An event in no grid, after all others. A job that follows its data looks at a grid within a second of event time after it heard of
 * something there, and at an hour and a day when they close, a while after their end; what is heard of a day that has closed waits
 * for the next one. With nothing behind the last events it would not get there, where a backtest does.
 */
final class LastEvent {
    private static final Duration AFTER = Duration.ofMinutes(1);
    /** Longer than the default city waits for what is late. */
    private static final Duration CLOSED_AFTER = Duration.ofMinutes(11);

    private static final ObjectMapper JSON = new ObjectMapper();

    private LastEvent() {}

    /** Adds it to the files of a simulation. */
    static void add(Path events) throws IOException {
        Instant newest = Instant.MIN;
        for (String stream : Feed.STREAMS.keySet()) {
            for (String line : Files.readAllLines(file(events, stream))) {
                Instant at = OffsetDateTime.parse(
                                JSON.readTree(line).path("occurredAt").asText())
                        .toInstant();
                newest = at.isAfter(newest) ? at : newest;
            }
        }
        ObjectNode last = JSON.createObjectNode()
                .put("eventId", "last-1")
                .put("occurredAt", after(newest).toString())
                .put("kind", "REPORTED")
                .put("caseId", "last")
                .put("sourceSystem", "chaos");
        Files.write(
                file(events, "platform"), (last + "\n").getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
    }

    /** When the day of the newest event has closed, and whatever was heard in it of the days before is in their statistics. */
    static Instant after(Instant newest) {
        ZonedDateTime at = newest.plus(AFTER).atZone(SimulatorSettings.ZONE);
        ZonedDateTime closed = at.truncatedTo(ChronoUnit.DAYS).plus(CLOSED_AFTER);
        return (at.isBefore(closed) ? closed : closed.plusDays(1)).toInstant();
    }

    private static Path file(Path events, String stream) {
        return events.resolve(stream + ".ndjson");
    }
}
