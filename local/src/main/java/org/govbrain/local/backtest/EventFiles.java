package org.govbrain.local.backtest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.engine.avro.LineDecoder;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.Rejection;
import org.govbrain.engine.input.SignOfLife;
import org.govbrain.local.convert.EventFile;
import org.govbrain.schemas.json.BoundedLines;

/** What the event files of a directory hold. */
final class EventFiles {
    /** By so much may a source's clock be ahead, as for a record from a topic. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final Instant now;
    private final Map<EventFile, List<Inbound>> streams = new EnumMap<>(EventFile.class);
    private int files;

    private EventFiles(Instant now) {
        this.now = now;
    }

    /**
     * Reads the files; one that is not there is an empty stream.
     *
     * @param now what is dated later than this, and a little, is from a wrong clock and becomes a dead letter
     */
    static EventFiles read(Path directory, Instant now) {
        EventFiles read = new EventFiles(now);
        for (EventFile file : EventFile.values()) {
            try {
                read.streams.put(file, read.read(directory.resolve(file.fileName()), file.recordClass()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return read;
    }

    private <T extends SpecificRecordBase> List<Inbound> read(Path path, Class<T> recordClass) throws IOException {
        List<Inbound> inbound = new ArrayList<>();
        if (!Files.isRegularFile(path)) {
            return inbound;
        }
        files++;
        String name = String.valueOf(path.getFileName());
        LineDecoder<T> decoder = new LineDecoder<>(recordClass, name);
        try (BoundedLines lines = new BoundedLines(Files.newInputStream(path))) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                Inbound read = decoder.decode(line, lines.number());
                boolean future = read.event() != null && read.at().isAfter(now.plus(AHEAD));
                inbound.add(future ? fromTheFuture(read, name, lines.number(), line) : read);
            }
        }
        inbound.sort(Comparator.comparing(Inbound::at));
        return inbound;
    }

    private Inbound fromTheFuture(Inbound read, String file, long number, byte[] line) {
        GovernanceEvent event = read.event();
        return Inbound.of(new DeadLetter(
                file,
                0,
                number,
                Rejection.FUTURE_TIMESTAMP,
                "occurredAt = " + read.at() + ": not later than now, " + now + ", expected",
                event == null ? null : event.eventId(),
                now,
                DeadLetter.base64(line)));
    }

    /** How many of the three files are there. */
    int count() {
        return files;
    }

    /** The newest event that has happened by now. */
    Optional<Instant> newest() {
        return streams.values().stream()
                .flatMap(List::stream)
                .filter(inbound -> inbound.event() != null)
                .map(Inbound::at)
                .filter(at -> !at.isAfter(now))
                .max(Comparator.naturalOrder());
    }

    /**
     * What a job takes in of a stream, in the order of time: everything up to {@code asOf}, and a sign of life at its end, so
     * that a stream that is empty holds nothing up.
     */
    List<Inbound> until(EventFile file, Instant asOf) {
        List<Inbound> known = new ArrayList<>(of(file).stream()
                .filter(inbound -> inbound.event() == null || !inbound.at().isAfter(asOf))
                .toList());
        known.add(Inbound.of(new SignOfLife(asOf, null), asOf));
        return known;
    }

    /** What becomes of every line; the parts add up to the lines. */
    Counts counts(Instant asOf) {
        long lines = 0;
        long dead = 0;
        long later = 0;
        long duplicates = 0;
        for (EventFile file : EventFile.values()) {
            Set<String> ids = new HashSet<>();
            for (Inbound inbound : of(file)) {
                lines++;
                GovernanceEvent event = inbound.event();
                if (event == null) {
                    dead++;
                } else if (event.occurredAt().isAfter(asOf)) {
                    later++;
                } else if (!ids.add(event.eventId())) {
                    duplicates++;
                }
            }
        }
        return new Counts(lines, lines - dead - later - duplicates, dead, duplicates, later);
    }

    private List<Inbound> of(EventFile file) {
        return streams.getOrDefault(file, List.of());
    }

    /**
     * What becomes of every line.
     *
     * @param later events after as-of, which the backtest does not know yet
     */
    record Counts(long lines, long folded, long dead, long duplicates, long later) {}
}
