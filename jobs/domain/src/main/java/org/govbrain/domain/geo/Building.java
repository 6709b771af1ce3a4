package org.govbrain.domain.geo;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A building and who answers for it.
 *
 * @param gridId the grid that it stands in
 * @param lon longitude in degrees, WGS84; null together with {@code lat}
 * @param buildingClass kind of building, for example residential, shop, site
 * @param chiefCode code of the building chief (楼栋长), never a name
 */
public record Building(
        String buildingId,
        String name,
        @Nullable String gridId,
        @Nullable Double lon,
        @Nullable Double lat,
        @Nullable String buildingClass,
        @Nullable String chiefCode) {

    public Building {
        Objects.requireNonNull(buildingId, "buildingId");
        Objects.requireNonNull(name, "name");
        if ((lon == null) != (lat == null)) {
            throw new IllegalArgumentException("lon and lat come together, building " + buildingId);
        }
    }
}
