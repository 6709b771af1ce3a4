package org.govbrain.domain.sla;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The working windows of one local year as sorted instants with running totals, so that every question is one binary
 * search. An instant is worked exactly if its local wall time lies in a window of a worked local day: in the night in
 * which the clocks go back a wall time that comes twice is worked twice, one that is skipped is not worked at all.
 * Immutable, hence safe to publish without a lock.
 */
final class WorkYear {
    private static final long MINUTE_MS = 60_000L;

    final int year;
    final long startMs;
    final long endMs;
    /** False when the calendar declares holidays and has none of this year: then nothing below may be asked. */
    final boolean known;

    private final long[] open;
    private final long[] close;
    /** Working time of this year before window i. */
    private final long[] before;

    private final long totalMs;

    WorkYear(CalendarSpec spec, ZoneId zone, @Nullable Holidays holidays, int year) {
        this.year = year;
        LocalDate first = LocalDate.of(year, 1, 1);
        startMs = first.atStartOfDay(zone).toInstant().toEpochMilli();
        endMs = first.plusYears(1).atStartOfDay(zone).toInstant().toEpochMilli();
        known = holidays == null || holidays.years().contains(year);
        Windows windows = new Windows(spec.windows().size() * 370);
        if (known) {
            collect(spec, zone, holidays, windows);
        }
        open = Arrays.copyOf(windows.open, windows.size);
        close = Arrays.copyOf(windows.close, windows.size);
        before = new long[windows.size];
        long total = 0;
        for (int i = 0; i < open.length; i++) {
            before[i] = total;
            total += close[i] - open[i];
        }
        totalMs = total;
    }

    private void collect(CalendarSpec spec, ZoneId zone, @Nullable Holidays holidays, Windows into) {
        long from = startMs;
        while (from < endMs) {
            ZoneOffset offset = zone.getRules().getOffset(Instant.ofEpochMilli(from));
            ZoneOffsetTransition next = zone.getRules().nextTransition(Instant.ofEpochMilli(from));
            long to = next == null ? endMs : Math.min(endMs, next.toEpochSecond() * 1000L);
            collect(spec, holidays, offset.getTotalSeconds() * 1000L, from, to, into);
            from = to;
        }
    }

    /** A stretch with one offset from UTC. */
    private static void collect(
            CalendarSpec spec, @Nullable Holidays holidays, long offsetMs, long from, long to, Windows into) {
        long dayMs = 1440 * MINUTE_MS;
        long lastDay = Math.floorDiv(to - 1 + offsetMs, dayMs);
        for (long day = Math.floorDiv(from + offsetMs, dayMs); day <= lastDay; day++) {
            if (isWorked(LocalDate.ofEpochDay(day), spec, holidays)) {
                long midnight = day * dayMs - offsetMs;
                for (CalendarSpec.Window window : spec.windows()) {
                    into.add(
                            Math.max(from, midnight + window.fromMinute() * MINUTE_MS),
                            Math.min(to, midnight + window.toMinute() * MINUTE_MS));
                }
            }
        }
    }

    static boolean isWorked(LocalDate day, CalendarSpec spec, @Nullable Holidays holidays) {
        if (holidays != null && holidays.work().contains(day)) {
            return true;
        }
        if (holidays != null && holidays.off().contains(day)) {
            return false;
        }
        return spec.days().contains(day.getDayOfWeek());
    }

    long totalMs() {
        return totalMs;
    }

    /** Working time of this year before {@code ms}. */
    long workedBefore(long ms) {
        int i = Arrays.binarySearch(open, ms);
        if (i < 0) {
            i = -i - 2;
        }
        return i < 0 ? 0 : before[i] + Math.min(ms, close[i]) - open[i];
    }

    /** The earliest instant with {@code worked} ms of this year behind it, for 0 &lt; worked &le; total. */
    long instantAt(long worked) {
        int i = Arrays.binarySearch(before, worked);
        // On an exact hit window i starts with that much behind it: the instant is the end of the one before.
        i = i >= 0 ? i - 1 : -i - 2;
        return open[i] + worked - before[i];
    }

    /** The first worked instant at or after {@code ms}, or -1 if this year has none. */
    long nextOpen(long ms) {
        int i = Arrays.binarySearch(close, ms);
        i = i >= 0 ? i + 1 : -i - 1;
        return i == close.length ? -1 : Math.max(ms, open[i]);
    }

    /** Growing list of windows; touching ones become one. */
    private static final class Windows {
        long[] open;
        long[] close;
        int size;

        Windows(int capacity) {
            open = new long[capacity];
            close = new long[capacity];
        }

        void add(long from, long to) {
            if (from >= to) {
                return;
            }
            if (size > 0 && close[size - 1] == from) {
                close[size - 1] = to;
                return;
            }
            if (size == open.length) {
                open = Arrays.copyOf(open, size * 2 + 1);
                close = Arrays.copyOf(close, size * 2 + 1);
            }
            open[size] = from;
            close[size++] = to;
        }
    }
}
