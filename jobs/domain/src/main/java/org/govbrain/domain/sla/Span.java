package org.govbrain.domain.sla;

import org.jspecify.annotations.Nullable;

/**
 * A length of working time as written in a policy: {@code 30s}, {@code 10m}, {@code 8h}, {@code 2d} (of 24 hours), or
 * {@code 5wd}: working days (工作日), each as long as a worked day of the clock's calendar. Hours on an office calendar
 * are working hours (工作时).
 */
public record Span(long amount, Unit unit) {

    /** Units by their sign in a policy. */
    public enum Unit {
        S(1_000L),
        M(60_000L),
        H(3_600_000L),
        D(86_400_000L),
        WD(0);

        private final long ms;

        Unit(long ms) {
            this.ms = ms;
        }

        private String sign() {
            return switch (this) {
                case S -> "s";
                case M -> "m";
                case H -> "h";
                case D -> "d";
                case WD -> "wd";
            };
        }
    }

    /** What {@link #parse} expects, for error messages. */
    public static final String EXPECTED = "a length like 30s, 10m, 8h, 2d or 5wd (working days)";

    private static final long LARGEST = 1_000_000;

    /** The span, or null if the text is none. */
    public static @Nullable Span parse(String text) {
        String trimmed = text.trim();
        int digits = 0;
        while (digits < trimmed.length() && trimmed.charAt(digits) >= '0' && trimmed.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > 7) {
            return null;
        }
        long amount = Long.parseLong(trimmed.substring(0, digits));
        String sign = trimmed.substring(digits).trim();
        for (Unit unit : Unit.values()) {
            if (unit.sign().equals(sign) && amount > 0 && amount <= LARGEST) {
                return new Span(amount, unit);
            }
        }
        return null;
    }

    /** Its length in working time of {@code calendar}. */
    public long ms(WorkCalendar calendar) {
        return amount * (unit == Unit.WD ? calendar.spec().dayMs() : unit.ms);
    }

    /** As it is written in a policy. */
    public String text() {
        return amount + unit.sign();
    }
}
