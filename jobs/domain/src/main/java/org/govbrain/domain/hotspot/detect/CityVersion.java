package org.govbrain.domain.hotspot.detect;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.HotspotCity;
import org.govbrain.domain.hotspot.HotspotPolicy;

/** A city as it was for some time, and what counted as a hotspot then. Remembers its districts, and of its grids
 * what looks have worked out: one thread at a time. */
public final class CityVersion {
    private final HotspotCity city;
    private final HotspotPolicy policy;
    private final Map<Integer, District> districts = new HashMap<>();
    private final Map<String, LookMemo> grids = new HashMap<>();

    public CityVersion(HotspotCity city, HotspotPolicy policy) {
        this.city = city;
        this.policy = policy;
    }

    public HotspotCity city() {
        return city;
    }

    public HotspotPolicy policy() {
        return policy;
    }

    /**
     * A district. That of the grids which the city does not know, -1, has those that the cases name.
     *
     * @param cases all that the look sees
     */
    District district(int number, Collection<CaseFact> cases) {
        if (number >= 0) {
            return districts.computeIfAbsent(number, each -> District.of(city, each, Set.of(), policy));
        }
        Set<String> strangers = new TreeSet<>();
        for (CaseFact fact : cases) {
            String gridId = fact.gridId();
            if (gridId != null && city.find(gridId).isEmpty()) {
                strangers.add(gridId);
            }
        }
        return District.of(city, number, strangers, policy);
    }

    /** What looks at a grid have worked out. */
    LookMemo memo(String gridId) {
        return grids.computeIfAbsent(gridId, id -> new LookMemo());
    }

    /** The grid is not looked at any more. */
    void forget(String gridId) {
        grids.remove(gridId);
    }
}
