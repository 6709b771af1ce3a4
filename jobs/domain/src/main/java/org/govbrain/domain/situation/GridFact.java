package org.govbrain.domain.situation;

import java.time.Instant;
import org.govbrain.domain.hotspot.GridHotspots;
import org.jspecify.annotations.Nullable;

/**
 * One piece of news about one grid.
 *
 * @param news by how much it adds to what is known of the grid, see {@link GridRecord#knowledge}
 * @param openedDay epoch day, in the city's zone, on which the case was opened
 * @param at business instant
 * @param hotspots the grid's hotspots from one of their sources; null for other news
 */
public record GridFact(
        String gridId,
        Kind kind,
        String caseId,
        Light light,
        boolean open,
        long openedDay,
        long news,
        Instant at,
        @Nullable GridHotspots hotspots) {

    /** What a fact says. */
    public enum Kind {
        CASE,
        CASE_LEFT,
        PATROLLED,
        HOTSPOTS,
        /** An earlier run wrote the grid's document; {@link GridFact#news} is its revision. */
        SAID
    }

    /** An earlier run has written the grid's document. */
    public static GridFact said(String gridId, long revision) {
        return new GridFact(gridId, Kind.SAID, "", Light.GREEN, false, 0, revision, Instant.EPOCH, null);
    }

    public static GridFact patrolled(String gridId, Instant at) {
        return new GridFact(gridId, Kind.PATROLLED, "", Light.GREEN, false, 0, 0, at, null);
    }

    public static GridFact left(String gridId, CaseSituation situation, long news) {
        return new GridFact(
                gridId,
                Kind.CASE_LEFT,
                situation.caseId(),
                Light.GREEN,
                false,
                0,
                news,
                situation.matter().lastEventAt(),
                null);
    }

    public static GridFact of(String gridId, CaseSituation situation, long openedDay, long news) {
        return new GridFact(
                gridId,
                Kind.CASE,
                situation.caseId(),
                situation.light(),
                situation.isOpen(),
                openedDay,
                news,
                situation.matter().lastEventAt(),
                null);
    }

    public static GridFact hotspots(GridHotspots hotspots) {
        return new GridFact(hotspots.gridId(), Kind.HOTSPOTS, "", Light.GREEN, false, 0, 0, hotspots.at(), hotspots);
    }
}
