package org.govbrain.local.convert;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.flink.util.function.ThrowingConsumer;
import org.jspecify.annotations.Nullable;

/** Reads a JSON file: an array of objects, objects one after another (NDJSON), or an object with the array somewhere in it. */
final class JsonFile implements SourceFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            // A code 1.10 is another one than 1.1.
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    /** A number with more digits behind or before its point stays as it is written. */
    private static final int LONGEST_FRACTION = 100;

    private static final Pattern INDEX = Pattern.compile("[0-9]{1,9}");

    private final JsonParser json;
    private final @Nullable String rowsPath;

    private JsonFile(JsonParser json, @Nullable String rowsPath) {
        this.json = json;
        this.rowsPath = rowsPath;
    }

    /**
     * Opens a JSON file, of which nothing is read yet.
     *
     * @param text is closed with it
     * @param rowsPath path, with dots, of the array that has the objects; null for the file itself
     */
    static JsonFile open(Reader text, @Nullable String rowsPath) throws IOException {
        return new JsonFile(JSON.createParser(text), rowsPath);
    }

    @Override
    public Optional<List<String>> columns() {
        return Optional.empty();
    }

    @Override
    public void forEachRow(ThrowingConsumer<SourceRow, IOException> rows, ThrowingConsumer<Rejected, IOException> bad)
            throws IOException {
        JsonToken token = json.nextToken();
        if (rowsPath != null && !goTo(json, List.of(rowsPath.split("\\.", -1)))) {
            bad.accept(new Rejected(1, "no array at " + rowsPath + "; expected the rows there, as the mapping says"));
            return;
        }
        if (rowsPath != null || token == JsonToken.START_ARRAY) {
            token = json.nextToken();
        }
        while (token != null && token != JsonToken.END_ARRAY) {
            long line = json.currentTokenLocation().getLineNr();
            JsonNode node = next(json);
            if (node.isObject()) {
                rows.accept(new JsonRow(line, node, "", node, 0));
            } else {
                bad.accept(new Rejected(line, node + "; expected an object {…}"));
            }
            token = json.nextToken();
        }
        requireEnd(json);
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    /** What follows the array with the rows belongs to the object around it; what follows that would be left out. */
    private static void requireEnd(JsonParser json) throws IOException {
        while (json.currentToken() != null && !json.getParsingContext().inRoot()) {
            json.nextToken();
        }
        if (json.nextToken() != null) {
            throw new JsonParseException(json, "more after the rows, which would be left out");
        }
    }

    private static JsonNode next(JsonParser json) throws IOException {
        try {
            return json.readValueAsTree();
        } catch (NumberFormatException e) {
            throw new JsonParseException(json, "a number that is too large", e);
        }
    }

    /** Takes the parser from the start of an object to the start of the array at a path in it; false if there is none. */
    private static boolean goTo(JsonParser json, List<String> path) throws IOException {
        for (String key : path) {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME
                    && !json.currentName().equals(key)) {
                json.nextToken();
                json.skipChildren();
            }
            if (json.currentToken() != JsonToken.FIELD_NAME) {
                return false;
            }
            json.nextToken();
        }
        return json.currentToken() == JsonToken.START_ARRAY;
    }

    /**
     * An object; a column is a path with dots, in which a number is a place in an array, from 0.
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
                node = node.isArray() && INDEX.matcher(key).matches()
                        ? node.path(Integer.parseInt(key))
                        : node.path(key);
            }
            return node;
        }

        private static Optional<String> text(JsonNode node) {
            String text = node.isValueNode() && !node.isNull() ? node.asText().strip() : "";
            if (node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) <= LONGEST_FRACTION) {
                text = node.decimalValue().toPlainString();
            }
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        }
    }
}
