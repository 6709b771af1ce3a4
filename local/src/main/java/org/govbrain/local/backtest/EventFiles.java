package org.govbrain.local.backtest;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecordBase;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Locator;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.engine.avro.LineDecoder;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.input.Rejection;
import org.govbrain.local.convert.EventFile;
import org.govbrain.schemas.json.BoundedLines;
import org.jspecify.annotations.Nullable;

/** What the event files of a directory hold, put in order on disk: memory does not grow with the number of events. */
final class EventFiles implements Closeable {
    /** By so much may a source's clock be ahead, as for a record from a topic. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final Instant now;
    private final Locator locator;
    private final Map<EventFile, SortedEvents> streams = new EnumMap<>(EventFile.class);
    private int files;
    private @Nullable Instant newest;

    private EventFiles(Instant now, Locator locator) {
        this.now = now;
        this.locator = locator;
    }

    /**
     * Reads the files; one that is not there is an empty stream.
     *
     * @param now what is dated later than this, and a little, is from a wrong clock and becomes a dead letter
     * @param city where events are looked for: of two that differ in nothing but how they write one address neither is another
     */
    static EventFiles read(Path directory, Instant now, ReferenceData city) throws IOException {
        EventFiles read = new EventFiles(now, new Locator(city.grids(), city.buildings()));
        try {
            for (EventFile file : EventFile.values()) {
                SortedEvents events = new SortedEvents(read.locator);
                read.streams.put(file, events);
                read.read(directory.resolve(file.fileName()), file.recordClass(), events);
            }
        } catch (IOException e) {
            read.close();
            throw e;
        }
        return read;
    }

    private <T extends SpecificRecordBase> void read(Path path, Class<T> recordClass, SortedEvents events)
            throws IOException {
        if (!Files.isRegularFile(path)) {
            return;
        }
        files++;
        String name = String.valueOf(path.getFileName());
        LineDecoder<T> decoder = new LineDecoder<>(recordClass, name);
        try (BoundedLines lines = new BoundedLines(Files.newInputStream(path))) {
            for (byte[] line = lines.next(); line != null; line = lines.next()) {
                Inbound read = decoder.decode(line, lines.number());
                boolean future = read.event() != null && read.at().isAfter(now.plus(AHEAD));
                events.add(future ? fromTheFuture(read, name, lines.number(), line) : read, lines.number());
                if (read.event() != null && !read.at().isAfter(now)) {
                    newest = newest == null || read.at().isAfter(newest) ? read.at() : newest;
                }
            }
        }
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
        return Optional.ofNullable(newest);
    }

    /** What a job takes in of a stream, in the order of time: everything up to {@code asOf}. */
    DataGeneratorSource<Inbound> until(EventFile file, Instant asOf) throws IOException {
        return get(file).until(asOf).source();
    }

    /** What becomes of every line; the parts add up to the lines. */
    Counts counts(Instant asOf) throws IOException {
        Counts all = Counts.NONE;
        for (SortedEvents events : streams.values()) {
            all = all.and(events.counts(asOf));
        }
        return all;
    }

    /** The entry that reading made for each file. */
    private SortedEvents get(EventFile file) {
        return Objects.requireNonNull(streams.get(file), file::fileName);
    }

    @Override
    public void close() throws IOException {
        for (SortedEvents events : streams.values()) {
            events.close();
        }
    }

    /**
     * What becomes of every line.
     *
     * @param later events after as-of, which the backtest does not know yet
     */
    record Counts(long lines, long folded, long dead, long duplicates, long later) {
        private static final Counts NONE = new Counts(0, 0, 0, 0, 0);

        private Counts and(Counts other) {
            return new Counts(
                    lines + other.lines,
                    folded + other.folded,
                    dead + other.dead,
                    duplicates + other.duplicates,
                    later + other.later);
        }
    }
}
