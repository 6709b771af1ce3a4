package org.govbrain.domain.roster;

import java.time.Instant;
import java.util.List;

/** An override: others who fill a role in an area, from the first instant until before the second. */
public record Cover(String role, Area area, Instant from, Instant until, List<String> officers, String reason) {
    public Cover {
        officers = List.copyOf(officers);
    }

    boolean covers(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }
}
