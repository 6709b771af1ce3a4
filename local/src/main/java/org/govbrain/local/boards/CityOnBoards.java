package org.govbrain.local.boards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import org.govbrain.dashboards.kibana.KibanaExport.Settings;
import org.govbrain.dashboards.kibana.Language;
import org.govbrain.domain.geo.Grid;
import org.govbrain.domain.geo.Polygons;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.engine.reference.ReferenceException;
import org.govbrain.engine.reference.ReferenceLoader;
import org.govbrain.engine.reference.StoredFile;
import org.govbrain.engine.reference.StoredReference;
import org.govbrain.local.command.CommandFailure;
import org.govbrain.local.console.CityWords;
import org.jspecify.annotations.Nullable;

/** What a city's reference data adds to boards in Kibana: its polygons and the words for its codes. */
final class CityOnBoards {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CityOnBoards() {}

    /** Settings for a language, with the city of a folder if there is one. */
    static Settings settings(Language language, @Nullable Path reference) {
        if (reference == null) {
            return Settings.of(language);
        }
        try {
            ReferenceData city = ReferenceLoader.fromDirectory(reference).data();
            StoredReference files = new StoredReference();
            ReferenceLoader.filesOf(reference)
                    .forEach((name, bytes) -> files.add(new StoredFile(name, 1, Instant.EPOCH, bytes)));
            return new Settings(language, polygons(city), CityWords.of(files));
        } catch (ReferenceException e) {
            throw CommandFailure.rejected("The reference data in " + reference + " is bad.\n" + e.getMessage());
        }
    }

    private static ObjectNode polygons(ReferenceData city) {
        ObjectNode collection = JsonNodeFactory.instance.objectNode().put("type", "FeatureCollection");
        ArrayNode features = collection.putArray("features");
        city.grids().all().stream().sorted(Comparator.comparing(Grid::gridId)).forEach(grid -> {
            ObjectNode feature = features.addObject().put("type", "Feature");
            feature.putObject("properties")
                    .put("grid_id", grid.gridId())
                    .put("grid_name", grid.name())
                    .put("community_name", grid.communityName());
            try {
                feature.set("geometry", JSON.readTree(Polygons.toGeoJson(grid.area())));
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        });
        return collection;
    }
}
