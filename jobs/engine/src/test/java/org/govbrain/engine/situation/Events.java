package org.govbrain.engine.situation;

import java.time.Instant;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Urgency;
import org.jspecify.annotations.Nullable;

/** The plainest events for tests, at minutes after ten o'clock; {@link EventBuilder} gives the others. */
public final class Events {
    static final Instant TEN = Instant.parse("2026-03-04T10:00:00Z");

    private Events() {}

    public static Instant at(double minutes) {
        return TEN.plusMillis(Math.round(minutes * 60_000));
    }

    static GovernanceEvent incident(String id, EventKind kind, double minute) {
        return EventBuilder.incident(id, kind, minute).urgency(Urgency.ROUTINE).build();
    }

    static GovernanceEvent emergency(String id, EventKind kind, double minute, @Nullable String department) {
        EventBuilder event = EventBuilder.incident(id, kind, minute).urgency(Urgency.URGENT);
        return event.department(department)
                .id(id + "-" + kind + "-" + minute + (department == null ? "" : "-" + department))
                .build();
    }

    static GovernanceEvent platform(String id, EventKind kind, double minute, @Nullable String incidentId) {
        return EventBuilder.platform(id, kind, minute).fromIncident(incidentId).build();
    }

    static GovernanceEvent finding(String id, EventKind kind, double minute, Urgency urgency) {
        return EventBuilder.patrol(id, kind, minute).urgency(urgency).build();
    }

    /** An incident at a place. */
    static GovernanceEvent locatedAt(String id, double minute, double lon, double lat) {
        return EventBuilder.incident(id, EventKind.RECEIVED, minute)
                .place(lon, lat)
                .build();
    }
}
