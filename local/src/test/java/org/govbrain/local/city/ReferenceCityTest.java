package org.govbrain.local.city;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.govbrain.domain.geo.Building;
import org.govbrain.domain.geo.Distance;
import org.govbrain.domain.geo.Grid;
import org.govbrain.engine.reference.LoadedReference;
import org.govbrain.engine.reference.ReferenceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.locationtech.jts.coverage.CoverageUnion;
import org.locationtech.jts.coverage.CoverageValidator;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Polygon;

class ReferenceCityTest {
    private static final ReferenceCity CITY = ReferenceCity.generate(ReferenceCity.DEFAULT_SEED);

    @Test
    void hasTheNumbersOfTheSubDistrict() {
        assertThat(CITY.communities()).as("communities").hasSize(35);
        assertThat(CITY.grids().all()).as("grids").hasSize(170);
        assertThat(CITY.buildings()).as("buildings").hasSize(1_583);
        assertThat(Department.values()).as("departments").hasSize(9);
        assertThat(Platform.values())
                .extracting(Platform::code)
                .as("platforms")
                .containsExactlyInAnyOrder("综治", "综合执法", "市场监管", "便民服务");
        assertThat(CITY.communities())
                .extracting(Community::neighbourhoodClass)
                .as("every class of neighbourhood is there")
                .contains(NeighbourhoodClass.values());
        assertThat(CITY.communities())
                .extracting(Community::zh)
                .as("no two communities have one name")
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, -77, 4_000_000_000L})
    void gridsTileTheSubDistrictWithoutGapOrOverlap(long seed) {
        ReferenceCity city = ReferenceCity.generate(seed);
        Geometry[] areas = city.grids().all().stream().map(Grid::area).toArray(Geometry[]::new);

        assertThat(CoverageValidator.hasInvalidResult(CoverageValidator.validate(areas, 1e-6)))
                .as("no overlap, no corner inside a neighbour's side, and no gap narrower than ten centimetres")
                .isFalse();
        Geometry whole = CoverageUnion.union(areas);
        double squareMetres = squareMetres(whole);
        assertThat(whole.getNumGeometries()).as("one piece").isOne();
        assertThat(((Polygon) whole.getGeometryN(0)).getNumInteriorRing())
                .as("holes")
                .isZero();
        assertThat(squareMetres).as("22 km²").isBetween(21.99e6, 22.01e6);
        assertThat(city.grids().all().stream()
                        .mapToDouble(grid -> squareMetres(grid.area()))
                        .sum())
                .as("the parts add up to the whole")
                .isBetween(squareMetres - 1, squareMetres + 1);
        assertThat(city.communities())
                .as("connected communities of a fair size")
                .allSatisfy(community -> {
                    assertThat(community.grids()).hasSizeBetween(2, 9);
                    assertThat(reachable(city, community))
                            .isEqualTo(community.grids().size());
                });
    }

    @Test
    void everyBuildingStandsInItsGridAndHasAChiefOfItsOwn() {
        assertThat(CITY.buildings())
                .allSatisfy(building -> assertThat(CITY.grids()
                                .locate(requireNonNull(building.lon()), requireNonNull(building.lat()))
                                .map(Grid::gridId))
                        .as(building.buildingId())
                        .contains(String.valueOf(building.gridId())));
        assertThat(CITY.buildings())
                .extracting(Building::chiefCode)
                .doesNotHaveDuplicates()
                .doesNotContainNull();
        assertThat(CITY.grids().all())
                .allSatisfy(grid -> assertThat(CITY.buildingsOf(grid.gridId()))
                        .as("buildings of " + grid.gridId())
                        .hasSizeGreaterThanOrEqualTo(3));
    }

    @Test
    void equalSeedsGiveEqualFilesAndOthersDoNot() {
        Map<String, byte[]> files = CityFiles.of(CITY);
        Map<String, byte[]> again = CityFiles.of(ReferenceCity.generate(ReferenceCity.DEFAULT_SEED));
        files.forEach((name, bytes) ->
                assertThat(Arrays.equals(again.get(name), bytes)).as(name).isTrue());

        assertThat(CityFiles.of(ReferenceCity.generate(2)).get("grids.geojson"))
                .as("another seed is another city")
                .isNotEqualTo(files.get("grids.geojson"));
    }

    @Test
    void theLoaderReadsItsFilesWithoutAWarningAndFindsTheSameCity() {
        LoadedReference loaded = ReferenceLoader.fromFiles(CityFiles.of(CITY));

        assertThat(loaded.warnings()).as("warnings").isEmpty();
        assertThat(loaded.data().grids().all())
                .as("grids")
                .zipSatisfy(CITY.grids().all(), (read, meant) -> {
                    assertThat(read.area().norm().equalsExact(meant.area().norm()))
                            .as("area of " + meant.gridId())
                            .isTrue();
                    assertThat(read)
                            .usingRecursiveComparison()
                            .ignoringFields("area", "centre")
                            .isEqualTo(meant);
                });
        assertThat(loaded.data().buildings().find("B-QL-01-01-001"))
                .as("a building")
                .contains(CITY.buildings().get(0));
    }

    private static int reachable(ReferenceCity city, Community community) {
        Map<String, List<String>> neighbours = city.grids().neighbours();
        Set<String> own =
                new HashSet<>(community.grids().stream().map(Grid::gridId).toList());
        Deque<String> next = new ArrayDeque<>(List.of(community.grids().get(0).gridId()));
        Set<String> seen = new HashSet<>(next);
        while (!next.isEmpty()) {
            for (String neighbour : neighbours.getOrDefault(next.remove(), List.of())) {
                if (own.contains(neighbour) && seen.add(neighbour)) {
                    next.add(neighbour);
                }
            }
        }
        return seen.size();
    }

    private static double squareMetres(Geometry area) {
        double perDegree = 1 / Distance.degreesOfLatitude(1);
        return area.getArea() * perDegree * perDegree * Math.cos(Math.toRadians(LocalPlane.CENTRE_LAT));
    }
}
