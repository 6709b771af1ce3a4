package org.govbrain.domain.sla;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.govbrain.domain.sla.CalendarSpec.Window;
import org.jspecify.annotations.Nullable;

/** Calendars for tests. */
final class Calendars {
    static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    static final List<Window> OFFICE_HOURS = List.of(new Window(540, 720), new Window(810, 1050));

    private Calendars() {}

    static CalendarSpec office(String zone, @Nullable String holidays) {
        return new CalendarSpec("office", zone, WEEKDAYS, OFFICE_HOURS, holidays);
    }

    static WorkCalendar compile(CalendarSpec spec) {
        return WorkCalendars.of(List.of(spec), List.of(china2026())).get(spec.id());
    }

    /** State Council notice for 2026. */
    static Holidays china2026() {
        Set<LocalDate> off = Stream.of(
                        days(1, 1, 3),
                        days(2, 15, 23),
                        days(4, 4, 6),
                        days(5, 1, 5),
                        days(6, 19, 21),
                        days(9, 25, 27),
                        days(10, 1, 7))
                .flatMap(days -> days)
                .collect(Collectors.toSet());
        Set<LocalDate> work = Stream.of(
                        days(1, 4, 4),
                        days(2, 14, 14),
                        days(2, 28, 28),
                        days(5, 9, 9),
                        days(9, 20, 20),
                        days(10, 10, 10))
                .flatMap(days -> days)
                .collect(Collectors.toSet());
        return new Holidays("china", Set.of(2026), off, work);
    }

    private static Stream<LocalDate> days(int month, int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(day -> LocalDate.of(2026, month, day));
    }
}
