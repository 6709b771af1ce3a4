package org.govbrain.domain.sla;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One clock of one case as of one instant.
 *
 * @param clockId id in the policy, for example {@code accept}
 * @param cycle 1, and one more with each reopening
 * @param departmentId for a clock per department
 * @param dueAt earliest instant with working time run &ge; goal; null while paused without a fixed date
 * @param warnAt next instant at which it turns WARNED, null when there is none ahead
 * @param stoppedAt when it was stopped or cancelled
 * @param elapsedMs actual time from start to stop (or to as-of), pauses included
 * @param businessMs working time of the same span, pauses excluded
 * @param pausedMs actual time paused
 */
public record Clock(
        String clockId,
        int cycle,
        @Nullable String departmentId,
        ClockState state,
        Instant startedAt,
        @Nullable Instant dueAt,
        @Nullable Instant warnAt,
        @Nullable Instant stoppedAt,
        long elapsedMs,
        long businessMs,
        long pausedMs,
        String severity,
        String policyVersion,
        List<Explanation> explain) {

    public Clock {
        explain = List.copyOf(explain);
    }

    /** Whether time can still change it: it runs, or it is breached and not yet stopped. */
    public boolean isRunning() {
        return state == ClockState.RUNNING || state == ClockState.WARNED;
    }
}
