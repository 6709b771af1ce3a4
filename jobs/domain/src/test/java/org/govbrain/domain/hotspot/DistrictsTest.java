package org.govbrain.domain.hotspot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A city of communities of three grids each in a row, and of at most seven grids a district. */
class DistrictsTest {
    private static final int MAX_GRIDS = 7;

    @Test
    void districtsAreOfWholeCommunitiesThatAreNearEachOther() {
        List<GridPlace> city = city(0, 6);
        Districts districts = Districts.of(city, MAX_GRIDS, null);
        Map<Integer, List<String>> grids = new TreeMap<>();
        city.forEach(place -> grids.computeIfAbsent(districts.of(place.gridId()), number -> new ArrayList<>())
                .add(place.gridId()));
        assertThat(grids)
                .as("two communities each, the third would be too much")
                .isEqualTo(Map.of(0, ids(0, 2), 1, ids(2, 4), 2, ids(4, 6)));
        assertThat(districts.of("elsewhere")).as("what the city does not know").isEqualTo(-1);
    }

    @Test
    void aGridWithoutACommunityIsOneByItselfAndACommunityThatIsTooLargeIsNotTornApart() {
        List<GridPlace> city = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            city.add(place("L" + i, "large", 121.0));
        }
        city.add(place("alone", null, 121.1));
        Districts districts = Districts.of(city, MAX_GRIDS, null);
        assertThat(city.stream().map(place -> districts.of(place.gridId())).distinct())
                .as("districts")
                .containsExactly(0, 1);
    }

    @Test
    void aCommunityStaysInItsDistrictWhateverElseChanges() {
        Districts first = Districts.of(city(0, 6), MAX_GRIDS, null);
        List<GridPlace> later = new ArrayList<>(city(1, 6));
        later.add(place("split", "C2", 121.02));
        later.add(place("new-1", "N1", 121.005));
        later.add(place("new-2", "N2", 121.07));
        Districts second = Districts.of(later, MAX_GRIDS, first);
        assertThat(city(1, 6))
                .as("without the first community, which Districts.of alone would answer by moving everything")
                .allSatisfy(place ->
                        assertThat(second.of(place.gridId())).as(place.gridId()).isEqualTo(first.of(place.gridId())));
        assertThat(second.of("split"))
                .as("a grid that was added to a community")
                .isEqualTo(first.of("C2-0"));
        assertThat(second.of("new-1")).as("nobody is before it on the line").isEqualTo(3);
        assertThat(second.of("new-2"))
                .as("beside the last community, where there is room")
                .isEqualTo(2);
        assertThat(second.of("C0-0")).as("no more").isEqualTo(-1);
        Districts third = Districts.of(city(0, 6), MAX_GRIDS, second);
        assertThat(third.of("C0-0")).as("back again").isEqualTo(first.of("C0-0"));
    }

    private static List<GridPlace> city(int from, int to) {
        List<GridPlace> places = new ArrayList<>();
        for (int community = from; community < to; community++) {
            for (int grid = 0; grid < 3; grid++) {
                places.add(place("C" + community + "-" + grid, "C" + community, 121.0 + community * 0.01));
            }
        }
        return places;
    }

    private static List<String> ids(int from, int to) {
        return city(from, to).stream().map(GridPlace::gridId).collect(Collectors.toList());
    }

    private static GridPlace place(String gridId, @Nullable String communityId, double lon) {
        return new GridPlace(gridId, gridId, communityId, communityId, lon, 31.0, List.of(), 0);
    }
}
