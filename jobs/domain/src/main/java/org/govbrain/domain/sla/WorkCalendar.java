package org.govbrain.domain.sla;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;

/**
 * Working time, compiled: {@code due} and {@code elapsed} cost O(log n) after the first use of a year, and nothing when
 * it never closes. Thread-safe. Instants are whole milliseconds since 1970.
 *
 * <p>Any method throws {@link MissingHolidaysException} when the answer depends on a year without holiday data, and
 * {@link CalendarException} when it lies beyond the years that are counted.
 */
public final class WorkCalendar {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 2300;
    private static final long MEAN_YEAR_MS = 31_556_952_000L;
    /** A goal not reached after this many years never is. */
    private static final int MAX_YEARS = 200;

    private static final int MOST_DAYS = 10 * 366;
    private static final Duration MILLISECOND = Duration.ofMillis(1);

    private final CalendarSpec spec;
    private final @Nullable Holidays holidays;
    private final ZoneId zone;
    private final boolean always;
    /** Filled on first use. Racing threads build equal, immutable years, and either may win. */
    private final @Nullable WorkYear[] years = new @Nullable WorkYear[LAST_YEAR - FIRST_YEAR + 1];

    WorkCalendar(CalendarSpec spec, @Nullable Holidays holidays) {
        this.spec = spec;
        this.holidays = holidays;
        this.zone = ZoneId.of(spec.zone());
        this.always = spec.isAlways();
    }

    public CalendarSpec spec() {
        return spec;
    }

    /** Whether it never closes. */
    public boolean isAlways() {
        return always;
    }

    /** This one, with the holidays of those years that only {@code newer}, another edition of it, knows. */
    WorkCalendar withYearsOf(@Nullable WorkCalendar newer) {
        Holidays known = holidays;
        Holidays further = newer == null ? null : newer.holidays;
        if (known == null || further == null || !known.id().equals(further.id())) {
            return this;
        }
        Holidays both = known.withYearsOf(further);
        return both.equals(known) ? this : new WorkCalendar(spec, both);
    }

    /** Earliest instant with working time since {@code start} &ge; {@code goalMs}; {@code start} itself for a goal of 0. */
    public long dueMs(long start, long goalMs) {
        if (always || goalMs <= 0) {
            return start + Math.max(0, goalMs);
        }
        WorkYear year = known(yearOf(start));
        int last = year.year + MAX_YEARS;
        long need = year.workedBefore(start) + goalMs;
        while (need > year.totalMs()) {
            need -= year.totalMs();
            if (year.year == last) {
                throw endless();
            }
            year = known(year(year.year + 1));
        }
        return year.instantAt(need);
    }

    /** Working time from {@code start} to {@code end}; 0 if the end is not after the start. */
    public long elapsedMs(long start, long end) {
        if (end <= start) {
            return 0;
        }
        if (always) {
            return end - start;
        }
        WorkYear year = known(yearOf(start));
        long sum = -year.workedBefore(start);
        while (end > year.endMs) {
            sum += year.totalMs();
            year = known(year(year.year + 1));
        }
        return sum + year.workedBefore(end);
    }

    /** {@code instant} if it is worked, else the next opening. */
    public long nextOpenMs(long instant) {
        if (always) {
            return instant;
        }
        WorkYear year = known(yearOf(instant));
        int last = year.year + MAX_YEARS;
        while (year.year < last) {
            long open = year.nextOpen(instant);
            if (open >= 0) {
                return open;
            }
            year = known(year(year.year + 1));
        }
        throw endless();
    }

    /**
     * The close of the working day that comes {@code days} working days after the one of {@code start}. A day that is not
     * worked, or is over, counts as part of the next.
     *
     * @throws IllegalStateException if it never closes, for then no day ends
     */
    public long endOfDayMs(long start, int days) {
        if (always) {
            throw new IllegalStateException("calendar '" + spec.id() + "' never closes");
        }
        LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(start), zone);
        int left = days;
        for (int i = 0; i < MOST_DAYS; i++) {
            known(year(day.getYear()));
            if (WorkYear.isWorked(day, spec, holidays)) {
                long close = closeMs(day);
                if (close > start && left-- == 0) {
                    return close;
                }
            }
            day = day.plusDays(1);
        }
        throw endless();
    }

    /**
     * When the last worked millisecond of the day is over: by the last one and not by the hour of closing, which in a night in
     * which the clocks change may come twice, though the day closed at the first, or not at all. A day of which all hours are
     * skipped closes before any start.
     */
    private long closeMs(LocalDate day) {
        for (int i = spec.windows().size() - 1; i >= 0; i--) {
            CalendarSpec.Window window = spec.windows().get(i);
            LocalDateTime last =
                    day.atStartOfDay().plusMinutes(window.toMinute()).minus(MILLISECOND);
            ZoneOffsetTransition change = zone.getRules().getTransition(last);
            if (change == null || change.isOverlap()) {
                return last.atZone(zone).withLaterOffsetAtOverlap().toInstant().toEpochMilli() + 1;
            }
            if (day.atStartOfDay().plusMinutes(window.fromMinute()).isBefore(change.getDateTimeBefore())) {
                return change.getInstant().toEpochMilli();
            }
        }
        return Long.MIN_VALUE;
    }

    /** {@link #dueMs} on instants. */
    public Instant due(Instant start, long goalMs) {
        return Instant.ofEpochMilli(dueMs(start.toEpochMilli(), goalMs));
    }

    /** {@link #elapsedMs} on instants. */
    public long elapsedMs(Instant start, Instant end) {
        return elapsedMs(start.toEpochMilli(), end.toEpochMilli());
    }

    /** {@link #nextOpenMs} on instants. */
    public Instant nextOpen(Instant instant) {
        return Instant.ofEpochMilli(nextOpenMs(instant.toEpochMilli()));
    }

    private WorkYear yearOf(long ms) {
        WorkYear year = year(1970 + (int) Math.floorDiv(ms, MEAN_YEAR_MS));
        while (ms < year.startMs) {
            year = year(year.year - 1);
        }
        while (ms >= year.endMs) {
            year = year(year.year + 1);
        }
        return year;
    }

    private WorkYear year(int number) {
        if (number < FIRST_YEAR || number > LAST_YEAR) {
            throw new CalendarException("calendar '" + spec.id() + "' counts the years " + FIRST_YEAR + " to "
                    + LAST_YEAR + ", not " + number);
        }
        WorkYear year = years[number - FIRST_YEAR];
        if (year == null) {
            year = new WorkYear(spec, zone, holidays, number);
            years[number - FIRST_YEAR] = year;
        }
        return year;
    }

    private CalendarException endless() {
        return new CalendarException("calendar '" + spec.id() + "' has too little working time for that");
    }

    private WorkYear known(WorkYear year) {
        if (!year.known) {
            throw new MissingHolidaysException(spec.id(), String.valueOf(spec.holidays()), year.year);
        }
        return year;
    }
}
