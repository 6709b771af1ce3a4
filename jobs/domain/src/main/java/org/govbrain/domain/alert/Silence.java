package org.govbrain.domain.alert;

import java.time.Instant;

/**
 * Alerts of which nobody is told for a time, for example while a road is rebuilt.
 *
 * @param owner code of who answers for it
 * @param reason why, for those who find it later
 */
public record Silence(String id, AlertMatch when, Instant from, Instant until, String owner, String reason) {

    /** From this level of the chain up, or the last of a shorter one, no silence holds an emergency. */
    public static final int NEVER_FROM_LEVEL = 4;

    /** Whether it keeps quiet a message about {@code alert} to {@code level} now. */
    boolean holds(Alert alert, PagePlan plan, int level, Instant now) {
        return !now.isBefore(from)
                && now.isBefore(until)
                && !(plan.emergency() && level >= Math.min(NEVER_FROM_LEVEL, plan.lastLevel()))
                && when.matches(alert);
    }
}
