package org.govbrain.dashboards.board;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/** The stretch of time that a board looks at. */
public enum Period {
    TODAY("now/d", 1),
    WEEK("now/w", 7),
    MONTH("now/M", 31),
    /** The last thirty days, today being one of them. */
    THIRTY_DAYS("now-29d/d", 30),
    YEAR("now/y", 366);

    private final String kibanaFrom;
    private final int longestDays;

    Period(String kibanaFrom, int longestDays) {
        this.kibanaFrom = kibanaFrom;
        this.longestDays = longestDays;
    }

    /** Start of the period in Kibana's date mathematics; its end is {@code now}. */
    public String kibanaFrom() {
        return kibanaFrom;
    }

    /** What {@code ?_tstart} and {@code ?_tend} stand for. */
    public record Range(Instant start, Instant end) {}

    /**
     * The period in which an instant lies, up to that instant; or an earlier one, whole.
     *
     * @param shift 0 for the running period, -1 for the one before, …
     */
    public Range range(Instant asOf, ZoneId zone, int shift) {
        LocalDate today = LocalDate.ofInstant(asOf, zone);
        LocalDate first = shifted(first(today), shift);
        Instant start = first.atStartOfDay(zone).toInstant();
        Instant end = shift == 0
                ? asOf
                : shifted(first, 1).atStartOfDay(zone).toInstant().minusMillis(1);
        return new Range(start, end);
    }

    private LocalDate first(LocalDate day) {
        return switch (this) {
            case TODAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
            case THIRTY_DAYS -> day.minusDays(longestDays - 1L);
            case YEAR -> day.withDayOfYear(1);
        };
    }

    private LocalDate shifted(LocalDate first, int by) {
        return switch (this) {
            case TODAY, WEEK, THIRTY_DAYS -> first.plusDays((long) by * longestDays);
            case MONTH -> first.plusMonths(by);
            case YEAR -> first.plusYears(by);
        };
    }
}
