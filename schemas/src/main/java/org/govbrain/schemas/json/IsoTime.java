package org.govbrain.schemas.json;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Instants as {@code 2026-11-23T08:15:30.250Z}: always milliseconds, always UTC, 24 characters. */
public final class IsoTime {

    private static final long DAY_MS = 86_400_000L;
    private static final long YEAR_ZERO_MS =
            Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
    private static final long YEAR_10000_MS =
            Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli() + 1;

    private IsoTime() {}

    /** The text of an instant; an instant outside the years 0 to 9999 is written as {@link Instant} does. */
    public static String format(long epochMs) {
        if (epochMs < YEAR_ZERO_MS || epochMs >= YEAR_10000_MS) {
            return Instant.ofEpochMilli(epochMs).toString();
        }
        // Days to civil date: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
        long z = Math.floorDiv(epochMs, DAY_MS) + 719_468;
        long era = Math.floorDiv(z, 146_097);
        int doe = (int) (z - era * 146_097);
        int yoe = (doe - doe / 1_460 + doe / 36_524 - doe / 146_096) / 365;
        int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
        int mp = (5 * doy + 2) / 153;
        int day = doy - (153 * mp + 2) / 5 + 1;
        int month = mp < 10 ? mp + 3 : mp - 9;
        int year = (int) (yoe + era * 400) + (month <= 2 ? 1 : 0);
        int ms = (int) Math.floorMod(epochMs, DAY_MS);

        byte[] text = new byte[24];
        digits(text, 0, 4, year);
        text[4] = '-';
        digits(text, 5, 2, month);
        text[7] = '-';
        digits(text, 8, 2, day);
        text[10] = 'T';
        digits(text, 11, 2, ms / 3_600_000);
        text[13] = ':';
        digits(text, 14, 2, ms / 60_000 % 60);
        text[16] = ':';
        digits(text, 17, 2, ms / 1_000 % 60);
        text[19] = '.';
        digits(text, 20, 3, ms % 1_000);
        text[23] = 'Z';
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    private static void digits(byte[] text, int start, int count, int value) {
        int rest = value;
        for (int i = start + count - 1; i >= start; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
