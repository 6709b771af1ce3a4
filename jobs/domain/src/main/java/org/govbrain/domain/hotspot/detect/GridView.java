package org.govbrain.domain.hotspot.detect;

import java.util.List;
import org.govbrain.domain.hotspot.GridPlace;
import org.govbrain.domain.hotspot.HotspotCity;
import org.jspecify.annotations.Nullable;

/** A grid with the words for it. A grid that the city does not know goes by its id and has no position. */
record GridView(HotspotCity city, String gridId, @Nullable GridPlace place) {

    static GridView of(HotspotCity city, String gridId) {
        return new GridView(city, gridId, city.find(gridId).orElse(null));
    }

    String name() {
        return place == null ? gridId : place.name();
    }

    List<String> communityIds() {
        return place == null || place.communityId() == null ? List.of() : List.of(place.communityId());
    }

    /** How many buildings are known to stand there. */
    long buildings() {
        return place == null ? 0 : place.buildings();
    }

    @Nullable
    Double lon() {
        return place == null ? null : (Double) place.lon();
    }

    @Nullable
    Double lat() {
        return place == null ? null : (Double) place.lat();
    }

    String english(@Nullable String group) {
        return city.english(group);
    }

    String chinese(@Nullable String group) {
        return city.chinese(group);
    }
}
