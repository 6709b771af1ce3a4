package org.govbrain.domain.situation;

import org.govbrain.domain.event.CategoryCatalogue;
import org.govbrain.domain.geo.BuildingIndex;
import org.govbrain.domain.geo.GridIndex;

/** What is known of a city beforehand. Made when a job starts, from files; it is no state and never on the wire. */
public record ReferenceData(GridIndex grids, BuildingIndex buildings, CategoryCatalogue categories) {

    /** A city of which nothing is known: every event keeps the grid that its source gave. */
    public static ReferenceData empty() {
        return new ReferenceData(GridIndex.empty(), BuildingIndex.empty(), CategoryCatalogue.empty());
    }
}
