package org.govbrain.engine.avro;

import java.time.Instant;
import org.govbrain.schemas.input.Heartbeat;
import org.govbrain.schemas.input.LinkageEvent;
import org.govbrain.schemas.input.LinkageKind;
import org.govbrain.schemas.input.Origin;
import org.govbrain.schemas.input.OriginStream;
import org.govbrain.schemas.input.PatrolEvent;
import org.govbrain.schemas.input.PatrolKind;
import org.govbrain.schemas.input.PlatformEvent;
import org.govbrain.schemas.input.PlatformKind;
import org.govbrain.schemas.input.Urgency;

/** Input records that are in order, each filled as little as it may be. */
public final class InputRecords {

    private InputRecords() {}

    public static PatrolEvent patrol(String eventId, Instant at) {
        return PatrolEvent.newBuilder()
                .setEventId(eventId)
                .setOccurredAt(at)
                .setKind(PatrolKind.VISIT)
                .setOfficerId("officer-1")
                .setUrgency(Urgency.ROUTINE)
                .setHouseholds(3)
                .build();
    }

    public static LinkageEvent linkage(String eventId, Instant at) {
        return LinkageEvent.newBuilder()
                .setEventId(eventId)
                .setOccurredAt(at)
                .setKind(LinkageKind.RECEIVED)
                .setIncidentId("incident-1")
                .setUrgency(Urgency.URGENT)
                .build();
    }

    public static PlatformEvent platform(String eventId, Instant at) {
        return PlatformEvent.newBuilder()
                .setEventId(eventId)
                .setOccurredAt(at)
                .setKind(PlatformKind.REPORTED)
                .setCaseId("case-1")
                .setSourceSystem("12345")
                .setOrigin(new Origin(OriginStream.LINKAGE110, "incident-1"))
                .build();
    }

    public static Heartbeat heartbeat(Instant at) {
        return new Heartbeat(at, null);
    }
}
