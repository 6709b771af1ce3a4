package org.govbrain.domain.indicator;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.govbrain.domain.situation.CityTime;

/**
 * When numbers are published: those of a day at six o'clock of the next morning, local time, before the morning's meeting and after
 * the evening's late records. What becomes known later is a correction.
 */
public final class Publication {
    private static final Duration CLOSES_AFTER = Duration.ofHours(6);

    private Publication() {}

    /** The day with whose numbers is published what becomes known at {@code at}. */
    public static LocalDate dayOf(Instant at, CityTime time) {
        return time.dayOf(at.minus(CLOSES_AFTER));
    }
}
