package org.govbrain.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.govbrain.domain.geo.Grid;
import org.govbrain.domain.geo.GridIndex;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The polygons of real cities, as their publishers drew them. */
@EnabledIfSystemProperty(named = "govbrain.shared", matches = ".+")
class SharedPolygonsTest {

    @ParameterizedTest
    @CsvSource({
        "san-francisco, 37, -122.4194, 37.7749",
        "chicago, 98, -87.6298, 41.8781",
        "manhattan, 37, -73.9857, 40.7484",
        "brooklyn, 54, -73.95, 40.65",
        "queens, 62, -73.82, 40.72",
        "bronx, 59, -73.87, 40.85",
        "staten-island, 54, -74.15, 40.58",
    })
    void read_as_they_are(String city, int count, double lon, double lat) throws IOException {
        Path file =
                Path.of(System.getProperty("govbrain.shared", ""), "data", "polygons", city + "_neighborhoods.geojson");
        LoadedReference loaded = ReferenceLoader.fromFiles(Map.of("grids.geojson", Files.readAllBytes(file)));
        GridIndex grids = loaded.data().grids();

        assertThat(grids.all()).hasSize(count);
        assertThat(grids.locate(lon, lat)).as("a point in town").isPresent();
        assertThat(grids.all())
                .allSatisfy(grid -> assertThat(
                                grids.locate(grid.centre().lon(), grid.centre().lat()))
                        .as("centre of %s", grid.gridId())
                        .isPresent());
        Map<String, List<String>> neighbours = grids.neighbours();
        long islands = neighbours.values().stream().filter(List::isEmpty).count();
        assertThat(islands).as("grids that touch no other").isLessThan(count / 5);
        assertThat(grids.all()).extracting(Grid::gridId).doesNotHaveDuplicates();
    }
}
