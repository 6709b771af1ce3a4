package org.govbrain.domain.sla;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Working time as a person writes it down.
 *
 * @param zone IANA name, for example {@code Asia/Shanghai}
 * @param days weekdays that are worked when no holiday rule says otherwise
 * @param windows working hours of a worked day, ascending and apart
 * @param holidays id of the {@link Holidays} that override the weekdays, null for none
 */
public record CalendarSpec(
        String id,
        String zone,
        Set<DayOfWeek> days,
        List<Window> windows,
        @Nullable String holidays) {

    /** The calendar that every clock has unless it names another. */
    public static final String ALWAYS = "24x7";

    /** A day's minutes from {@code fromMinute} to before {@code toMinute}, local wall time; 1440 is the day's end. */
    public record Window(int fromMinute, int toMinute) {}

    public CalendarSpec {
        days = Set.copyOf(days);
        windows = List.copyOf(windows);
    }

    /** Around the clock. */
    public static CalendarSpec always() {
        return new CalendarSpec(ALWAYS, "UTC", Set.of(DayOfWeek.values()), List.of(new Window(0, 1440)), null);
    }

    boolean isAlways() {
        return days.size() == 7 && holidays == null && windows.equals(List.of(new Window(0, 1440)));
    }

    /** Working time of one ordinary worked day. */
    public long dayMs() {
        long minutes = 0;
        for (Window window : windows) {
            minutes += window.toMinute() - window.fromMinute();
        }
        return minutes * 60_000L;
    }
}
