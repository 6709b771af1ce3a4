package org.govbrain.local.convert;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.govbrain.local.convert.SourceFile.Rejected;

/** Reads a CSV file (RFC 4180, with a header). */
public final class CsvFile {
    private static final CsvFactory CSV = CsvFactory.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .build();

    private CsvFile() {}

    /**
     * The rows of the file.
     *
     * @throws IOException when it is no CSV
     */
    public static SourceFile read(String text) throws IOException {
        List<String> header = List.of();
        List<SourceRow> rows = new ArrayList<>();
        List<Rejected> bad = new ArrayList<>();
        try (JsonParser csv = CSV.createParser(text)) {
            csv.nextToken();
            while (csv.nextToken() == JsonToken.START_ARRAY) {
                List<String> values = new ArrayList<>();
                long line = 0;
                while (csv.nextToken() == JsonToken.VALUE_STRING) {
                    // The start of the row itself is told as the end of the one before.
                    line = line == 0 ? csv.currentTokenLocation().getLineNr() : line;
                    values.add(csv.getText());
                }
                if (header.isEmpty()) {
                    header = List.copyOf(values);
                } else if (values.size() == header.size()) {
                    rows.add(new CsvRow(line, header, values));
                } else {
                    bad.add(new Rejected(
                            line, values.size() + " values; expected " + header.size() + ", as in the header"));
                }
            }
        }
        return new SourceFile(Optional.of(header), rows, bad);
    }

    private record CsvRow(long line, List<String> header, List<String> values) implements SourceRow {
        @Override
        public Optional<String> find(String column) {
            int at = header.indexOf(column);
            return at < 0 || values.get(at).isBlank() ? Optional.empty() : Optional.of(values.get(at));
        }

        @Override
        public List<SourceRow> each(String column) {
            return List.of();
        }
    }
}
