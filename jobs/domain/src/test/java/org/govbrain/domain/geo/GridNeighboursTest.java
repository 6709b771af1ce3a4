package org.govbrain.domain.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GridNeighboursTest {
    /** One metre north, in degrees. */
    private static final double METRE = Distance.degreesOfLatitude(1.0);

    @Test
    void a_corner_is_enough_to_be_a_neighbour() {
        Map<String, List<String>> neighbours = new GridIndex(TestGrids.board(3, 3, 120.0, 30.0, 0.005)).neighbours();

        assertThat(neighbours.get("r001c001"))
                .as("the middle touches all eight others, sorted, and not itself")
                .containsExactly(
                        "r000c000", "r000c001", "r000c002", "r001c000", "r001c002", "r002c000", "r002c001", "r002c002");
        assertThat(neighbours.get("r000c000"))
                .as("a corner touches three")
                .containsExactly("r000c001", "r001c000", "r001c001");
    }

    @Test
    void a_gap_below_the_tolerance_is_no_gap() {
        List<Grid> grids = List.of(
                TestGrids.square("a", 120.0, 30.0, 0.005),
                TestGrids.square("b", 120.0, 30.005 + 1.5 * METRE, 0.005),
                TestGrids.square("c", 120.0, 30.010 + 4.5 * METRE, 0.005));

        assertThat(GridNeighbours.queen(grids, 2.0))
                .as("1.5 m is bridged, 3 m is not")
                .containsEntry("a", List.of("b"))
                .containsEntry("b", List.of("a"))
                .containsEntry("c", List.of());
        assertThat(GridNeighbours.queen(grids, 1.0))
                .as("with 1 m nothing touches")
                .containsEntry("a", List.of());
    }

    @Test
    void the_tolerance_is_in_metres_to_the_east_as_well() {
        double eastOneMetre = METRE / Math.cos(Math.toRadians(60.0));
        List<Grid> grids = List.of(
                TestGrids.square("a", 10.0, 60.0, 0.001),
                TestGrids.square("b", 10.001 + 1.8 * eastOneMetre, 60.0, 0.001),
                TestGrids.square("c", 10.002 + 4.2 * eastOneMetre, 60.0, 0.001));

        assertThat(GridNeighbours.queen(grids, 2.0))
                .containsEntry("b", List.of("a"))
                .containsEntry("c", List.of());
    }

    @Test
    void a_grid_in_two_parts_touches_the_one_in_which_its_smaller_part_lies() {
        List<Grid> grids = List.of(
                TestGrids.square("around", 120.0, 30.0, 0.005),
                TestGrids.grid(
                        "parts",
                        "MULTIPOLYGON(((120.01 30, 120.02 30, 120.02 30.01, 120.01 30.01, 120.01 30)),"
                                + "((120.001 30.001, 120.002 30.001, 120.002 30.002, 120.001 30.002, 120.001 30.001)))"));

        assertThat(GridNeighbours.queen(grids, GridNeighbours.SNAP_M))
                .as("no border is near another, and no centre lies in the other grid")
                .containsEntry("around", List.of("parts"))
                .containsEntry("parts", List.of("around"));
    }

    @Test
    void grids_touch_over_the_meridian_of_180_degrees() {
        List<Grid> grids = List.of(
                TestGrids.square("west", 179.99, -44.0, 0.01),
                TestGrids.square("east", -180.0, -44.0, 0.01),
                TestGrids.grid(
                        "cut",
                        "MULTIPOLYGON(((179.995 -43.99, 180 -43.99, 180 -43.98, 179.995 -43.98, 179.995 -43.99)),"
                                + "((-180 -43.99, -179.995 -43.99, -179.995 -43.98, -180 -43.98, -180 -43.99)))"),
                TestGrids.square("further", -179.99, -44.0, 0.01));

        assertThat(GridNeighbours.queen(grids, GridNeighbours.SNAP_M))
                .containsEntry("west", List.of("cut", "east"))
                .containsEntry("east", List.of("cut", "further", "west"))
                .containsEntry("further", List.of("east"));
    }

    @Test
    void a_grid_in_the_hole_or_inside_another_is_its_neighbour() {
        Map<String, List<String>> neighbours = new GridIndex(List.of(
                        TestGrids.grid("ring", "POLYGON((0 0, 10 0, 10 10, 0 10, 0 0), (4 4, 6 4, 6 6, 4 6, 4 4))"),
                        TestGrids.square("hole", 4, 4, 2),
                        TestGrids.square("overlap", 1, 1, 1),
                        TestGrids.square("away", 20, 0, 1)))
                .neighbours();

        assertThat(neighbours.get("ring")).containsExactly("hole", "overlap");
        assertThat(neighbours.get("away")).as("an island").isEmpty();
    }

    @Test
    void is_symmetric_and_complete_on_a_large_board() {
        Map<String, List<String>> neighbours = new GridIndex(TestGrids.board(40, 50, 120.0, 30.0, 0.002)).neighbours();

        assertThat(neighbours).hasSize(2_000);
        assertThat(neighbours.values().stream().mapToInt(List::size).sum())
                .as("two ends for each edge and each diagonal")
                .isEqualTo(2 * (40 * 49 + 39 * 50 + 2 * 39 * 49));
        neighbours.forEach((grid, others) ->
                others.forEach(other -> assertThat(neighbours.get(other)).contains(grid)));
    }
}
