package org.govbrain.local.convert;

import java.math.BigDecimal;
import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A format of times: {@code iso}, {@code epochSeconds}, {@code epochMillis}, or a pattern as {@link DateTimeFormatter}
 * spells it, with words in English or Chinese (上午, 星期一). 24:00 is the midnight that follows; a day that its month
 * doesn't have is refused.
 *
 * @param pattern as the mapping has it
 * @param formatters that are tried one after the other; none for numbers
 */
record TimeForm(String pattern, List<DateTimeFormatter> formatters) {
    private static final String ISO = "iso";
    private static final String SECONDS = "epochSeconds";
    private static final String MILLIS = "epochMillis";
    /** Each bracket of a pattern takes a piece of the stack for every time that is read. */
    private static final int LONGEST_PATTERN = 200;

    private static final int MILLIS_DIGITS = 3;
    /** Spreadsheets write long numbers as 1.7724E+12, of which nobody knows the rest. */
    private static final Pattern PLAIN_NUMBER = Pattern.compile("-?[0-9]{1,15}(\\.[0-9]{1,9})?");

    /** What is taken when a mapping has none that can be used. */
    static final TimeForm FALLBACK = of(ISO);

    /**
     * The format of a pattern.
     *
     * @throws IllegalArgumentException when it is none
     */
    static TimeForm of(String pattern) {
        if (pattern.length() > LONGEST_PATTERN) {
            throw new IllegalArgumentException("at most " + LONGEST_PATTERN + " characters");
        }
        if (pattern.equals(SECONDS) || pattern.equals(MILLIS)) {
            return new TimeForm(pattern, List.of());
        }
        if (pattern.equals(ISO)) {
            return new TimeForm(
                    pattern,
                    List.of(new DateTimeFormatterBuilder()
                            .append(DateTimeFormatter.ISO_LOCAL_DATE)
                            .appendPattern("['T'][' ']")
                            .appendOptional(DateTimeFormatter.ISO_LOCAL_TIME)
                            .appendPattern("[' '][XXX][XX][X]")
                            .toFormatter(Locale.ENGLISH)));
        }
        DateTimeFormatterBuilder builder =
                new DateTimeFormatterBuilder().parseCaseInsensitive().appendPattern(pattern);
        return new TimeForm(
                pattern, List.of(builder.toFormatter(Locale.ENGLISH), builder.toFormatter(Locale.SIMPLIFIED_CHINESE)));
    }

    /** Whether a time may say nothing of its zone, so that the mapping must. */
    boolean needsZone() {
        return !formatters.isEmpty() && !pattern.equals(ISO);
    }

    /** What a time looks like, for a message. */
    String example(ZoneId zone) {
        return switch (pattern) {
            case SECONDS -> "seconds since 1970-01-01T00:00:00Z, such as 1772409900";
            case MILLIS -> "milliseconds since 1970-01-01T00:00:00Z, such as 1772409900000";
            case ISO -> "a time like 2026-03-02T08:05:00 in " + zone;
            default -> "a time like " + pattern + " in " + zone;
        };
    }

    /**
     * The instant of a text.
     *
     * @throws DateTimeException when it has none
     */
    Instant read(String text, ZoneId zone) {
        if (formatters.isEmpty()) {
            return epoch(text);
        }
        for (DateTimeFormatter formatter : formatters) {
            ParsePosition end = new ParsePosition(0);
            TemporalAccessor fields = formatter.parseUnresolved(text, end);
            if (fields != null && end.getIndex() == text.length()) {
                return instant(
                        fields,
                        formatter.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from),
                        zone);
            }
        }
        throw new DateTimeException("not in the form " + pattern);
    }

    private Instant epoch(String text) {
        if (!PLAIN_NUMBER.matcher(text).matches()) {
            throw new DateTimeException("no plain number");
        }
        BigDecimal number = new BigDecimal(text);
        BigDecimal millis = pattern.equals(SECONDS) ? number.movePointRight(MILLIS_DIGITS) : number;
        return Instant.ofEpochMilli(millis.longValue());
    }

    /** @param fields as they stand in the text */
    private static Instant instant(TemporalAccessor fields, TemporalAccessor parsed, ZoneId zone) {
        if (parsed instanceof OffsetDateTime time) {
            refuseMovedDay(fields, time.toLocalDate());
            return time.toInstant();
        }
        LocalDateTime local = parsed instanceof LocalDate date ? date.atStartOfDay() : LocalDateTime.from(parsed);
        refuseMovedDay(fields, local.toLocalDate());
        return local.atZone(zone).toInstant();
    }

    /** The formatter takes 24:00, and with it 30 February for the 28th. */
    private static void refuseMovedDay(TemporalAccessor fields, LocalDate date) {
        boolean nextDay = fields.isSupported(ChronoField.HOUR_OF_DAY) && fields.getLong(ChronoField.HOUR_OF_DAY) == 24;
        LocalDate written = nextDay ? date.minusDays(1) : date;
        if (fields.isSupported(ChronoField.DAY_OF_MONTH)
                && fields.getLong(ChronoField.DAY_OF_MONTH) != written.getDayOfMonth()) {
            throw new DateTimeException("no such day");
        }
    }
}
