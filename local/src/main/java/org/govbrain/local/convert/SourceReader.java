package org.govbrain.local.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.util.function.ThrowingConsumer;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.schemas.PlainText;

/** An export that is open as what its name says it is, and tells in words what it is not. */
final class SourceReader implements SourceFile {
    /** The ids of its events are held in memory. */
    static final long MOST_BYTES = 1L << 30;

    private static final int MOST_SHOWN = 200;
    /** What the parser adds for those who know it. */
    private static final Pattern PARSER_TALK = Pattern.compile(": was expecting.*");

    private static final List<Character> OTHER_DELIMITERS = List.of('\t', ';', '|', '，');

    private final Path file;
    private final SourceText text;
    private final SourceFile open;

    private SourceReader(Path file, SourceText text, SourceFile open) {
        this.file = file;
        this.text = text;
        this.open = open;
    }

    /**
     * Opens a file and reads its header if it is a table.
     *
     * @throws IOException when it can't be read
     * @throws CommandFailure when it is not what its name or {@code form} says
     */
    static SourceReader open(Path file, SourceForm form) throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        boolean tabs = name.endsWith(".tsv");
        if (!isJson(file) && !tabs && !name.endsWith(".csv") && !name.endsWith(".txt")) {
            throw CommandFailure.usage(
                    file + " ends in neither .csv, .tsv, .txt, .json nor .ndjson; rename it to what it"
                            + " is. A spreadsheet is saved as CSV first.");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw CommandFailure.rejected(file + " has " + Files.size(file) + " bytes; expected at most " + MOST_BYTES
                    + " (1 GiB): split it.");
        }
        SourceText text = SourceText.of(file, form.charset());
        try {
            if (isJson(file)) {
                return new SourceReader(file, text, JsonFile.open(text.open(), form.rows()));
            }
            Character given = form.delimiter();
            char delimiter = given != null ? given : tabs ? '\t' : ',';
            refuseOtherDelimiter(file, text, delimiter, form.header());
            CsvFile table = CsvFile.open(text.open(), delimiter, form.header());
            if (table.columns().orElseThrow().isEmpty()) {
                table.close();
                throw CommandFailure.rejected(file + " has nothing from line " + form.header()
                        + " on; expected a header with the names of the columns.");
            }
            return new SourceReader(file, text, table);
        } catch (IOException e) {
            throw told(e, file, text);
        }
    }

    @Override
    public Optional<List<String>> columns() {
        return open.columns();
    }

    /** @throws CommandFailure when it is not what its name or its form says; rows before that have been handed on */
    @Override
    public void forEachRow(ThrowingConsumer<SourceRow, IOException> rows, ThrowingConsumer<Rejected, IOException> bad)
            throws IOException {
        try {
            open.forEachRow(rows, bad);
        } catch (IOException e) {
            throw told(e, file, text);
        }
    }

    /** How many of the file's bytes have been read. */
    long bytesRead() throws IOException {
        return text.bytesRead();
    }

    @Override
    public void close() throws IOException {
        open.close();
    }

    private static boolean isJson(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).endsWith("json");
    }

    /** The same, unless it says that the file is not what it should be: that is thrown in words. */
    private static IOException told(IOException e, Path file, SourceText text) throws IOException {
        if (e instanceof JsonEOFException cutOff) {
            throw CommandFailure.rejected(
                    file + ", line " + lineOf(cutOff)
                            + ": the file ends in the middle of what began before; expected its rest: it was cut off, export it again.");
        } else if (e instanceof JsonProcessingException other) {
            throw CommandFailure.rejected(file + ", line " + lineOf(other) + ": "
                    + PARSER_TALK.matcher(other.getOriginalMessage()).replaceFirst("") + "; expected "
                    + (isJson(file) ? "JSON: one array, or one object after another." : "CSV (RFC 4180)."));
        } else if (e instanceof CharacterCodingException) {
            throw CommandFailure.rejected(file + ", line " + text.badLine() + ": bytes that are not "
                    + text.charset().name() + "; expected " + text.charset().name()
                    + ", or file: {charset: …} in the mapping (GB18030 for what Chinese offices and Excel write).");
        }
        return e;
    }

    private static long lineOf(JsonProcessingException e) {
        return e.getLocation() == null ? 1 : e.getLocation().getLineNr();
    }

    /** A table that is read with a delimiter that it doesn't have would only be told as a lack of columns. */
    private static void refuseOtherDelimiter(Path file, SourceText text, char delimiter, int headerLine)
            throws IOException {
        String header = "";
        try (BufferedReader open = text.open()) {
            for (int line = 0; line < headerLine; line++) {
                header = open.readLine();
            }
        }
        if (header == null || header.indexOf(delimiter) >= 0) {
            return;
        }
        for (char other : OTHER_DELIMITERS) {
            if (header.indexOf(other) >= 0) {
                throw CommandFailure.rejected(file + ", line " + headerLine + ": one column \""
                        + PlainText.line(header, MOST_SHOWN)
                        + "\"; expected several: say file: {delimiter: " + (other == '\t' ? "tab" : "\"" + other + "\"")
                        + "} in the mapping.");
            }
        }
    }
}
