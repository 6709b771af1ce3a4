package org.govbrain.engine.hotspot;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.govbrain.domain.hotspot.HotspotCity;
import org.govbrain.domain.hotspot.HotspotPolicy;
import org.govbrain.domain.hotspot.detect.District;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.engine.reference.ReferenceFollower;
import org.govbrain.engine.reference.ReferenceSource;

/** The city and its policy in force, with what is worked out once for each version. No state: it is read again. */
final class WatchedCity implements AutoCloseable {
    private final ReferenceFollower follower;
    private final boolean withNeighbours;
    private final Map<Integer, District> districts = new HashMap<>();
    private ReferenceData data;
    private HotspotCity city;

    WatchedCity(ReferenceSource reference, boolean withNeighbours) {
        this.follower = reference.follow();
        this.withNeighbours = withNeighbours;
        this.data = follower.history().newest();
        this.city = data.hotspotCity(withNeighbours);
    }

    /** Turns to the version that is in force at an instant. */
    @SuppressWarnings("ReferenceEquality") // a version is one object, and comparing all its grids would take a while
    void turnTo(Instant at) {
        follower.refresh();
        ReferenceData now = follower.history().at(at);
        if (now != data) {
            data = now;
            city = now.hotspotCity(withNeighbours);
            districts.clear();
        }
    }

    HotspotCity city() {
        return city;
    }

    HotspotPolicy policy() {
        return data.hotspots();
    }

    /** A district; grids that the city does not know are together in one that is made anew each time. */
    District district(int number, Set<String> strangers) {
        return number < 0
                ? District.of(city, number, strangers, policy())
                : districts.computeIfAbsent(number, each -> District.of(city, each, Set.of(), policy()));
    }

    @Override
    public void close() {
        follower.close();
    }
}
