package org.govbrain.engine.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.govbrain.domain.geo.Grid;
import org.govbrain.domain.geo.GridIndex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GridsParserTest {
    private static final String SQUARE = "{\"type\":\"Polygon\",\"coordinates\":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}";

    private final Problems problems = new Problems();

    @Test
    void reads_every_property_and_leaves_others_alone() {
        Grid grid = parse(
                        "",
                        feature(
                                "\"gridId\": \"G1\", \"name\": \" 一网格 \", \"communityId\": 7, \"community\": \"东\","
                                        + " \"neighbourhoodClass\": \"old\", \"area\": 1.5, \"tags\": {\"a\": [1, 2]}",
                                SQUARE))
                .all()
                .get(0);

        assertThat(grid.gridId()).isEqualTo("G1");
        assertThat(grid.name()).as("without blanks around it").isEqualTo("一网格");
        assertThat(grid.communityId()).as("a number is as good as text").isEqualTo("7");
        assertThat(grid.communityName()).isEqualTo("东");
        assertThat(grid.neighbourhoodClass()).isEqualTo("old");
        assertThat(problems.warnings()).isEmpty();
    }

    @Test
    void without_any_grid_id_the_name_is_used_and_numbered_in_the_order_of_the_file() {
        GridIndex grids = parse(
                "",
                feature("\"name\": \"Park\"", SQUARE),
                feature("\"name\": \"Park\"", SQUARE),
                feature("\"name\": \"Park-3\"", SQUARE),
                feature("\"name\": \"Park\"", SQUARE));

        assertThat(grids.all()).extracting(Grid::gridId).containsExactly("Park", "Park-2", "Park-3", "Park-4");
        assertThat(grids.find("Park-4").orElseThrow().name()).isEqualTo("Park");
        assertThat(problems.warnings())
                .containsExactly(
                        "grids.geojson, line 1, /features/1: the name Park stands here again; its grid is Park-2",
                        "grids.geojson, line 1, /features/3: the name Park stands here again; its grid is Park-4",
                        "grids.geojson, whole file: no feature has a gridId; the names are used");
    }

    @Test
    void crossing_rings_are_repaired_and_noted() {
        GridIndex grids = parse(
                "",
                feature(
                        "\"gridId\": \"tie\"",
                        "{\"coordinates\":[[[0,0],[2,2],[2,0],[0,2],[0,0]]],\"type\":\"Polygon\"}"));

        assertThat(grids.all().get(0).area().getArea()).isCloseTo(2.0, within(1e-12));
        assertThat(problems.warnings())
                .containsExactly("grids.geojson, line 1, /features/0: the rings of grid tie cross or touch themselves;"
                        + " repaired");
    }

    @Test
    void an_open_ring_is_closed_and_heights_are_dropped() {
        GridIndex grids = parse(
                "", feature("\"gridId\": \"G\"", "{\"type\":\"Polygon\",\"coordinates\":[[[0,0,5],[1,0,5],[1,1,5]]]}"));

        assertThat(grids.locate(0.9, 0.5)).isPresent();
        assertThat(problems.isEmpty()).isTrue();
        assertThat(problems.warnings()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "urn:ogc:def:crs:OGC:1.3:CRS84",
                "urn:ogc:def:crs:EPSG::4326",
                "EPSG:4326",
                "urn:ogc:def:crs:EPSG::4490",
                "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
            })
    void takes_the_names_of_wgs84_and_cgcs2000(String name) {
        parse(
                "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"" + name + "\"}},",
                feature("\"gridId\": \"G\"", SQUARE));

        assertThat(problems.listed()).isEmpty();
    }

    @Test
    void a_byte_order_mark_is_no_part_of_the_file() {
        byte[] bytes =
                ("\uFEFF" + collection("", feature("\"gridId\": \"G\"", SQUARE))).getBytes(StandardCharsets.UTF_8);
        ReferenceText text = ReferenceText.of("grids.geojson", bytes, problems).orElseThrow();

        assertThat(GridsParser.parse(text, problems).all()).hasSize(1);
    }

    @Test
    void reads_five_thousand_grids_of_two_hundred_points_each() {
        String features = IntStream.range(0, 5_000)
                .mapToObj(i ->
                        feature("\"gridId\": \"G" + i + "\"", circle(i % 100 * 0.01, Math.floorDiv(i, 100) * 0.01)))
                .collect(Collectors.joining(",\n"));
        GridIndex grids = parse("", features);

        assertThat(problems.listed()).isEmpty();
        assertThat(grids.all()).hasSize(5_000);
        for (int i : List.of(0, 99, 100, 2_500, 4_999)) {
            assertThat(grids.locate(i % 100 * 0.01, Math.floorDiv(i, 100) * 0.01)
                            .map(Grid::gridId))
                    .as("middle of circle %d", i)
                    .contains("G" + i);
        }
        assertThat(grids.locate(0.005, 0.005)).as("between four circles").isEmpty();
    }

    private static String circle(double lon, double lat) {
        return "{\"type\":\"Polygon\",\"coordinates\":[["
                + IntStream.rangeClosed(0, 200)
                        .map(i -> i % 200)
                        .mapToObj(i -> "[" + (lon + 0.004 * Math.cos(Math.PI * i / 100)) + ","
                                + (lat + 0.004 * Math.sin(Math.PI * i / 100)) + "]")
                        .collect(Collectors.joining(","))
                + "]]}";
    }

    private GridIndex parse(String members, String... features) {
        return GridsParser.parse(new ReferenceText("grids.geojson", collection(members, features)), problems);
    }

    private static String collection(String members, String... features) {
        return "{" + members + "\"type\":\"FeatureCollection\",\"features\":[" + String.join(",", features) + "]}";
    }

    private static String feature(String properties, String geometry) {
        return "{\"type\":\"Feature\",\"properties\":{" + properties + "},\"geometry\":" + geometry + "}";
    }
}
