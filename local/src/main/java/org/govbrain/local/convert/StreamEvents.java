package org.govbrain.local.convert;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.govbrain.local.convert.EventRule.Shared;
import org.govbrain.local.sort.SortedLines;

/** The events of one stream: of each its id is in memory, its line on the disk. */
final class StreamEvents implements Closeable {
    private final Map<String, Known> known = new HashMap<>();
    private final SortedLines lines = new SortedLines();
    /** Numbers of lines whose place another event of their id has taken. */
    private final BitSet replaced = new BitSet();

    /**
     * One event as its line.
     *
     * @param row line of the row that gave it
     */
    record Event(String id, Instant at, String line, long row, Shared shared) {}

    private record Known(Instant at, long row, int number) {}

    /** The row that gave the event of an id. */
    OptionalLong findRow(String id) {
        Known before = known.get(id);
        return before == null ? OptionalLong.empty() : OptionalLong.of(before.row());
    }

    /** Keeps an event, or the one of its id that is there, as the event says. */
    void keep(Event event) throws IOException {
        Known before = known.get(event.id());
        if (before != null) {
            boolean earlier = event.at().isBefore(before.at());
            if (event.at().equals(before.at()) || earlier == (event.shared() == Shared.LATEST)) {
                return;
            }
            replaced.set(before.number());
        }
        known.put(
                event.id(),
                new Known(
                        event.at(),
                        event.row(),
                        lines.add(place(event.at(), event.id()), event.line().getBytes(StandardCharsets.UTF_8))));
    }

    int count() {
        return known.size();
    }

    /** Writes the lines in the order of time, those of one instant in the order of their ids. */
    void write(Path file) throws IOException {
        lines.write(file, number -> !replaced.get(number));
    }

    /** Bytes that are in the order of instants and then of ids. */
    private static byte[] place(Instant at, String text) {
        // In this form bytes are in the same order as texts are; the end of a text stands before any other character.
        byte[] id = text.getBytes(StandardCharsets.UTF_16BE);
        return ByteBuffer.allocate(Long.BYTES + Integer.BYTES + id.length + Character.BYTES)
                // Unsigned, what is before 1970 would stand behind everything else.
                .putLong(at.getEpochSecond() ^ Long.MIN_VALUE)
                .putInt(at.getNano())
                .put(id)
                .putChar('\0')
                .array();
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
