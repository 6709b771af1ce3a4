package org.govbrain.domain.hotspot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;

/** Numbers from references, to agree with: of the test resources, or of the folder in {@code govbrain.shared}. */
public final class Oracle {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Oracle() {}

    /** Rows of a comma separated file by the names of its columns. */
    public static List<Map<String, String>> csv(String name) {
        List<String> lines = text(name).lines().toList();
        List<String> columns = List.of(lines.get(0).split(","));
        return lines.stream()
                .skip(1)
                .map(line -> {
                    String[] cells = line.split(",", -1);
                    Map<String, String> row = new LinkedHashMap<>();
                    for (int i = 0; i < cells.length; i++) {
                        row.put(columns.get(i), cells[i]);
                    }
                    return row;
                })
                .toList();
    }

    /** One column as numbers. */
    public static double[] column(List<Map<String, String>> rows, String name) {
        return rows.stream()
                .mapToDouble(row -> Double.parseDouble(get(row, name)))
                .toArray();
    }

    public static String get(Map<String, String> row, String name) {
        return Objects.requireNonNull(row.get(name), name);
    }

    public static JsonNode json(String name) {
        try {
            return JSON.readTree(text(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static String text(String name) {
        try (InputStream resource = Oracle.class.getResourceAsStream("/oracles/" + name)) {
            return resource != null
                    ? new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    : Files.readString(
                            Path.of(Objects.requireNonNull(System.getProperty("govbrain.shared")), "oracles", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
