package org.govbrain.domain.hotspot.detect;

import java.util.List;
import org.govbrain.domain.hotspot.GridPlace;
import org.jspecify.annotations.Nullable;

/**
 * Some grids of a district as the subject of a finding.
 *
 * @param gridIds sorted
 * @param communityIds sorted
 * @param first the grid that it is named after
 * @param middleLon mean of the grids' positions, NaN where one is unknown
 */
record Area(List<String> gridIds, List<String> communityIds, GridPlace first, double middleLon, double middleLat) {

    @Nullable
    Double lon() {
        return Double.isNaN(middleLon) ? null : (Double) middleLon;
    }

    @Nullable
    Double lat() {
        return Double.isNaN(middleLat) ? null : (Double) middleLat;
    }

    String english() {
        return gridIds.size() == 1
                ? "grid " + first.name()
                : "%d grids around %s".formatted(gridIds.size(), first.name());
    }

    String chinese() {
        return gridIds.size() == 1 ? "网格" + first.name() : "以%s为中心的%d个网格".formatted(first.name(), gridIds.size());
    }
}
