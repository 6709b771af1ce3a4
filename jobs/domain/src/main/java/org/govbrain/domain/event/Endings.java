package org.govbrain.domain.event;

import java.util.List;

/**
 * The one rule of what ends a case, shared by the case's own life cycle and by its clocks.
 *
 * <p>A platform is the system of record: as soon as a case has any platform event, only a platform ends it, because
 * the police close an incident when their part is done, long before the matter is. Without a platform the 110
 * incident ends with its own CLOSED or CANCELLED, and a finding with RESOLVED_ON_SITE.
 */
public final class Endings {
    private Endings() {}

    /** Whether any of these events is a platform's. */
    public static boolean hasPlatform(List<GovernanceEvent> events) {
        for (int i = 0; i < events.size(); i++) {
            if (events.get(i).stream() == Stream.PLATFORM) {
                return true;
            }
        }
        return false;
    }

    /** Whether the event ends the current cycle of its case. */
    public static boolean ends(GovernanceEvent event, boolean hasPlatform) {
        return canEnd(event.kind()) && (event.stream() == Stream.PLATFORM || !hasPlatform);
    }

    /** The kinds that end a case when they come from the stream that has the say. */
    public static boolean canEnd(EventKind kind) {
        return switch (kind) {
            case CLOSED, CANCELLED, REJECTED, RESOLVED_ON_SITE -> true;
            default -> false;
        };
    }

    /**
     * Whether the event brings an ended cycle back to life without a new cycle: a report that one platform REJECTED
     * and that is then reported to or accepted by another is still the same matter. After CLOSED, CANCELLED or
     * RESOLVED_ON_SITE only REOPENED does, and that starts a new cycle. An ended cycle does not end again: what counts
     * is the first ending.
     */
    public static boolean revives(GovernanceEvent event, EventKind endedBy) {
        return endedBy == EventKind.REJECTED
                && switch (event.kind()) {
                    case RECEIVED, FINDING, REPORTED, ACCEPTED -> true;
                    default -> false;
                };
    }
}
