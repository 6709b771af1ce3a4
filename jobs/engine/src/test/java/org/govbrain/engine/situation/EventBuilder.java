package org.govbrain.engine.situation;

import java.time.Instant;
import java.util.List;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.jspecify.annotations.Nullable;

/** One event for a test, with what the test is about and nothing else. */
final class EventBuilder {
    private final Stream stream;
    private final EventKind kind;
    private final String subjectId;
    private final Instant at;
    private String eventId;
    private String sourceSystem;
    private @Nullable Stream originStream;
    private @Nullable String originId;
    private @Nullable String platform;
    private @Nullable String departmentId;
    private @Nullable String category;
    private @Nullable Urgency urgency;
    private @Nullable Instant dueAt;
    private @Nullable String gridId;
    private @Nullable Double lon;
    private @Nullable Double lat;
    private @Nullable String buildingId;
    private @Nullable String personId;

    private EventBuilder(Stream stream, String subjectId, EventKind kind, Instant at) {
        this.stream = stream;
        this.subjectId = subjectId;
        this.kind = kind;
        this.at = at;
        this.eventId = stream.id() + "-" + subjectId + "-" + kind + "-" + at;
        this.sourceSystem = stream.id();
    }

    static EventBuilder incident(String id, EventKind kind, double minute) {
        return new EventBuilder(Stream.LINKAGE110, id, kind, Events.at(minute));
    }

    static EventBuilder platform(String id, EventKind kind, double minute) {
        return new EventBuilder(Stream.PLATFORM, id, kind, Events.at(minute));
    }

    static EventBuilder patrol(String id, EventKind kind, double minute) {
        return new EventBuilder(Stream.PATROL, id, kind, Events.at(minute));
    }

    EventBuilder id(String id) {
        eventId = id;
        return this;
    }

    EventBuilder system(String system) {
        sourceSystem = system;
        return this;
    }

    EventBuilder from(Stream originOf, String id) {
        originStream = originOf;
        originId = id;
        return this;
    }

    EventBuilder fromIncident(@Nullable String incidentId) {
        return incidentId == null ? this : from(Stream.LINKAGE110, incidentId);
    }

    EventBuilder platform(String code) {
        platform = code;
        return this;
    }

    EventBuilder department(@Nullable String department) {
        departmentId = department;
        return this;
    }

    EventBuilder category(String code) {
        category = code;
        return this;
    }

    EventBuilder urgency(@Nullable Urgency given) {
        urgency = given;
        return this;
    }

    EventBuilder due(double minute) {
        dueAt = Events.at(minute);
        return this;
    }

    EventBuilder grid(String id) {
        gridId = id;
        return this;
    }

    EventBuilder place(double longitude, double latitude) {
        lon = longitude;
        lat = latitude;
        return this;
    }

    EventBuilder building(String id) {
        buildingId = id;
        return this;
    }

    EventBuilder person(String code) {
        personId = code;
        return this;
    }

    GovernanceEvent build() {
        return new GovernanceEvent(
                eventId,
                at,
                stream,
                kind,
                subjectId,
                originStream,
                originId,
                sourceSystem,
                platform,
                departmentId,
                category,
                urgency,
                dueAt,
                gridId,
                lon,
                lat,
                buildingId,
                personId,
                null,
                0,
                List.of());
    }
}
