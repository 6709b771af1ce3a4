package org.govbrain.local.convert;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.govbrain.engine.reference.LoadedReference;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.local.command.CommandFailure;

/** Puts the features of several GeoJSON files into one {@code grids.geojson}, and reads it as a job would. */
final class GridMerge {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FILE = "grids.geojson";

    private GridMerge() {}

    /**
     * Writes the merged file.
     *
     * @return what it holds, with what was odd about it
     * @throws org.govbrain.engine.reference.ReferenceException when the grids can't be used; nothing is written then
     */
    static LoadedReference merge(List<Path> sources, Path directory) throws IOException {
        ObjectNode collection = JSON.createObjectNode().put("type", "FeatureCollection");
        ArrayNode features = collection.putArray("features");
        for (Path source : sources) {
            for (JsonNode feature : featuresOf(source)) {
                features.add(feature);
            }
        }
        byte[] bytes = JSON.writeValueAsString(collection).getBytes(StandardCharsets.UTF_8);
        LoadedReference loaded = ReferenceLoader.fromFiles(Map.of(FILE, bytes));
        Files.createDirectories(directory);
        Files.write(directory.resolve(FILE), bytes);
        return loaded;
    }

    private static JsonNode featuresOf(Path source) throws IOException {
        try {
            JsonNode features = JSON.readTree(Files.readAllBytes(source)).path("features");
            if (features.isArray()) {
                return features;
            }
            throw CommandFailure.rejected(source + " has no features; expected a GeoJSON FeatureCollection.");
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw CommandFailure.rejected(
                    source + ", line " + line + ": " + e.getOriginalMessage() + "; expected GeoJSON.");
        }
    }
}
