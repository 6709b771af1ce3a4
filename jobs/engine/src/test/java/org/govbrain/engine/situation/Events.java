package org.govbrain.engine.situation;

import java.time.Instant;
import java.util.List;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.jspecify.annotations.Nullable;

/** Events for tests, at minutes after ten o'clock. */
final class Events {
    static final Instant TEN = Instant.parse("2026-03-04T10:00:00Z");

    private Events() {}

    static Instant at(double minutes) {
        return TEN.plusMillis(Math.round(minutes * 60_000));
    }

    static GovernanceEvent incident(String id, EventKind kind, double minute) {
        return event(Stream.LINKAGE110, id, kind, minute, null, null, Urgency.ROUTINE);
    }

    static GovernanceEvent emergency(String id, EventKind kind, double minute, @Nullable String department) {
        return event(Stream.LINKAGE110, id, kind, minute, null, department, Urgency.URGENT);
    }

    static GovernanceEvent platform(String id, EventKind kind, double minute, @Nullable String incidentId) {
        return event(Stream.PLATFORM, id, kind, minute, incidentId, null, null);
    }

    static GovernanceEvent finding(String id, EventKind kind, double minute, Urgency urgency) {
        return event(Stream.PATROL, id, kind, minute, null, null, urgency);
    }

    /** An incident at a place. */
    static GovernanceEvent locatedAt(String id, double minute, double lon, double lat) {
        return event(Stream.LINKAGE110, id, EventKind.RECEIVED, minute, null, null, null, lon, lat);
    }

    private static GovernanceEvent event(
            Stream stream,
            String id,
            EventKind kind,
            double minute,
            @Nullable String incidentId,
            @Nullable String department,
            @Nullable Urgency urgency) {
        return event(stream, id, kind, minute, incidentId, department, urgency, null, null);
    }

    private static GovernanceEvent event(
            Stream stream,
            String id,
            EventKind kind,
            double minute,
            @Nullable String incidentId,
            @Nullable String department,
            @Nullable Urgency urgency,
            @Nullable Double lon,
            @Nullable Double lat) {
        return new GovernanceEvent(
                stream.id() + "-" + id + "-" + kind + "-" + minute + (department == null ? "" : department),
                at(minute),
                stream,
                kind,
                id,
                incidentId == null ? null : Stream.LINKAGE110,
                incidentId,
                stream.id(),
                null,
                department,
                null,
                urgency,
                null,
                null,
                lon,
                lat,
                null,
                null,
                null,
                0,
                List.of());
    }
}
