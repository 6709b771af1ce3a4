package org.govbrain.domain.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.govbrain.domain.geo.Building;
import org.govbrain.domain.geo.BuildingIndex;
import org.govbrain.domain.geo.GridIndex;
import org.govbrain.domain.geo.TestGrids;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocatorTest {
    private static final GridIndex GRIDS =
            new GridIndex(List.of(TestGrids.square("A", 120.0, 30.0, 0.01), TestGrids.square("B", 120.01, 30.0, 0.01)));
    private static final BuildingIndex BUILDINGS = new BuildingIndex(List.of(
            new Building("in-A", "No. 1", "A", null, null, null, null),
            new Building("nowhere", "No. 2", null, null, null, null, null)));
    private static final Locator LOCATOR = new Locator(GRIDS, BUILDINGS);

    @ParameterizedTest
    @CsvSource({
        // given, lon, lat, building -> grid, flags
        "A,  ,        ,       ,        A, '',                        given alone",
        " ,  120.015, 30.005, ,        B, '',                        position alone",
        " ,  ,        ,       in-A,    A, '',                        building alone",
        " ,  ,        ,       ,         , '',                        nothing at all",
        "B,  120.015, 30.005, ,        B, '',                        given and position agree",
        "A,  120.015, 30.005, ,        A, grid_disagrees,            given is kept against the position",
        "B,  ,        ,       in-A,    B, grid_disagrees,            given is kept against the building",
        " ,  120.015, 30.005, in-A,    B, '',                        the position goes before the building",
        "Z,  120.015, 30.005, ,        B, unknown_grid,              the position stands in for an unknown grid",
        "Z,  ,        ,       in-A,    A, unknown_grid,              the building stands in for an unknown grid",
        "Z,  ,        ,       ,        Z, unknown_grid,              an unknown grid is better than none",
        " ,  120.05,  30.005, ,         , outside_grids,             next to the city",
        "A,  120.05,  30.005, ,        A, outside_grids,             given is kept when the position says nothing",
        " ,  120.05,  30.005, in-A,    A, outside_grids,             the building helps when the position does not",
        " ,  0,       0,      ,         , outside_grids far_from_city, zeros",
        " ,  30.005,  120.0,  ,         , outside_grids far_from_city, swapped axes",
        "A,  ,        ,       gone,    A, unknown_building,          unknown building",
        "Z,  0,       0,      gone,    Z, outside_grids far_from_city unknown_building unknown_grid, all at once",
        " ,  ,        ,       nowhere,  , '',                        a building without a grid says nothing",
    })
    void finds_the_grid_and_flags_what_does_not_fit(
            @Nullable String given,
            @Nullable Double lon,
            @Nullable Double lat,
            @Nullable String building,
            @Nullable String gridId,
            String flags,
            String why) {
        GovernanceEvent located = LOCATOR.locate(event(given, lon, lat, building, List.of()));

        assertThat(located.gridId()).as(why).isEqualTo(gridId);
        assertThat(String.join(" ", located.flags())).as(why).isEqualTo(flags);
    }

    @Test
    void an_event_that_needs_nothing_is_passed_on_as_it_is() {
        GovernanceEvent event = event("A", 120.005, 30.005, "in-A", List.of("x"));

        assertThat(LOCATOR.locate(event)).isSameAs(event);
    }

    @Test
    void located_twice_an_event_stays_the_same() {
        GovernanceEvent once = LOCATOR.locate(event("A", 120.015, 30.005, null, List.of("x")));

        assertThat(once.flags()).as("earlier flags stay first").containsExactly("x", "grid_disagrees");
        assertThat(LOCATOR.locate(once)).isEqualTo(once);
    }

    @Test
    void a_city_without_grids_says_nothing() {
        GovernanceEvent event = event("Z", 0.0, 0.0, "gone", List.of());

        assertThat(new Locator(GridIndex.empty(), BUILDINGS).locate(event)).isSameAs(event);
    }

    @Test
    void an_address_that_is_the_name_of_a_building_says_where_an_event_was() {
        GovernanceEvent nowhere = event(null, null, null, null, List.of());

        assertThat(LOCATOR.locate(nowhere, "Ｎｏ．1")).satisfies(located -> {
            assertThat(located.buildingId()).isEqualTo("in-A");
            assertThat(located.gridId()).isEqualTo("A");
        });
        assertThat(LOCATOR.locate(nowhere, "No. 1, flat 7")).isSameAs(nowhere);
        assertThat(LOCATOR.locate(event(null, 120.015, 30.005, null, List.of()), "No. 1")
                        .gridId())
                .as("the position goes before the building")
                .isEqualTo("B");
        assertThat(new Locator(GridIndex.empty(), BUILDINGS)
                        .locate(nowhere, "No. 1")
                        .buildingId())
                .as("also of a city without grids")
                .isEqualTo("in-A");
    }

    private static GovernanceEvent event(
            @Nullable String gridId,
            @Nullable Double lon,
            @Nullable Double lat,
            @Nullable String buildingId,
            List<String> flags) {
        return new GovernanceEvent(
                "e1",
                Instant.EPOCH,
                Stream.PATROL,
                EventKind.FINDING,
                "f1",
                null,
                null,
                "patrol",
                null,
                null,
                null,
                Urgency.ROUTINE,
                null,
                gridId,
                lon,
                lat,
                buildingId,
                null,
                null,
                0,
                flags);
    }
}
