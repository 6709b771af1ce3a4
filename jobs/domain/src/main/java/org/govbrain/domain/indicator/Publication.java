package org.govbrain.domain.indicator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.govbrain.domain.situation.CityTime;

/**
 * When numbers are published: those of a day at six o'clock of the next morning, local time, before the morning's meeting and after
 * the evening's late records. What becomes known later is a correction.
 */
public final class Publication {
    private static final LocalTime CLOSES_AT = LocalTime.of(6, 0);

    private Publication() {}

    /** The day with whose numbers is published what becomes known at {@code at}. */
    public static LocalDate dayOf(Instant at, CityTime time) {
        LocalDate day = time.dayOf(at);
        boolean isOpen = LocalTime.ofInstant(at, time.zone()).isBefore(CLOSES_AT);
        // The day before, which need not be yesterday's date: a city that changes sides of the date line leaves one
        // out.
        return isOpen ? time.dayOf(time.startOf(day).minusMillis(1)) : day;
    }
}
