package org.govbrain.domain.sla;

import org.jspecify.annotations.Nullable;

/**
 * A length of working time as written in a policy: {@code 30s}, {@code 10m}, {@code 8h}, {@code 5d}, or by ISO 8601
 * {@code PT10M}, {@code P1DT2H}. Hours are hours of the clock's calendar (工作时), days are its days (工作日): on office
 * hours a day is as long as a worked day there, around the clock it is 24 hours.
 *
 * @param days whole days of the calendar
 * @param timeMs what comes on top
 */
public record Span(long days, long timeMs) {
    /** What {@link #parse} expects, for error messages. */
    public static final String EXPECTED = "a length above zero like 30s, 10m, 8h, 5d or P1DT2H";

    private static final int MOST_DIGITS = 7;

    /** The span, or null if the text is none. */
    public static @Nullable Span parse(String text) {
        String trimmed = text.strip();
        return trimmed.startsWith("P") ? iso(trimmed) : plain(trimmed);
    }

    private static @Nullable Span plain(String text) {
        int last = text.length() - 1;
        if (last < 1 || last > MOST_DIGITS || Character.isUpperCase(text.charAt(last))) {
            return null;
        }
        long amount = number(text.substring(0, last).strip());
        return amount < 0 ? null : positive(amount, Character.toUpperCase(text.charAt(last)));
    }

    private static @Nullable Span positive(long amount, char unit) {
        long unitMs = unitMs(unit);
        return amount == 0 || (unit != 'D' && unitMs == 0)
                ? null
                : unit == 'D' ? new Span(amount, 0) : new Span(0, amount * unitMs);
    }

    private static @Nullable Span iso(String text) {
        long days = 0;
        long timeMs = 0;
        boolean inTime = false;
        int from = 1;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                continue;
            }
            if (c == 'T' && !inTime && i == from) {
                inTime = true;
            } else {
                long amount = i - from > MOST_DIGITS ? -1 : number(text.substring(from, i));
                if (amount < 0 || (c == 'D') == inTime || (c != 'D' && unitMs(c) == 0)) {
                    return null;
                }
                days += c == 'D' ? amount : 0;
                timeMs += amount * unitMs(c);
            }
            from = i + 1;
        }
        return from < text.length() || days + timeMs == 0 ? null : new Span(days, timeMs);
    }

    private static long unitMs(char unit) {
        return switch (unit) {
            case 'S' -> 1_000L;
            case 'M' -> 60_000L;
            case 'H' -> 3_600_000L;
            default -> 0;
        };
    }

    private static long number(String digits) {
        long number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return digits.isEmpty() ? -1 : number;
    }

    /** Its length in working time of {@code calendar}. */
    public long ms(WorkCalendar calendar) {
        return days == 0 ? timeMs : days * calendar.spec().dayMs() + timeMs;
    }
}
