package org.govbrain.domain.alert;

import org.jspecify.annotations.Nullable;

/** Where an alert is; every part null when unknown. Position in degrees, WGS84. */
public record Scene(
        @Nullable String buildingId,
        @Nullable String gridId,
        @Nullable String gridName,
        @Nullable String communityId,
        @Nullable String communityName,
        @Nullable Double lon,
        @Nullable Double lat) {

    /** The whole city. */
    public static final Scene CITY = new Scene(null, null, null, null, null, null, null);

    /** The place in words, Chinese ones where the city has given them; the city's own name for it is kept in both. */
    public String words(String whenUnknown) {
        if (gridName != null) {
            return gridName;
        }
        if (gridId != null) {
            return gridId;
        }
        return communityName != null ? communityName : communityId != null ? communityId : whenUnknown;
    }
}
