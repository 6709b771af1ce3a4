package org.govbrain.domain.hotspot.detect;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.govbrain.domain.hotspot.CaseFact;
import org.govbrain.domain.hotspot.Hotspot;
import org.jspecify.annotations.Nullable;

/** What was seen of one grid as of an instant, hotspots that have long ended left out. */
public final class Watched {
    private final Instant asOf;
    private final Instant finalBefore;
    private final List<Hotspot> hotspots = new ArrayList<>();
    private final List<Collection<CaseFact>> needed = new ArrayList<>();
    private @Nullable Instant nextChange;

    /** @param finalBefore hotspots that ended before it can no longer change, and are left out */
    Watched(Instant asOf, Instant finalBefore) {
        this.asOf = asOf;
        this.finalBefore = finalBefore;
    }

    /** Whether a hotspot with this end is left out. Asked before it is put into words, which takes longest. */
    boolean isFinal(Instant end) {
        return end.isBefore(finalBefore);
    }

    /**
     * One more hotspot that is not final.
     *
     * @param end when it ends unless more comes
     * @param cases that it is made of
     */
    void add(Hotspot hotspot, Instant end, Collection<CaseFact> cases) {
        hotspots.add(hotspot);
        need(cases);
        if (end.isAfter(asOf) && (nextChange == null || end.isBefore(nextChange))) {
            nextChange = end;
        }
    }

    /** Cases without which something would be another, beside those that it is made of. They must not change any more. */
    void need(Collection<CaseFact> cases) {
        needed.add(cases);
    }

    Instant asOf() {
        return asOf;
    }

    /** Active ones, and those that ended not long ago. */
    public List<Hotspot> hotspots() {
        return hotspots;
    }

    /** Whether these hotspots would be others without a case. */
    boolean needs(String caseId) {
        for (Collection<CaseFact> cases : needed) {
            for (CaseFact fact : cases) {
                if (fact.caseId().equals(caseId)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** When time alone ends one of them; null when it ends none. */
    public @Nullable Instant nextChange() {
        return nextChange;
    }
}
