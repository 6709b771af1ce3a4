package org.govbrain.local.convert;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.govbrain.local.convert.SourceFile.Rejected;

/** Reads a table as text: a CSV file (RFC 4180, with a header), or one with another character than the comma. */
public final class CsvFile {
    private static final CsvFactory CSV = CsvFactory.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .build();

    private CsvFile() {}

    /**
     * The rows of a CSV file.
     *
     * @throws IOException when it is no CSV
     */
    public static SourceFile read(String text) throws IOException {
        return read(new BufferedReader(new StringReader(text)), ',', 1);
    }

    /**
     * The rows of a table.
     *
     * @param delimiter between values
     * @param headerLine the header's line, from 1; what stands above it is left out
     * @throws IOException when it is no CSV
     */
    static SourceFile read(BufferedReader text, char delimiter, int headerLine) throws IOException {
        int above = headerLine - 1;
        for (int line = 0; line < above; line++) {
            text.readLine();
        }
        List<String> header = List.of();
        List<SourceRow> rows = new ArrayList<>();
        List<Rejected> bad = new ArrayList<>();
        try (JsonParser csv = CSV.createParser(text)) {
            csv.setSchema(CsvSchema.emptySchema().withColumnSeparator(delimiter));
            csv.nextToken();
            while (csv.nextToken() == JsonToken.START_ARRAY) {
                List<String> values = new ArrayList<>(header.size());
                long line = 0;
                while (csv.nextToken() == JsonToken.VALUE_STRING) {
                    // The start of the row itself is told as the end of the one before.
                    line = line == 0 ? csv.currentTokenLocation().getLineNr() + above : line;
                    values.add(csv.getText().strip());
                }
                if (header.isEmpty()) {
                    header = List.copyOf(values);
                } else if (fits(values, header.size())) {
                    rows.add(new CsvRow(line, header, values));
                } else {
                    bad.add(new Rejected(
                            line, values.size() + " values; expected " + header.size() + ", as in the header"));
                }
            }
        }
        return new SourceFile(Optional.of(header), rows, bad);
    }

    /** Some exports end each row, but not the header, with a delimiter. */
    private static boolean fits(List<String> values, int columns) {
        return values.size() >= columns
                && values.subList(columns, values.size()).stream().allMatch(String::isEmpty);
    }

    private record CsvRow(long line, List<String> header, List<String> values) implements SourceRow {
        @Override
        public Optional<String> find(String column) {
            int at = header.indexOf(column);
            return at < 0 || values.get(at).isEmpty() ? Optional.empty() : Optional.of(values.get(at));
        }

        @Override
        public List<SourceRow> each(String column) {
            return List.of();
        }
    }
}
