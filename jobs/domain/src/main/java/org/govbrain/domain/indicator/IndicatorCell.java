package org.govbrain.domain.indicator;

import java.time.Duration;
import java.time.Instant;
import org.govbrain.domain.event.IdPart;
import org.jspecify.annotations.Nullable;

/**
 * Where something is counted. A case without grid, department or platform is counted where that is null, so nothing is lost.
 *
 * @param hourMs start of the hour, UTC, in epoch milliseconds
 */
public record IndicatorCell(
        long hourMs,
        @Nullable String gridId,
        @Nullable String departmentId,
        @Nullable String platform) {
    private static final long HOUR_MS = Duration.ofHours(1).toMillis();

    static IndicatorCell of(
            Instant at, @Nullable String gridId, @Nullable String departmentId, @Nullable String platform) {
        return new IndicatorCell(Math.floorDiv(at.toEpochMilli(), HOUR_MS) * HOUR_MS, gridId, departmentId, platform);
    }

    /** {@code hour|grid|department|platform}, what is not known empty, see {@link IdPart}. */
    public String id() {
        return Instant.ofEpochMilli(hourMs) + "|" + text(gridId) + "|" + text(departmentId) + "|" + text(platform);
    }

    /** As good as {@link #id} to tell cells apart, and quicker to make: it is wanted with each revision of each case. */
    String key() {
        return hourMs / HOUR_MS + "|" + text(gridId) + "|" + text(departmentId) + "|" + text(platform);
    }

    private static String text(@Nullable String id) {
        return id == null ? "" : IdPart.of(id, '|');
    }
}
