package org.govbrain.domain.situation;

import java.time.Instant;

/**
 * One piece of news about one grid.
 *
 * @param news by how much it adds to what is known of the grid, see {@link GridRecord#knowledge}
 * @param openedDay epoch day, in the city's zone, on which the case was opened
 * @param at business instant
 */
public record GridFact(
        String gridId, Kind kind, String caseId, Light light, boolean open, long openedDay, long news, Instant at) {

    /** What a fact says. */
    public enum Kind {
        CASE,
        CASE_LEFT,
        PATROLLED
    }

    public static GridFact patrolled(String gridId, Instant at) {
        return new GridFact(gridId, Kind.PATROLLED, "", Light.GREEN, false, 0, 0, at);
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
                situation.matter().lastEventAt());
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
                situation.matter().lastEventAt());
    }
}
