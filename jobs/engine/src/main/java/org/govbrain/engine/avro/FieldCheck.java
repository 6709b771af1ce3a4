package org.govbrain.engine.avro;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.govbrain.domain.geo.Coordinates;
import org.govbrain.domain.geo.Crs;
import org.govbrain.domain.geo.LonLat;
import org.govbrain.engine.input.Rejection;
import org.govbrain.schemas.PlainText;
import org.govbrain.schemas.input.Position;
import org.jspecify.annotations.Nullable;

/**
 * What every field of an input record must satisfy. A blank optional text is taken as absent, because many sources
 * write "" for it.
 */
final class FieldCheck {

    /** An Elasticsearch id has 512 bytes, and a breach's id is made of a case id, a department code and a clock's id. */
    static final int MOST_ID_BYTES = 200;

    static final int MOST_CODE_BYTES = 100;

    /** Earlier or later than these a source's clock or its number format is wrong. */
    static final Instant EARLIEST = Instant.parse("1990-01-01T00:00:00Z");

    static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private static final int BYTES_PER_CHAR = 3;
    private static final int SHOWN_CHARS = 61;

    private FieldCheck() {}

    /** A text that must be there. */
    static String required(String field, @Nullable String value, int mostBytes) throws InvalidRecordException {
        String present = optional(field, value, mostBytes);
        if (present == null) {
            throw new InvalidRecordException(Rejection.MISSING_FIELD, field + " is absent or blank");
        }
        return present;
    }

    /** A text that may be there. */
    static @Nullable String optional(String field, @Nullable String value, int mostBytes)
            throws InvalidRecordException {
        if (value == null) {
            return null;
        }
        if (value.length() * BYTES_PER_CHAR > mostBytes && value.getBytes(StandardCharsets.UTF_8).length > mostBytes) {
            throw new InvalidRecordException(
                    Rejection.TOO_LARGE, field + " = " + shown(value) + ": at most " + mostBytes + " bytes in UTF-8");
        }
        boolean blank = true;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c == 0x7F || c == '\uFFFD') {
                throw new InvalidRecordException(
                        Rejection.INVALID_FIELD,
                        field + " = " + shown(value) + ": text without control characters or broken UTF-8 expected");
            }
            blank &= Character.isWhitespace(c);
        }
        return blank ? null : value;
    }

    /** An instant that a clock can show. */
    static Instant time(String field, Instant value) throws InvalidRecordException {
        if (value.isBefore(EARLIEST) || !value.isBefore(LATEST)) {
            throw new InvalidRecordException(
                    Rejection.INVALID_FIELD,
                    field + " = " + value + ": a time from " + EARLIEST + " until before " + LATEST + " expected");
        }
        return value;
    }

    /** A position in WGS84. */
    static @Nullable LonLat position(@Nullable Position position) throws InvalidRecordException {
        if (position == null) {
            return null;
        }
        LonLat wgs84 = Coordinates.isValid(position.getLon(), position.getLat())
                ? Coordinates.toWgs84(crs(position), position.getLon(), position.getLat())
                : null;
        if (wgs84 == null || !Coordinates.isValid(wgs84.lon(), wgs84.lat())) {
            throw new InvalidRecordException(
                    Rejection.INVALID_FIELD,
                    "position = " + position.getLon() + ", " + position.getLat()
                            + ": longitude within ±180 and latitude within ±90 degrees expected");
        }
        return wgs84;
    }

    private static Crs crs(Position position) {
        return switch (position.getCrs()) {
            case WGS84 -> Crs.WGS84;
            case CGCS2000 -> Crs.CGCS2000;
            case GCJ02 -> Crs.GCJ02;
            case BD09 -> Crs.BD09;
        };
    }

    private static String shown(String value) {
        return "\"" + PlainText.line(value, SHOWN_CHARS) + "\"";
    }
}
