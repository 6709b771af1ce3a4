package org.govbrain.domain.situation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The city's days. */
public record CityTime(ZoneId zone) {

    public LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    /** The first instant of a day, which where clocks change is not always midnight. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }
}
