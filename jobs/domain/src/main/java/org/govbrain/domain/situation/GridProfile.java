package org.govbrain.domain.situation;

import java.time.Instant;
import org.govbrain.domain.geo.Grid;
import org.govbrain.domain.geo.Polygons;
import org.jspecify.annotations.Nullable;

/**
 * What the reference data says of a grid.
 *
 * @param known false for a grid that only events name
 * @param retired it was taken out of the city; what is said of it is what was known last
 * @param lon of a point inside, null together with {@code lat} for a grid that is not known
 * @param boundary GeoJSON geometry
 * @param buildings how many stand in it
 * @param buildingChiefs how many of them have a chief
 */
public record GridProfile(
        String name,
        @Nullable String communityId,
        @Nullable String communityName,
        @Nullable String neighbourhoodClass,
        boolean known,
        boolean retired,
        @Nullable Double lon,
        @Nullable Double lat,
        @Nullable String boundary,
        long buildings,
        long buildingChiefs) {

    /** The profile of a grid at an instant. */
    public static GridProfile of(ReferenceHistory history, String gridId, Instant at) {
        ReferenceData data = history.lastWith(gridId, at).orElse(null);
        Grid grid = data == null ? null : data.grids().find(gridId).orElse(null);
        if (data == null || grid == null) {
            return new GridProfile(gridId, null, null, null, false, false, null, null, null, 0, 0);
        }
        return new GridProfile(
                grid.name(),
                grid.communityId(),
                grid.communityName(),
                grid.neighbourhoodClass(),
                true,
                !history.at(at).grids().contains(gridId),
                grid.centre().lon(),
                grid.centre().lat(),
                Polygons.toGeoJson(grid.area()),
                data.buildings().countIn(gridId),
                data.buildings().chiefsIn(gridId));
    }
}
