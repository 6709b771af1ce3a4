package org.govbrain.local.convert;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.govbrain.local.convert.SourceFile.Rejected;

/** Reads a JSON file: an array of objects, or objects one after another (NDJSON). */
final class JsonFile {
    private static final JsonMapper JSON = new JsonMapper();

    private JsonFile() {}

    /**
     * The objects of the file.
     *
     * @throws IOException when it is no JSON
     */
    static SourceFile read(String text) throws IOException {
        List<SourceRow> rows = new ArrayList<>();
        List<Rejected> bad = new ArrayList<>();
        try (JsonParser json = JSON.createParser(text)) {
            JsonToken token = json.nextToken();
            if (token == JsonToken.START_ARRAY) {
                token = json.nextToken();
            }
            while (token != null && token != JsonToken.END_ARRAY) {
                long line = json.currentTokenLocation().getLineNr();
                JsonNode node = json.readValueAsTree();
                if (node.isObject()) {
                    rows.add(new JsonRow(line, node, "", node, 0));
                } else {
                    bad.add(new Rejected(line, node + "; expected an object {…}"));
                }
                token = json.nextToken();
            }
        }
        return new SourceFile(Optional.empty(), rows, bad);
    }

    /**
     * An object; a column is a path with dots.
     *
     * @param array path of the array that {@code element} is of; empty when there is none
     */
    private record JsonRow(long line, JsonNode object, String array, JsonNode element, int number)
            implements SourceRow {
        @Override
        public Optional<String> find(String column) {
            if (!array.isEmpty() && column.startsWith(array + ".")) {
                String path = column.substring(array.length() + 1);
                return path.equals("#") ? Optional.of(Integer.toString(number)) : text(at(element, path));
            }
            return text(at(object, column));
        }

        @Override
        public List<SourceRow> each(String column) {
            List<SourceRow> rows = new ArrayList<>();
            for (JsonNode item : at(object, column)) {
                rows.add(new JsonRow(line, object, column, item, rows.size() + 1));
            }
            return rows;
        }

        private static JsonNode at(JsonNode from, String path) {
            JsonNode node = from;
            for (String key : path.split("\\.", -1)) {
                node = node.path(key);
            }
            return node;
        }

        private static Optional<String> text(JsonNode node) {
            String text = node.isValueNode() && !node.isNull() ? node.asText().strip() : "";
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        }
    }
}
