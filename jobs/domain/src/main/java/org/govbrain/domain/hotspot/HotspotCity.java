package org.govbrain.domain.hotspot;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.govbrain.domain.geo.BuildingIndex;
import org.govbrain.domain.geo.Grid;
import org.jspecify.annotations.Nullable;

/** The grids of a city in {@link Districts} that are looked at by themselves. */
public final class HotspotCity implements Serializable {
    private static final long serialVersionUID = 1L;
    /** Of a district: a scan costs about as much as the square of its grids. */
    public static final int MAX_GRIDS = 400;

    private final TreeMap<String, GridPlace> places = new TreeMap<>();
    private final TreeMap<String, String> englishGroups = new TreeMap<>();
    private final TreeMap<String, String> chineseGroups = new TreeMap<>();
    private final ZoneId zone;
    private final Districts districts;

    /**
     * A city of these grids.
     *
     * @param englishGroups names of the category groups by code
     * @param chineseGroups names of the category groups by code
     * @param zone in which its days begin
     */
    public HotspotCity(
            List<GridPlace> grids,
            Map<String, String> englishGroups,
            Map<String, String> chineseGroups,
            ZoneId zone,
            int maxGrids) {
        this(grids, englishGroups, chineseGroups, zone, Districts.of(grids, maxGrids, null));
    }

    private HotspotCity(
            List<GridPlace> grids,
            Map<String, String> englishGroups,
            Map<String, String> chineseGroups,
            ZoneId zone,
            Districts districts) {
        this.zone = zone;
        this.districts = districts;
        grids.forEach(place -> places.put(place.gridId(), place));
        this.englishGroups.putAll(englishGroups);
        this.chineseGroups.putAll(chineseGroups);
    }

    /**
     * A version of a city with the neighbours that {@code GridNeighbours.queen} found.
     *
     * @param districts see {@link #districts}
     */
    public static HotspotCity of(
            Collection<Grid> grids,
            BuildingIndex buildings,
            Map<String, List<String>> neighbours,
            Map<String, String> englishGroups,
            Map<String, String> chineseGroups,
            ZoneId zone,
            Districts districts) {
        return new HotspotCity(places(grids, buildings, neighbours), englishGroups, chineseGroups, zone, districts);
    }

    /** The districts of a version of a city, after those of the version before; null for the first. */
    public static Districts districts(Collection<Grid> grids, @Nullable Districts before) {
        return Districts.of(places(grids, BuildingIndex.empty(), Map.of()), MAX_GRIDS, before);
    }

    private static List<GridPlace> places(
            Collection<Grid> grids, BuildingIndex buildings, Map<String, List<String>> neighbours) {
        return grids.stream()
                .map(grid -> new GridPlace(
                        grid.gridId(),
                        grid.name(),
                        grid.communityId(),
                        grid.communityName(),
                        grid.centre().lon(),
                        grid.centre().lat(),
                        neighbours.getOrDefault(grid.gridId(), List.of()),
                        buildings.countIn(grid.gridId())))
                .toList();
    }

    /** The zone in which its days begin and end. */
    public ZoneId zone() {
        return zone;
    }

    /** The district of a grid; grids that the city does not know are together in district -1. */
    public int districtOf(String gridId) {
        return districts.of(gridId);
    }

    /** The grids of a district in the order of their ids. */
    public List<GridPlace> gridsOf(int district) {
        return places.values().stream()
                .filter(place -> districtOf(place.gridId()) == district)
                .toList();
    }

    /** How many grids it has, at least 1: what the city knows none of is one place. */
    public int size() {
        return Math.max(1, places.size());
    }

    public Optional<GridPlace> find(String gridId) {
        return Optional.ofNullable(places.get(gridId));
    }

    /** Name of a group in English; null is all groups. */
    public String english(@Nullable String group) {
        return group == null ? "all categories" : englishGroups.getOrDefault(group, group);
    }

    /** Name of a group in Chinese; null is all groups. */
    public String chinese(@Nullable String group) {
        return group == null ? "全部类别" : chineseGroups.getOrDefault(group, group);
    }
}
