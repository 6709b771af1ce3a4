package org.govbrain.domain.sla;

import java.time.LocalDate;
import java.util.Set;

/**
 * Days off and make-up workdays of a country.
 *
 * @param years years that the data covers; a day of any other year is unknown, not an ordinary day
 * @param off days off, whatever weekday they are
 * @param work make-up workdays (调休上班), whatever weekday they are
 */
public record Holidays(String id, Set<Integer> years, Set<LocalDate> off, Set<LocalDate> work) {
    public Holidays {
        years = Set.copyOf(years);
        off = Set.copyOf(off);
        work = Set.copyOf(work);
    }
}
