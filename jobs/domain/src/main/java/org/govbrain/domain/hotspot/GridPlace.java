package org.govbrain.domain.hotspot;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A grid as hotspots see it.
 *
 * @param lon longitude of a point inside, in degrees, WGS84
 * @param neighbours ids of the grids that touch it, sorted; an island has none
 */
public record GridPlace(
        String gridId,
        String name,
        @Nullable String communityId,
        @Nullable String communityName,
        double lon,
        double lat,
        List<String> neighbours)
        implements Serializable {
    public GridPlace {
        neighbours = List.copyOf(neighbours);
    }
}
