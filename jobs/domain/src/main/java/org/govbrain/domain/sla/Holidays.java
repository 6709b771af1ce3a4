package org.govbrain.domain.sla;

import java.time.LocalDate;
import java.util.HashSet;
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

    /** These, and of years that are not among them what {@code further} says; this object when there are none. */
    Holidays withYearsOf(Holidays further) {
        Set<Integer> missing = new HashSet<>(further.years);
        missing.removeAll(years);
        if (missing.isEmpty()) {
            return this;
        }
        Set<Integer> all = new HashSet<>(years);
        all.addAll(missing);
        return new Holidays(id, all, with(off, further.off, missing), with(work, further.work, missing));
    }

    private static Set<LocalDate> with(Set<LocalDate> days, Set<LocalDate> further, Set<Integer> missing) {
        Set<LocalDate> all = new HashSet<>(days);
        further.stream().filter(day -> missing.contains(day.getYear())).forEach(all::add);
        return all;
    }
}
