package org.govbrain.local.city;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.govbrain.domain.geo.Building;
import org.govbrain.domain.geo.Grid;
import org.govbrain.domain.geo.GridIndex;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.CoordinateSequence;
import org.locationtech.jts.geom.CoordinateSequenceFilter;
import org.locationtech.jts.geom.Geometry;

/**
 * The sub-district on which the brain is shown and tested: 22 km², 35 communities, 170 grids, 1,583 buildings, all from a
 * seed. It is in no atlas, and every code in it is a role, not a person. Equal seeds give equal cities to the last bit.
 */
public final class ReferenceCity {
    public static final String NAME_ZH = "青澜街道";
    public static final String NAME_EN = "Qinglan Sub-district";
    public static final double AREA_M2 = 22e6;
    public static final int COMMUNITIES = 35;
    public static final int GRIDS = 170;
    public static final int BUILDINGS = 1_583;

    /** The seed of the city that {@code brain up} shows. */
    public static final long DEFAULT_SEED = 1;

    private static final String CODE = "QL";

    private final List<Community> communities;
    private final GridIndex grids;
    private final List<Building> buildings;
    private final Map<String, List<Building>> buildingsOf;

    private ReferenceCity(List<Community> communities, List<Building> buildings) {
        this.communities = List.copyOf(communities);
        this.grids = new GridIndex(
                communities.stream().flatMap(each -> each.grids().stream()).toList());
        this.buildings = List.copyOf(buildings);
        this.buildingsOf = buildings.stream()
                .collect(Collectors.groupingBy(
                        building -> String.valueOf(building.gridId()), TreeMap::new, Collectors.toList()));
    }

    public static ReferenceCity generate(long seed) {
        List<Geometry> cells = GridTiling.cells(seed, GRIDS, AREA_M2);
        int[] groups = CommunityGrouping.of(cells, COMMUNITIES);
        List<NeighbourhoodClass> classes = classes(Draws.of(seed, "classes"));
        List<Community> communities = new ArrayList<>();
        for (int i = 0; i < COMMUNITIES; i++) {
            int group = i;
            List<Geometry> own = IntStream.range(0, GRIDS)
                    .filter(cell -> groups[cell] == group)
                    .mapToObj(cells::get)
                    .sorted(Comparator.comparingDouble(
                            cell -> -cell.getCentroid().getY()))
                    .toList();
            communities.add(community(i, classes.get(i), own));
        }
        return new ReferenceCity(communities, buildings(seed, communities));
    }

    /** Each class as often as its share says, in a drawn order. */
    private static List<NeighbourhoodClass> classes(Draws draws) {
        List<NeighbourhoodClass> pool = new ArrayList<>();
        for (NeighbourhoodClass each : NeighbourhoodClass.values()) {
            for (int i = 0; i < Math.round(each.share() * COMMUNITIES) + 1; i++) {
                pool.add(each);
            }
        }
        List<NeighbourhoodClass> classes = new ArrayList<>();
        for (int i = 0; i < COMMUNITIES; i++) {
            classes.add(pool.remove(draws.below(pool.size())));
        }
        return classes;
    }

    private static Community community(int number, NeighbourhoodClass kind, List<Geometry> cells) {
        PlaceName name = PlaceName.COMMUNITIES.get(number);
        String id = String.format(Locale.ROOT, "%s-%02d", CODE, number + 1);
        List<Grid> grids = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            Geometry area = cells.get(i).copy();
            area.apply(new ToDegrees());
            grids.add(Grid.of(
                    String.format(Locale.ROOT, "%s-%02d", id, i + 1),
                    name.zh() + "第" + (i + 1) + "网格",
                    id,
                    name.zh() + "社区",
                    kind.code(),
                    area));
        }
        return new Community(id, name.zh() + "社区", name.en() + " Community", kind, grids);
    }

    private static List<Building> buildings(long seed, List<Community> communities) {
        List<Grid> grids =
                communities.stream().flatMap(each -> each.grids().stream()).toList();
        int[] counts = BuildingPlacement.counts(
                grids.stream()
                        .mapToDouble(
                                grid -> inMetres(grid).getArea() * classOf(grid).density())
                        .toArray(),
                BUILDINGS);
        List<Building> buildings = new ArrayList<>();
        for (int i = 0; i < grids.size(); i++) {
            Grid grid = grids.get(i);
            Draws draws = Draws.of(seed, "buildings", grid.gridId());
            List<Coordinate> points = BuildingPlacement.points(draws, inMetres(grid), counts[i]);
            for (int number = 1; number <= points.size(); number++) {
                Coordinate at = LocalPlane.toDegrees(points.get(number - 1));
                String local = String.format(Locale.ROOT, "%s-%03d", grid.gridId(), number);
                buildings.add(new Building(
                        "B-" + local,
                        grid.name() + number + "幢",
                        grid.gridId(),
                        at.x,
                        at.y,
                        use(draws, classOf(grid)),
                        "LZ-" + local));
            }
        }
        return buildings;
    }

    private static String use(Draws draws, NeighbourhoodClass kind) {
        double residential = kind == NeighbourhoodClass.MIXED_COMMERCIAL ? 0.45 : 0.85;
        return draws.chance(residential) ? "residential" : draws.chance(0.75) ? "shop" : "office";
    }

    private static Geometry inMetres(Grid grid) {
        Geometry area = grid.area().copy();
        area.apply(new ToMetres());
        return area;
    }

    public static NeighbourhoodClass classOf(Grid grid) {
        return NeighbourhoodClass.of(String.valueOf(grid.neighbourhoodClass()));
    }

    /** Code of the grid member who walks a grid: a post, not a person. */
    public static String gridMember(String gridId) {
        return "WG-" + gridId;
    }

    public List<Community> communities() {
        return communities;
    }

    public GridIndex grids() {
        return grids;
    }

    public List<Building> buildings() {
        return buildings;
    }

    /** At least three. */
    public List<Building> buildingsOf(String gridId) {
        return buildingsOf.getOrDefault(gridId, List.of());
    }

    private static final class ToDegrees extends EachCoordinate {
        @Override
        Coordinate of(Coordinate coordinate) {
            return LocalPlane.toDegrees(coordinate);
        }
    }

    private static final class ToMetres extends EachCoordinate {
        @Override
        Coordinate of(Coordinate coordinate) {
            return LocalPlane.toMetres(coordinate);
        }
    }

    private abstract static class EachCoordinate implements CoordinateSequenceFilter {
        abstract Coordinate of(Coordinate coordinate);

        @Override
        public void filter(CoordinateSequence points, int i) {
            Coordinate to = of(points.getCoordinate(i));
            points.setOrdinate(i, 0, to.x);
            points.setOrdinate(i, 1, to.y);
        }

        @Override
        public boolean isDone() {
            return false;
        }

        @Override
        public boolean isGeometryChanged() {
            return true;
        }
    }
}
