package org.govbrain.local.convert;

import java.util.List;
import java.util.Optional;
import org.govbrain.schemas.PlainText;

/**
 * What was read of a source file.
 *
 * @param columns the header of a CSV file; empty for JSON, whose objects may leave any key out
 * @param badLines rows that are none, by line
 */
public record SourceFile(Optional<List<String>> columns, List<SourceRow> rows, List<Rejected> badLines) {

    /** A row that gave no event, and why. */
    public record Rejected(long line, String reason) {
        private static final int LONGEST = 2_000;

        public Rejected {
            // Several problems are told one a line, and the file of rejects has one row a line.
            reason = PlainText.line(reason.replace("\n", "; "), LONGEST);
        }
    }
}
