package org.govbrain.domain.roster;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;
import org.govbrain.domain.sla.MissingHolidaysException;
import org.govbrain.domain.sla.WorkCalendar;
import org.jspecify.annotations.Nullable;

/**
 * Hours of a day in which posts are filled, in local time; one that ends before it begins runs over midnight and belongs to
 * the day on which it began.
 *
 * @param days weekdays on which it begins; every day when empty
 * @param calendar only on days that this calendar works, make-up days included; null for any
 */
public record Shift(
        String id,
        LocalTime from,
        LocalTime to,
        Set<DayOfWeek> days,
        @Nullable WorkCalendar calendar) {

    public Shift {
        days = Set.copyOf(days);
    }

    /** Whether it runs at an instant. Its beginning is in it, its end is in the next one. */
    boolean runsAt(Instant at, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        LocalTime time = local.toLocalTime();
        LocalDate day = local.toLocalDate();
        if (from.isBefore(to)) {
            return !time.isBefore(from) && time.isBefore(to) && beginsOn(day, zone);
        }
        return !time.isBefore(from) ? beginsOn(day, zone) : time.isBefore(to) && beginsOn(day.minusDays(1), zone);
    }

    private boolean beginsOn(LocalDate day, ZoneId zone) {
        if (!days.isEmpty() && !days.contains(day.getDayOfWeek())) {
            return false;
        }
        if (calendar == null) {
            return true;
        }
        try {
            return calendar.elapsedMs(
                            day.atStartOfDay(zone).toInstant(),
                            day.plusDays(1).atStartOfDay(zone).toInstant())
                    > 0;
        } catch (MissingHolidaysException e) {
            // Of a year without holidays only weekdays are known, and somebody has to be told.
            return day.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
        }
    }

    /** Its hours as people write them. */
    String hours() {
        return from + "–" + to;
    }
}
