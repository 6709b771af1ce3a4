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
import org.apache.flink.util.function.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/** Reads a table as text: a CSV file (RFC 4180, with a header), or one with another character than the comma. */
public final class CsvFile implements SourceFile {
    private static final CsvFactory CSV = CsvFactory.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .build();

    private final JsonParser csv;
    /** Lines above the header. */
    private final int above;

    private final List<String> header;

    private CsvFile(JsonParser csv, int above) throws IOException {
        this.csv = csv;
        this.above = above;
        csv.nextToken();
        Values first = next();
        this.header = first == null ? List.of() : List.copyOf(first.texts());
    }

    /**
     * Opens a CSV file.
     *
     * @throws IOException when it is no CSV
     */
    public static SourceFile open(String text) throws IOException {
        return open(new BufferedReader(new StringReader(text)), ',', 1);
    }

    /**
     * Opens a table.
     *
     * @param text is closed with the table, or when there is none
     * @param delimiter between values
     * @param headerLine the header's line, from 1; what stands above it is left out
     * @throws IOException when it is no CSV
     */
    static CsvFile open(BufferedReader text, char delimiter, int headerLine) throws IOException {
        int above = headerLine - 1;
        try {
            for (int line = 0; line < above; line++) {
                text.readLine();
            }
            JsonParser csv = CSV.createParser(text);
            csv.setSchema(CsvSchema.emptySchema().withColumnSeparator(delimiter));
            return new CsvFile(csv, above);
        } catch (IOException e) {
            text.close();
            throw e;
        }
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.of(header);
    }

    @Override
    public void forEachRow(ThrowingConsumer<SourceRow, IOException> rows, ThrowingConsumer<Rejected, IOException> bad)
            throws IOException {
        for (Values row = next(); row != null; row = next()) {
            if (fits(row.texts(), header.size())) {
                rows.accept(new CsvRow(row.line(), header, row.texts()));
            } else {
                bad.accept(new Rejected(
                        row.line(), row.texts().size() + " values; expected " + header.size() + ", as in the header"));
            }
        }
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }

    /** One line of the table, whatever it holds. */
    private record Values(long line, List<String> texts) {}

    /** The next of them; null at the end. */
    private @Nullable Values next() throws IOException {
        if (csv.nextToken() != JsonToken.START_ARRAY) {
            return null;
        }
        List<String> texts = new ArrayList<>();
        long line = 0;
        while (csv.nextToken() == JsonToken.VALUE_STRING) {
            // The start of the row itself is told as the end of the one before.
            line = line == 0 ? csv.currentTokenLocation().getLineNr() + above : line;
            texts.add(csv.getText().strip());
        }
        return new Values(line, texts);
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
