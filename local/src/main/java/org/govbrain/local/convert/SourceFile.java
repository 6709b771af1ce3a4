package org.govbrain.local.convert;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.flink.util.function.ThrowingConsumer;
import org.govbrain.schemas.PlainText;

/** A source file that is open. It is read once, row by row, and keeps none of its rows. */
public interface SourceFile extends Closeable {
    /** The header of a CSV file; empty for JSON, whose objects may leave any key out. */
    Optional<List<String>> columns();

    /**
     * Hands each row on as soon as it is read, in the order of the file.
     *
     * @param bad takes rows that are none
     * @throws IOException when the file can't be read, or turns out to be something else; rows before that have been handed on
     */
    void forEachRow(ThrowingConsumer<SourceRow, IOException> rows, ThrowingConsumer<Rejected, IOException> bad)
            throws IOException;

    /** A row that gave no event, and why. */
    record Rejected(long line, String reason) {
        private static final int LONGEST = 2_000;

        public Rejected {
            // Several problems are told one a line, and the file of rejects has one row a line.
            reason = PlainText.line(reason.replace("\n", "; "), LONGEST);
        }
    }
}
