package org.govbrain.domain.hotspot;

import java.io.Serializable;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.govbrain.domain.geo.BuildingIndex;
import org.govbrain.domain.geo.Grid;
import org.jspecify.annotations.Nullable;

/**
 * The grids of a city in districts that are looked at by themselves: whole communities, ordered along a line through the
 * city, as many as fit. A city of up to {@code maxGrids} grids is one district.
 */
public final class HotspotCity implements Serializable {
    private static final long serialVersionUID = 1L;
    /** Of a district: a scan costs about as much as the square of its grids. */
    public static final int MAX_GRIDS = 400;

    private final TreeMap<String, GridPlace> places = new TreeMap<>();
    private final TreeMap<String, Integer> districtOf = new TreeMap<>();
    private final TreeMap<String, String> englishGroups = new TreeMap<>();
    private final TreeMap<String, String> chineseGroups = new TreeMap<>();
    private final ZoneId zone;

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
        this.zone = zone;
        grids.forEach(place -> places.put(place.gridId(), place));
        this.englishGroups.putAll(englishGroups);
        this.chineseGroups.putAll(chineseGroups);
        Map<String, List<GridPlace>> communities = new TreeMap<>();
        for (GridPlace place : places.values()) {
            String community = place.communityId() == null ? "grid " + place.gridId() : place.communityId();
            communities.computeIfAbsent(community, id -> new ArrayList<>()).add(place);
        }
        List<List<GridPlace>> ordered = new ArrayList<>(communities.values());
        ordered.sort(Comparator.comparingLong(HotspotCity::alongTheCity));
        int district = 0;
        int filled = 0;
        for (List<GridPlace> community : ordered) {
            if (filled > 0 && filled + community.size() > maxGrids) {
                district++;
                filled = 0;
            }
            filled += community.size();
            for (GridPlace place : community) {
                districtOf.put(place.gridId(), district);
            }
        }
    }

    /** A city of these grids with the neighbours that {@code GridNeighbours.queen} found. */
    public static HotspotCity of(
            List<Grid> grids,
            BuildingIndex buildings,
            Map<String, List<String>> neighbours,
            Map<String, String> englishGroups,
            Map<String, String> chineseGroups,
            ZoneId zone) {
        List<GridPlace> places = grids.stream()
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
        return new HotspotCity(places, englishGroups, chineseGroups, zone, MAX_GRIDS);
    }

    /** The zone in which its days begin and end. */
    public ZoneId zone() {
        return zone;
    }

    /** The district of a grid; grids that the city does not know are together in district -1. */
    public int districtOf(String gridId) {
        return districtOf.getOrDefault(gridId, -1);
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

    /** Place on a Z-order curve, so that communities of one district are near each other (G. M. Morton, 1966). */
    private static long alongTheCity(List<GridPlace> community) {
        double lon = community.stream().mapToDouble(GridPlace::lon).average().orElse(0.0);
        double lat = community.stream().mapToDouble(GridPlace::lat).average().orElse(0.0);
        long x = (long) ((lon + 180.0) / 360.0 * (1 << 24));
        long y = (long) ((lat + 90.0) / 180.0 * (1 << 24));
        long z = 0;
        for (int bit = 23; bit >= 0; bit--) {
            z = (z << 2) | (((x >> bit) & 1) << 1) | ((y >> bit) & 1);
        }
        return z;
    }
}
