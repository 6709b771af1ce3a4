package org.govbrain.local.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Documents as a backtest has written them. */
public final class Documents {
    private static final JsonMapper JSON = new JsonMapper();

    private Documents() {}

    /** The documents of a file in its order; none when there is no such file. */
    public static List<JsonNode> read(Path file) throws IOException {
        List<JsonNode> documents = new ArrayList<>();
        if (Files.isRegularFile(file)) {
            try (BufferedReader lines = Files.newBufferedReader(file)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    documents.add(JSON.readTree(line));
                }
            }
        }
        return documents;
    }
}
