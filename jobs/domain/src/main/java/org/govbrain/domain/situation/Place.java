package org.govbrain.domain.situation;

import org.govbrain.domain.geo.Grid;
import org.govbrain.domain.geo.GridIndex;
import org.jspecify.annotations.Nullable;

/** Where something is, in the words of the city: its grid and the community of that grid. All null when unknown. */
public record Place(
        @Nullable String gridId,
        @Nullable String gridName,
        @Nullable String communityId,
        @Nullable String communityName,
        @Nullable String neighbourhoodClass) {

    /** The place of a grid; of a grid that the city does not know only the id is told. */
    public static Place of(GridIndex grids, @Nullable String gridId) {
        Grid grid = gridId == null ? null : grids.find(gridId).orElse(null);
        return grid == null
                ? new Place(gridId, null, null, null, null)
                : new Place(gridId, grid.name(), grid.communityId(), grid.communityName(), grid.neighbourhoodClass());
    }
}
