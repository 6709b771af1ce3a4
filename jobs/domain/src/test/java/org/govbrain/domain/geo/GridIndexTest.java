package org.govbrain.domain.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.locationtech.jts.geom.Coordinate;

class GridIndexTest {
    private static final GridIndex SHAPES = new GridIndex(List.of(
            TestGrids.grid("ring", "POLYGON((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 6 4, 6 6, 4 6, 4 4))"),
            TestGrids.grid("two", "MULTIPOLYGON(((20 0, 21 0, 21 1, 20 1, 20 0)), ((30 0, 31 0, 31 1, 30 1, 30 0)))"),
            TestGrids.grid("bowtie", "POLYGON((40 0, 42 2, 42 0, 40 2, 40 0))"),
            TestGrids.grid("horseshoe", "POLYGON((50 0, 60 0, 60 1, 51 1, 51 9, 60 9, 60 10, 50 10, 50 0))")));
    private static final GridIndex BOARD = new GridIndex(TestGrids.board(20, 20, 120.0, 30.0, 0.01));

    @ParameterizedTest
    @CsvSource({
        "1, 1, ring, inside",
        "5, 5, , in the hole",
        "4, 5, ring, on the rim of the hole",
        "0, 0, ring, on a corner",
        "20.5, 0.5, two, in the first part",
        "30.5, 0.5, two, in the second part",
        "25, 0.5, , between the parts",
        "40.2, 1, bowtie, in the left lobe",
        "41.8, 1, bowtie, in the right lobe",
        "41, 0.1, , below the knot",
        "55, 5, , within the arms of the horseshoe",
        "-1, -1, , outside everything",
    })
    void finds_the_grid_at_a_point(double lon, double lat, String gridId, String where) {
        assertThat(SHAPES.locate(lon, lat).map(Grid::gridId).orElse(null))
                .as(where)
                .isEqualTo(gridId);
    }

    @Test
    void gives_a_shared_border_to_the_smallest_id_whatever_the_order_of_the_file() {
        List<Grid> grids = new ArrayList<>(TestGrids.board(3, 3, 0, 0, 1));
        for (int seed = 0; seed < 20; seed++) {
            Collections.shuffle(grids, new Random(seed));
            GridIndex index = new GridIndex(grids);
            assertThat(index.locate(1, 1).orElseThrow().gridId())
                    .as("corner of four")
                    .isEqualTo("r000c000");
            assertThat(index.locate(2, 1.5).orElseThrow().gridId())
                    .as("edge of two")
                    .isEqualTo("r001c001");
        }
    }

    @Test
    void gives_an_overlap_to_the_smallest_id() {
        GridIndex index = new GridIndex(List.of(TestGrids.square("b", 0, 0, 4), TestGrids.square("a", 1, 1, 1)));

        assertThat(index.locate(1.5, 1.5).orElseThrow().gridId()).isEqualTo("a");
        assertThat(index.locate(3, 3).orElseThrow().gridId()).isEqualTo("b");
    }

    @Property(seed = "20261123")
    void agrees_with_asking_every_polygon(
            @ForAll @DoubleRange(min = 119.99, max = 120.21) double lon,
            @ForAll @DoubleRange(min = 29.99, max = 30.21) double lat) {
        assertThatIsTheFirstThatCovers(BOARD, lon, lat);
    }

    /** Quarters, so that many points lie on edges of polygons and of what the index cuts the city into. */
    @Property(seed = "20261126")
    void agrees_with_asking_every_polygon_of_any_shape(
            @ForAll @IntRange(min = -4, max = 244) int quartersEast,
            @ForAll @IntRange(min = -4, max = 44) int quartersNorth) {
        assertThatIsTheFirstThatCovers(SHAPES, quartersEast / 4.0, quartersNorth / 4.0);
    }

    private static void assertThatIsTheFirstThatCovers(GridIndex index, double lon, double lat) {
        Coordinate point = new Coordinate(lon, lat);
        String expected = index.all().stream()
                .filter(grid -> grid.area().covers(grid.area().getFactory().createPoint(point)))
                .map(Grid::gridId)
                .findFirst()
                .orElse(null);

        assertThat(index.locate(lon, lat).map(Grid::gridId).orElse(null)).isEqualTo(expected);
    }

    @Test
    void every_grid_holds_its_own_centre() {
        for (Grid grid : SHAPES.all()) {
            assertThat(SHAPES.locate(grid.centre().lon(), grid.centre().lat()))
                    .as("centre of %s", grid.gridId())
                    .contains(grid);
        }
    }

    @Test
    void knows_every_grid_by_id_in_order() {
        assertThat(SHAPES.all()).extracting(Grid::gridId).containsExactly("bowtie", "horseshoe", "ring", "two");
        assertThat(SHAPES.find("two")).isPresent();
        assertThat(SHAPES.find("three")).isEmpty();
        assertThat(SHAPES.contains("ring")).isTrue();
    }

    @Test
    void refuses_two_grids_with_one_id() {
        List<Grid> twice = List.of(TestGrids.square("a", 0, 0, 1), TestGrids.square("a", 5, 5, 1));

        assertThatThrownBy(() -> new GridIndex(twice)).hasMessage("two grids with the id a");
    }

    @Test
    void refuses_a_grid_without_an_area() {
        assertThatThrownBy(() -> TestGrids.grid("flat", "POLYGON((0 0, 1 1, 0 0, 0 0))"))
                .hasMessage("grid flat has no area");
    }

    @Test
    void an_empty_city_has_no_grid_anywhere() {
        assertThat(GridIndex.empty().locate(120, 30)).isEmpty();
        assertThat(GridIndex.empty().neighbours()).isEmpty();
    }

    @Test
    void finds_among_twenty_thousand_grids() {
        GridIndex big = new GridIndex(TestGrids.board(100, 200, 100.0, 30.0, 0.001));

        assertThat(big.all()).hasSize(20_000);
        assertThat(big.locate(100.1505, 30.0505).orElseThrow().gridId()).isEqualTo("r050c150");
    }

    @Test
    void says_how_far_a_point_is_from_the_city() {
        assertThat(BOARD.metresFromCity(120.1, 30.1)).as("inside").isZero();
        assertThat(BOARD.metresFromCity(120.1, 31.2)).as("a degree north").isBetween(111_000.0, 111_400.0);
    }

    @Test
    void says_how_far_a_point_is_from_a_city_at_the_meridian_of_180_degrees() {
        GridIndex near = new GridIndex(List.of(TestGrids.square("W", 179.0, -16.0, 0.9)));
        GridIndex across = new GridIndex(List.of(
                TestGrids.square("W", 179.0, -16.0, 0.9),
                TestGrids.grid(
                        "M",
                        "MULTIPOLYGON(((179.9 -16, 180 -16, 180 -15.5, 179.9 -15.5, 179.9 -16)),"
                                + " ((-180 -16, -179.9 -16, -179.9 -15.5, -180 -15.5, -180 -16)))")));
        assertThat(near.metresFromCity(-179.9, -15.5))
                .as("0.2 degrees east of it, beyond the meridian")
                .isBetween(21_000.0, 22_000.0);
        assertThat(across.metresFromCity(-179.95, -15.8)).as("inside").isZero();
        assertThat(across.metresFromCity(0.0, -15.8))
                .as("on the other side of the Earth")
                .isGreaterThan(16_000_000.0);
    }
}
