package org.govbrain.local.simulate;

import org.jspecify.annotations.Nullable;

/**
 * A promise that the simulator broke on purpose.
 *
 * @param clock id in the default policy
 * @param departmentId for a clock per department
 * @param dueAtMs the deadline that was missed, epoch milliseconds
 * @param stoppedAtMs when it was done, or called off, after all
 */
public record PlannedBreach(
        String clock, String caseId, int cycle, @Nullable String departmentId, long dueAtMs, long stoppedAtMs) {

    /** {@code clock|case|cycle|department}, the id of the breach document. */
    public String id() {
        return clock + '|' + caseId + '|' + cycle + '|' + (departmentId == null ? "" : departmentId);
    }
}
