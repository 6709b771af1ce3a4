package org.govbrain.domain.hotspot;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.govbrain.domain.geo.Longitude;
import org.jspecify.annotations.Nullable;

/**
 * Which district each grid is in: whole communities, ordered along a line through the city, as many as fit. A community stays
 * in its district as long as the city has it, whatever else changes: what has happened there is known in that district, and
 * in another one it would seem to begin with the change.
 */
public final class Districts implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TreeMap<String, Integer> byCommunity = new TreeMap<>();
    private final TreeMap<String, Integer> byGrid = new TreeMap<>();

    private Districts() {}

    /**
     * Of one version of a city.
     *
     * @param maxGrids most grids of a district, unless a community has more or has grown since
     * @param before of the version before, null for the first
     */
    public static Districts of(Collection<GridPlace> grids, int maxGrids, @Nullable Districts before) {
        Map<String, List<GridPlace>> communities = new TreeMap<>();
        grids.forEach(place -> communities
                .computeIfAbsent(communityOf(place), id -> new ArrayList<>())
                .add(place));
        Districts districts = new Districts();
        Map<Integer, Integer> filled = new HashMap<>();
        int next = 0;
        if (before != null) {
            districts.byCommunity.putAll(before.byCommunity);
            for (int district : before.byCommunity.values()) {
                next = Math.max(next, district + 1);
            }
        }
        communities.forEach((community, its) -> {
            Integer kept = districts.byCommunity.get(community);
            if (kept != null) {
                filled.merge(kept, its.size(), Integer::sum);
            }
        });
        List<Map.Entry<String, List<GridPlace>>> ordered = new ArrayList<>(communities.entrySet());
        ordered.sort(Comparator.comparingLong(community -> alongTheCity(community.getValue())));
        int last = -1;
        for (Map.Entry<String, List<GridPlace>> community : ordered) {
            Integer kept = districts.byCommunity.get(community.getKey());
            int size = community.getValue().size();
            if (kept != null) {
                last = kept;
            } else {
                if (last < 0 || filled.getOrDefault(last, 0) + size > maxGrids) {
                    last = next++;
                }
                filled.merge(last, size, Integer::sum);
                districts.byCommunity.put(community.getKey(), last);
            }
            for (GridPlace place : community.getValue()) {
                districts.byGrid.put(place.gridId(), last);
            }
        }
        return districts;
    }

    /** The district of a grid; grids that the city does not know are together in district -1. */
    public int of(String gridId) {
        return byGrid.getOrDefault(gridId, -1);
    }

    private static String communityOf(GridPlace place) {
        return place.communityId() == null ? "grid " + place.gridId() : place.communityId();
    }

    /** Place on a Z-order curve, so that communities of one district are near each other (G. M. Morton, 1966). */
    private static long alongTheCity(List<GridPlace> community) {
        double lon = Longitude.mean(community.stream().map(GridPlace::lon).toList());
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
