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
import java.util.Set;
import org.govbrain.domain.geo.Coordinates;
import org.govbrain.domain.geo.Crs;
import org.govbrain.domain.geo.LonLat;
import org.govbrain.engine.reference.LoadedReference;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.schemas.PlainText;

/**
 * Puts the features of several GeoJSON files into one {@code grids.geojson}, and reads it as a job would.
 *
 * @param crs of their coordinates
 * @param properties names of theirs by ours
 */
record GridMerge(Crs crs, Map<String, String> properties) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String FILE = "grids.geojson";
    private static final String CRS_MEMBER = "crs";
    private static final Set<String> OURS = Set.of("gridId", "name", "communityId", "community", "neighbourhoodClass");
    /** A centimetre. */
    private static final double DECIMALS = 1e7;

    private static final int MOST_SHOWN = 200;

    GridMerge {
        for (String ours : properties.keySet()) {
            if (!OURS.contains(ours)) {
                throw CommandFailure.usage(
                        "--property " + ours + "=…: expected one of gridId, name, communityId, community,"
                                + " neighbourhoodClass before the =.");
            }
        }
    }

    /**
     * Writes the merged file.
     *
     * @return what it holds, with what was odd about it
     * @throws org.govbrain.engine.reference.ReferenceException when the grids can't be used; nothing is written then
     */
    LoadedReference merge(List<Path> sources, Path directory) throws IOException {
        ObjectNode collection = JSON.createObjectNode().put("type", "FeatureCollection");
        ArrayNode features = JSON.createArrayNode();
        for (Path source : sources) {
            JsonNode file = read(source);
            keepCrs(collection, file.path(CRS_MEMBER), source);
            for (JsonNode feature : file.path("features")) {
                rename(feature.path("properties"));
                if (crs == Crs.GCJ02 || crs == Crs.BD09) {
                    toWgs84(feature.path("geometry").path("coordinates"));
                }
                features.add(feature);
            }
        }
        collection.set("features", features);
        byte[] bytes = JSON.writeValueAsString(collection).getBytes(StandardCharsets.UTF_8);
        LoadedReference loaded = ReferenceLoader.fromFiles(Map.of(FILE, bytes));
        Files.createDirectories(directory);
        Files.write(directory.resolve(FILE), bytes);
        return loaded;
    }

    private static JsonNode read(Path source) throws IOException {
        try {
            JsonNode file = JSON.readTree(Files.readAllBytes(source));
            if (file.path("features").isArray()) {
                return file;
            }
            throw CommandFailure.rejected(source + " has no features; expected a GeoJSON FeatureCollection.");
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw CommandFailure.rejected(
                    source + ", line " + line + ": " + e.getOriginalMessage() + "; expected GeoJSON.");
        }
    }

    /** What older files say of their coordinates is checked with the grids, and must not be lost on the way there. */
    private static void keepCrs(ObjectNode collection, JsonNode member, Path source) {
        if (member.isMissingNode() || member.isNull()) {
            return;
        }
        JsonNode known = collection.path(CRS_MEMBER);
        if (!known.isMissingNode() && !known.equals(member)) {
            throw CommandFailure.rejected(source + " has the crs " + shown(member) + ", a file before it "
                    + shown(known) + "; expected one for all.");
        }
        collection.set(CRS_MEMBER, member);
    }

    private static String shown(JsonNode member) {
        return PlainText.line(member.toString(), MOST_SHOWN);
    }

    private void rename(JsonNode own) {
        if (own instanceof ObjectNode object) {
            properties.forEach((ours, theirs) -> {
                JsonNode value = object.path(theirs);
                object.remove(ours);
                if (!value.isMissingNode()) {
                    object.set(ours, value);
                }
            });
        }
    }

    /** Every position below an array, in its place. */
    private void toWgs84(JsonNode coordinates) {
        if (coordinates instanceof ArrayNode position
                && position.size() >= 2
                && position.path(0).isNumber()
                && position.path(1).isNumber()) {
            LonLat there = Coordinates.toWgs84(
                    crs, position.path(0).asDouble(), position.path(1).asDouble());
            position.set(0, JSON.getNodeFactory().numberNode(rounded(there.lon())));
            position.set(1, JSON.getNodeFactory().numberNode(rounded(there.lat())));
        } else {
            coordinates.forEach(this::toWgs84);
        }
    }

    private static double rounded(double degrees) {
        return Math.rint(degrees * DECIMALS) / DECIMALS;
    }
}
