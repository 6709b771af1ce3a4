package org.govbrain.local.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Documents as a backtest has written them. */
public final class Documents {
    private static final JsonMapper JSON = new JsonMapper();

    private Documents() {}

    /** The documents of a file in its order, one after another; none when there is no such file. The caller closes it. */
    public static MappingIterator<JsonNode> open(Path file) throws IOException {
        return Files.isRegularFile(file)
                ? JSON.readerFor(JsonNode.class).readValues(Files.newInputStream(file))
                : MappingIterator.emptyIterator();
    }

    /** The documents of a file in its order, all at once; none when there is no such file. */
    public static List<JsonNode> read(Path file) throws IOException {
        try (MappingIterator<JsonNode> documents = open(file)) {
            return documents.readAll();
        }
    }

    /** How many documents a file has. */
    static long count(Path file) throws IOException {
        long count = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            while (lines.readLine() != null) {
                count++;
            }
        }
        return count;
    }
}
