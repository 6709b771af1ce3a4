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
import java.util.regex.Pattern;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.schemas.PlainText;

/** Opens an export as what its name says it is. */
final class SourceReader {
    /** Rows and events are held in memory until they are in order. */
    static final long MOST_BYTES = 1L << 30;

    private static final int MOST_SHOWN = 200;
    /** What the parser adds for those who know it. */
    private static final Pattern PARSER_TALK = Pattern.compile(": was expecting.*");

    private static final List<Character> OTHER_DELIMITERS = List.of('\t', ';', '|', '，');

    private SourceReader() {}

    /**
     * The rows of a file.
     *
     * @throws IOException when it can't be read
     * @throws CommandFailure when it is not what its name or {@code form} says
     */
    static SourceFile read(Path file, SourceForm form) throws IOException {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        boolean json = name.endsWith("json");
        boolean tabs = name.endsWith(".tsv");
        if (!json && !tabs && !name.endsWith(".csv") && !name.endsWith(".txt")) {
            throw CommandFailure.usage(
                    file + " ends in neither .csv, .tsv, .txt, .json nor .ndjson; rename it to what it"
                            + " is. A spreadsheet is saved as CSV first.");
        }
        if (Files.size(file) > MOST_BYTES) {
            throw CommandFailure.rejected(file + " has " + Files.size(file) + " bytes; expected at most " + MOST_BYTES
                    + " (1 GiB): split it.");
        }
        SourceText text = SourceText.of(file, form.charset());
        try (BufferedReader open = text.open()) {
            if (json) {
                return JsonFile.read(open, form.rows());
            }
            Character given = form.delimiter();
            char delimiter = given != null ? given : tabs ? '\t' : ',';
            refuseOtherDelimiter(file, text, delimiter, form.header());
            SourceFile table = CsvFile.read(open, delimiter, form.header());
            if (table.columns().orElseThrow().isEmpty()) {
                throw CommandFailure.rejected(file + " has nothing from line " + form.header()
                        + " on; expected a header with the names of the columns.");
            }
            return table;
        } catch (JsonEOFException e) {
            throw CommandFailure.rejected(
                    file + ", line " + lineOf(e)
                            + ": the file ends in the middle of what began before; expected its rest: it was cut off, export it again.");
        } catch (JsonProcessingException e) {
            throw CommandFailure.rejected(file + ", line " + lineOf(e) + ": "
                    + PARSER_TALK.matcher(e.getOriginalMessage()).replaceFirst("") + "; expected "
                    + (json ? "JSON: one array, or one object after another." : "CSV (RFC 4180)."));
        } catch (CharacterCodingException e) {
            throw CommandFailure.rejected(file + ", line " + text.badLine() + ": bytes that are not "
                    + text.charset().name() + "; expected " + text.charset().name()
                    + ", or file: {charset: …} in the mapping (GB18030 for what Chinese offices and Excel write).");
        }
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
