package org.govbrain.engine.reference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads a CSV file (RFC 4180: commas, double quotes, a header) row by row. Blanks around a value don't count. */
final class CsvRows {
    private static final CsvFactory CSV = CsvFactory.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .build();

    private final String file;
    private final Problems problems;
    private List<String> header = List.of();

    private CsvRows(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** One row; its columns by name. */
    record Row(String file, long line, List<String> header, List<String> values, Problems problems) {
        /** The value in a column; empty when the cell or the whole column is not there. */
        Optional<String> find(String column) {
            int at = header.indexOf(column);
            return at < 0 || values.get(at).isEmpty() ? Optional.empty() : Optional.of(values.get(at));
        }

        void problem(String column, String expected) {
            String found = find(column).map(value -> "\"" + value + "\"").orElse("missing");
            problems.add(file, "line " + line + ", column " + column, found, expected);
        }
    }

    /** Gives every good row to {@code consumer}; columns that are not in {@code known} are named in a warning. */
    static void read(
            ReferenceText file, String required, Set<String> known, Problems problems, Consumer<Row> consumer) {
        CsvRows rows = new CsvRows(file.name(), problems);
        try (JsonParser csv = CSV.createParser(file.text())) {
            rows.read(csv, required, known, consumer);
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            problems.add(file.name(), "line " + line, e.getOriginalMessage(), "CSV (RFC 4180)");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read(JsonParser csv, String required, Set<String> known, Consumer<Row> consumer) throws IOException {
        csv.nextToken();
        for (JsonToken token = csv.nextToken(); token == JsonToken.START_ARRAY; token = csv.nextToken()) {
            List<String> values = new ArrayList<>();
            long line = 0;
            while (csv.nextToken() == JsonToken.VALUE_STRING) {
                // The start of the row itself is told as the end of the one before.
                line = line == 0 ? csv.currentTokenLocation().getLineNr() : line;
                values.add(csv.getText());
            }
            if (!header.isEmpty()) {
                row(new Row(file, line, header, values, problems), consumer);
            } else if (!header(values, line, required, known)) {
                return;
            }
        }
        if (header.isEmpty()) {
            problems.add(file, "line 1", "nothing", "a header with the column " + required);
        }
    }

    private boolean header(List<String> values, long line, String required, Set<String> known) {
        header = List.copyOf(values);
        if (!header.contains(required)) {
            problems.add(file, "line " + line, String.join(",", header), "a header with the column " + required);
            return false;
        }
        Set<String> seen = new HashSet<>();
        for (String column : header) {
            if (!seen.add(column)) {
                problems.add(file, "line " + line, "the column " + column + " twice", "each column once");
            } else if (!known.contains(column)) {
                problems.warn(file, "line " + line, "the column " + column + " is not read");
            }
        }
        return true;
    }

    private void row(Row row, Consumer<Row> consumer) {
        if (row.values.size() == header.size()) {
            consumer.accept(row);
        } else {
            problems.add(file, "line " + row.line, row.values.size() + " values", header.size() + ", as in the header");
        }
    }
}
