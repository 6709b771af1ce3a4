package org.govbrain.domain.hotspot;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A grid as hotspots see it.
 *
 * @param lon longitude of a point inside, in degrees, WGS84
 * @param neighbours ids of the grids that touch it, sorted; an island has none
 * @param buildings how many are known to stand there; 0 where none is
 */
public record GridPlace(
        String gridId,
        String name,
        @Nullable String communityId,
        @Nullable String communityName,
        double lon,
        double lat,
        List<String> neighbours,
        long buildings)
        implements Serializable {
    public GridPlace {
        neighbours = List.copyOf(neighbours);
    }
}
