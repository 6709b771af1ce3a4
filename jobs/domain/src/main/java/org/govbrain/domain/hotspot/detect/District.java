package org.govbrain.domain.hotspot.detect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.govbrain.domain.geo.Distance;
import org.govbrain.domain.geo.Longitude;
import org.govbrain.domain.hotspot.GridPlace;
import org.govbrain.domain.hotspot.HotspotCity;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.scan.ScanZones;

/** The grids of a district with all that is worked out once: neighbours, circles, communities. */
public final class District {
    private final HotspotCity city;
    private final List<GridPlace> places;
    private final List<String> gridIds;
    private final Set<String> known;
    private final int[][] neighbours;
    private final ScanZones zones;
    private final Map<String, int[]> units;

    private District(HotspotCity city, List<GridPlace> places, HotspotPolicy.Scan policy) {
        this.city = city;
        this.places = places;
        this.gridIds = places.stream().map(GridPlace::gridId).toList();
        this.known = Set.copyOf(gridIds);
        Map<String, Integer> columns = new HashMap<>();
        gridIds.forEach(id -> columns.put(id, columns.size()));
        this.neighbours = places.stream()
                .map(place -> place.neighbours().stream()
                        .filter(columns::containsKey)
                        .mapToInt(id -> columns.getOrDefault(id, 0))
                        .toArray())
                .toArray(int[][]::new);
        this.zones = ScanZones.of(places.size(), this::metres, policy.radiusM(), policy.maxGrids());
        Map<String, Set<Integer>> columnsOf = new TreeMap<>();
        places.forEach(place -> columnsOf
                .computeIfAbsent(unitOf(place), unit -> new TreeSet<>())
                .add(columns.getOrDefault(place.gridId(), 0)));
        this.units = new TreeMap<>();
        columnsOf.forEach((unit, its) ->
                units.put(unit, its.stream().mapToInt(Integer::intValue).toArray()));
    }

    /**
     * A district of the city.
     *
     * @param strangers ids of grids that the city does not know, for district -1: they have no neighbours and no position
     */
    public static District of(HotspotCity city, int district, Set<String> strangers, HotspotPolicy policy) {
        List<GridPlace> places = new ArrayList<>(city.gridsOf(district));
        new TreeSet<>(strangers)
                .forEach(id -> places.add(new GridPlace(id, id, null, null, Double.NaN, Double.NaN, List.of(), 0)));
        return new District(city, List.copyOf(places), policy.scan());
    }

    /** What counts are added up over where a single grid has too few: its community, else the grid itself. */
    private static String unitOf(GridPlace place) {
        return place.communityId() == null ? place.gridId() : place.communityId();
    }

    private double metres(int i, int j) {
        GridPlace a = places.get(i);
        GridPlace b = places.get(j);
        double metres = Distance.metres(a.lon(), a.lat(), b.lon(), b.lat());
        return Double.isNaN(metres) ? Double.MAX_VALUE : metres;
    }

    HotspotCity city() {
        return city;
    }

    /** Columns of every cube of this district. */
    List<String> gridIds() {
        return gridIds;
    }

    boolean holds(String gridId) {
        return known.contains(gridId);
    }

    int[][] neighbours() {
        return neighbours;
    }

    ScanZones zones() {
        return zones;
    }

    /** Columns of each community by its id. */
    Map<String, int[]> units() {
        return units;
    }

    GridPlace place(int column) {
        return places.get(column);
    }

    /** A number of grids as one subject. */
    Area area(int... columns) {
        List<GridPlace> chosen = Arrays.stream(columns).mapToObj(places::get).toList();
        return new Area(
                chosen.stream().map(GridPlace::gridId).sorted().toList(),
                chosen.stream()
                        .map(GridPlace::communityId)
                        .filter(id -> id != null)
                        .distinct()
                        .sorted()
                        .toList(),
                chosen.get(0),
                Longitude.mean(chosen.stream().map(GridPlace::lon).toList()),
                chosen.stream().mapToDouble(GridPlace::lat).average().orElse(Double.NaN));
    }
}
