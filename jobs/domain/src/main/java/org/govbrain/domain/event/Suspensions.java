package org.govbrain.domain.event;

/**
 * The one rule of what takes a suspended case (挂账) up again, shared by the case's own life cycle and by its clocks: its
 * RESUMED, and each step with which the platform deals with it anew, since sources hand a case back or out again
 * without a RESUMED, and a clock that then stood still for ever would hide a breach. What a department does meanwhile, an arrival
 * or a feedback, takes nothing up.
 */
public final class Suspensions {
    private Suspensions() {}

    /** Whether the event takes a suspended case up although it is no RESUMED. */
    public static boolean isTakenUp(EventKind kind) {
        return switch (kind) {
            case ACCEPTED, ASSIGNED, RETURNED -> true;
            default -> false;
        };
    }
}
