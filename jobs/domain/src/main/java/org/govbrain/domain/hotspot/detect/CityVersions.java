package org.govbrain.domain.hotspot.detect;

import java.time.Instant;

/**
 * The versions of a city. A look asks for the one of its own slice and not for the newest: otherwise what it finds would depend
 * on when it was looked, and how often.
 */
@FunctionalInterface
public interface CityVersions {

    /** The version in force at an instant. */
    CityVersion at(Instant instant);

    /** The version in force when a slice of time ended: at its last instant. */
    default CityVersion before(Instant end) {
        return at(end.minusMillis(1));
    }
}
