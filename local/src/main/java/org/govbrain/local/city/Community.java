package org.govbrain.local.city;

import java.util.List;
import org.govbrain.domain.geo.Grid;

/**
 * A community (社区) of the reference city.
 *
 * @param zh with 社区 at its end
 */
public record Community(
        String communityId, String zh, String en, NeighbourhoodClass neighbourhoodClass, List<Grid> grids) {
    public Community {
        grids = List.copyOf(grids);
    }
}
