package org.govbrain.domain.event;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** The three streams that the brain joins; {@link #id()} is the word used in topics, documents and on the command line. */
public enum Stream {
    PATROL(
            "patrol",
            EnumSet.of(
                    EventKind.CHECK_IN,
                    EventKind.VISIT,
                    EventKind.FINDING,
                    EventKind.RESOLVED_ON_SITE,
                    EventKind.CHECK_OUT)),
    LINKAGE110(
            "linkage110",
            EnumSet.of(
                    EventKind.RECEIVED,
                    EventKind.DISPATCHED,
                    EventKind.ARRIVED,
                    EventKind.STOOD_DOWN,
                    EventKind.TRANSFERRED,
                    EventKind.CLOSED,
                    EventKind.CANCELLED)),
    PLATFORM(
            "platform",
            EnumSet.of(
                    EventKind.REPORTED,
                    EventKind.ACCEPTED,
                    EventKind.REJECTED,
                    EventKind.ASSIGNED,
                    EventKind.ARRIVED,
                    EventKind.FEEDBACK,
                    EventKind.SUSPENDED,
                    EventKind.RESUMED,
                    EventKind.SUPERVISED,
                    EventKind.RETURNED,
                    EventKind.CLOSED,
                    EventKind.REOPENED,
                    EventKind.CANCELLED));

    private final String id;
    /** Unmodifiable, which the checker cannot see. */
    @SuppressWarnings("ImmutableEnumChecker")
    private final Set<EventKind> kinds;

    Stream(String id, Set<EventKind> kinds) {
        this.id = id;
        this.kinds = Collections.unmodifiableSet(kinds);
    }

    /** What it sends, in the order of a case's life. */
    public Set<EventKind> kinds() {
        return kinds;
    }

    public boolean sends(EventKind kind) {
        return kinds.contains(kind);
    }

    public String id() {
        return id;
    }
}
