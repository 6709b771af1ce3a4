package org.govbrain.engine.hotspot;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.govbrain.domain.hotspot.detect.CityVersion;
import org.govbrain.domain.hotspot.detect.CityVersions;
import org.govbrain.domain.situation.ReferenceHistory;
import org.govbrain.engine.reference.ReferenceFollower;
import org.govbrain.engine.reference.ReferenceSource;

/** The city as it was at any instant, with what is worked out once for each version. No state: it is read again. */
final class WatchedCity implements CityVersions, AutoCloseable {
    /** Looks ask for the newest versions again and again; a replay goes through all of them. */
    private static final int MOST_REMEMBERED = 8;

    private static final int CITY_BITS = 20;

    private final ReferenceFollower follower;
    private final boolean withNeighbours;
    private final Map<Integer, CityVersion> versions = new HashMap<>();

    WatchedCity(ReferenceSource reference, boolean withNeighbours) {
        this.follower = reference.follow();
        this.withNeighbours = withNeighbours;
    }

    /** Takes in what has been published. */
    void refresh() {
        if (follower.refresh()) {
            versions.clear();
        }
    }

    /** All versions known by now. */
    ReferenceHistory history() {
        return follower.history();
    }

    /** Grows with each version that is read, those of other cities included. */
    int known() {
        ReferenceHistory history = follower.history();
        return (history.citiesBefore() << CITY_BITS) + history.versions().size();
    }

    @Override
    public CityVersion at(Instant instant) {
        ReferenceHistory history = follower.history();
        int index = history.indexAt(instant);
        CityVersion known = versions.get(index);
        if (known == null) {
            if (versions.size() == MOST_REMEMBERED) {
                versions.clear();
            }
            known = new CityVersion(
                    history.hotspotCity(index, withNeighbours),
                    history.versions().get(index).data().hotspots());
            versions.put(index, known);
        }
        return known;
    }

    /** Every district in which statistics look at a grid, at one time or another. */
    Set<Integer> districtsOf(String gridId) {
        return follower.history().districtsOf(gridId);
    }

    @Override
    public void close() {
        follower.close();
    }
}
