package org.govbrain.domain.roster;

import java.time.Instant;

/** Somebody who is away, from the first instant until before the second. */
public record Leave(String officer, Instant from, Instant until, String reason) {
    boolean covers(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }
}
