package org.govbrain.domain.situation;

import java.time.Instant;
import java.util.List;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.sla.Explanation;
import org.jspecify.annotations.Nullable;

/**
 * One missed deadline.
 *
 * @param breachId stable: {@code clock|case|cycle|department}, the last part empty for a clock of the whole case
 * @param caseId the case; for patrol cadence the grid
 * @param origin of the case: patrol, linkage110 or platform; null for patrol cadence, and in a breach that an older version said
 * @param cycle of the case; for patrol cadence the minute since 1970 in which the gap began
 * @param ownerId who had to act: a department, a platform or a role; null in a breach that an older version said
 * @param categoryGroup null for patrol cadence
 * @param stoppedAt when the step was done or called off after all
 * @param unconfirmed why it is not certain, null when it is
 */
public record Breach(
        String breachId,
        String caseId,
        @Nullable String origin,
        String clockId,
        int cycle,
        @Nullable String departmentId,
        @Nullable String ownerId,
        Place place,
        @Nullable String buildingId,
        @Nullable Double lon,
        @Nullable Double lat,
        @Nullable String platform,
        @Nullable String categoryGroup,
        Urgency urgency,
        String severity,
        BreachState state,
        @Nullable String unconfirmed,
        Instant startedAt,
        Instant dueAt,
        @Nullable Instant stoppedAt,
        String policyVersion,
        List<Explanation> explain) {

    /** Who answers for what no department and no platform has been given yet. */
    static final String DISPATCHER = "command-room";

    /** Who answers for a grid's patrols. */
    static final String PATROLLER = "grid-member";

    /** The key of the case whose clock it was; null for patrol cadence. */
    public @Nullable String caseKey() {
        return origin == null ? null : origin + '/' + caseId;
    }

    Breach withUnconfirmed(@Nullable String why) {
        return with(state, why, explain);
    }

    Breach withdrawn(List<Explanation> why) {
        return with(BreachState.WITHDRAWN, unconfirmed, why);
    }

    private Breach with(BreachState state, @Nullable String unconfirmed, List<Explanation> explain) {
        return new Breach(
                breachId,
                caseId,
                origin,
                clockId,
                cycle,
                departmentId,
                ownerId,
                place,
                buildingId,
                lon,
                lat,
                platform,
                categoryGroup,
                urgency,
                severity,
                state,
                unconfirmed,
                startedAt,
                dueAt,
                stoppedAt,
                policyVersion,
                explain);
    }
}
