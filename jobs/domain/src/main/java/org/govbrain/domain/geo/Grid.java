package org.govbrain.domain.geo;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.Point;
import org.locationtech.jts.geom.Polygonal;

/**
 * A cell of the governance grid (网格), the smallest area that one grid member answers for.
 *
 * @param communityId the community (社区) that it belongs to
 * @param neighbourhoodClass kind of housing, for example resettlement, old, new
 * @param area Polygon or MultiPolygon in WGS84, valid; nobody changes it
 * @param centre a point inside: the centroid where it lies inside, else the middle of the widest part
 */
public record Grid(
        String gridId,
        String name,
        @Nullable String communityId,
        @Nullable String communityName,
        @Nullable String neighbourhoodClass,
        Geometry area,
        LonLat centre) {

    public Grid {
        Objects.requireNonNull(gridId, "gridId");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(centre, "centre");
        if (!(area instanceof Polygonal) || area.isEmpty()) {
            throw new IllegalArgumentException("grid " + gridId + " has no area");
        }
    }

    /** A grid of this area, which is repaired if its rings cross. */
    public static Grid of(
            String gridId,
            String name,
            @Nullable String communityId,
            @Nullable String communityName,
            @Nullable String neighbourhoodClass,
            Geometry area) {
        Geometry valid = Polygons.repaired(area);
        return new Grid(gridId, name, communityId, communityName, neighbourhoodClass, valid, insideOf(valid));
    }

    private static LonLat insideOf(Geometry area) {
        Point centroid = area.getCentroid();
        Point inside = area.contains(centroid) ? centroid : area.getInteriorPoint();
        return inside.isEmpty() ? new LonLat(Double.NaN, Double.NaN) : new LonLat(inside.getX(), inside.getY());
    }
}
