package org.govbrain.domain.sla;

import java.time.Instant;
import java.util.List;
import org.govbrain.domain.event.IdPart;
import org.jspecify.annotations.Nullable;

/**
 * One clock of one case as of one instant.
 *
 * @param clockId id in the policy, for example {@code accept}
 * @param cycle 1, and one more with each reopening
 * @param departmentId for a clock per department
 * @param attempt 1, and one more each time that it starts again in its cycle after a reset or a cancellation
 * @param dueAt earliest instant with working time run &ge; goal; null while paused without a fixed date, and when
 *     {@code problem} says why it cannot be told
 * @param warnAt next instant at which a warning threshold is reached, null when there is none ahead
 * @param warnings thresholds reached while it ran
 * @param stoppedAt when it was stopped or cancelled
 * @param fulfilled whether it was stopped, in time or late, and not cancelled
 * @param elapsedMs actual time from start to stop (or to as-of), pauses included
 * @param businessMs working time of the same span, pauses excluded; 0 with a {@code problem}
 * @param pausedMs actual time paused
 * @param problem why the deadline, or the working time since then, cannot be told: a year without holiday data, for
 *     example
 * @param explain only where it was asked for: see {@link ClockEvaluator#evaluateExplained}
 */
public record Clock(
        String clockId,
        int cycle,
        @Nullable String departmentId,
        int attempt,
        ClockState state,
        Instant startedAt,
        @Nullable Instant dueAt,
        @Nullable Instant warnAt,
        int warnings,
        @Nullable Instant stoppedAt,
        boolean fulfilled,
        long elapsedMs,
        long businessMs,
        long pausedMs,
        String severity,
        String policyVersion,
        @Nullable String problem,
        List<Explanation> explain) {

    public Clock {
        explain = List.copyOf(explain);
    }

    /** Whether it counts time now; a breached one no longer does. */
    public boolean isRunning() {
        return state == ClockState.RUNNING || state == ClockState.WARNED;
    }

    /**
     * What a case's clocks and breaches are told apart by: {@code clock|case|cycle|department}, the last empty for a
     * clock of the whole case, and {@code #2} after it for a second attempt. See {@link IdPart} for ids that hold these signs.
     */
    public String key(String caseId) {
        String department = departmentId == null ? "" : IdPart.of(departmentId, '#');
        String key = clockId + '|' + IdPart.of(caseId, '|') + '|' + cycle + '|' + department;
        return attempt == 1 ? key : key + '#' + attempt;
    }

    Clock withExplain(List<Explanation> lines) {
        return new Clock(
                clockId,
                cycle,
                departmentId,
                attempt,
                state,
                startedAt,
                dueAt,
                warnAt,
                warnings,
                stoppedAt,
                fulfilled,
                elapsedMs,
                businessMs,
                pausedMs,
                severity,
                policyVersion,
                problem,
                lines);
    }
}
