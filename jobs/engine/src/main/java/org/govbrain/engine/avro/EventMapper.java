package org.govbrain.engine.avro;

import static org.govbrain.engine.avro.FieldCheck.MOST_CODE_BYTES;
import static org.govbrain.engine.avro.FieldCheck.MOST_ID_BYTES;
import static org.govbrain.engine.avro.FieldCheck.optional;
import static org.govbrain.engine.avro.FieldCheck.position;
import static org.govbrain.engine.avro.FieldCheck.required;
import static org.govbrain.engine.avro.FieldCheck.time;

import java.util.List;
import org.apache.avro.specific.SpecificRecordBase;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.geo.LonLat;
import org.govbrain.domain.privacy.Masking;
import org.govbrain.engine.input.Rejection;
import org.govbrain.schemas.input.LinkageEvent;
import org.govbrain.schemas.input.Origin;
import org.govbrain.schemas.input.PatrolEvent;
import org.govbrain.schemas.input.PatrolKind;
import org.govbrain.schemas.input.PlatformEvent;
import org.jspecify.annotations.Nullable;

/**
 * Records of the three streams to events of the domain: every field checked, the position in WGS84, address and free
 * text left behind.
 */
public final class EventMapper {

    private static final int MOST_HOUSEHOLDS = 100_000;

    private EventMapper() {}

    /**
     * The event of a record of any of the three streams.
     *
     * @throws InvalidRecordException when a field is absent or can't be, with the field, its value and what was expected
     */
    public static GovernanceEvent toEvent(SpecificRecordBase input) throws InvalidRecordException {
        if (input instanceof PlatformEvent platform) {
            return toEvent(platform);
        }
        if (input instanceof LinkageEvent linkage) {
            return toEvent(linkage);
        }
        if (input instanceof PatrolEvent patrol) {
            return toEvent(patrol);
        }
        throw new InvalidRecordException(
                Rejection.WRONG_TOPIC, "a " + input.getSchema().getName() + ", where an event was expected");
    }

    /** Where a record says in words that it happened: for who locates the event, which leaves it behind. */
    public static @Nullable String address(SpecificRecordBase input) {
        if (input instanceof LinkageEvent linkage) {
            return linkage.getAddress();
        }
        return input instanceof PlatformEvent platform ? platform.getAddress() : null;
    }

    private static GovernanceEvent toEvent(PatrolEvent input) throws InvalidRecordException {
        PatrolKind kind = input.getKind();
        LonLat position = position(input.getPosition());
        int households = input.getHouseholds();
        if (households < 0 || households > MOST_HOUSEHOLDS) {
            throw new InvalidRecordException(
                    Rejection.INVALID_FIELD, "households = " + households + ": 0 to " + MOST_HOUSEHOLDS + " expected");
        }
        boolean aboutAFinding = kind == PatrolKind.FINDING || kind == PatrolKind.RESOLVED_ON_SITE;
        return new GovernanceEvent(
                required("eventId", input.getEventId(), MOST_ID_BYTES),
                time("occurredAt", input.getOccurredAt()),
                Stream.PATROL,
                EventKind.valueOf(kind.name()),
                aboutAFinding
                        ? required("findingId (of a " + kind + ")", input.getFindingId(), MOST_ID_BYTES)
                        : optional("findingId", input.getFindingId(), MOST_ID_BYTES),
                null,
                null,
                Stream.PATROL.id(),
                null,
                null,
                openCode("category", input.getCategory()),
                urgency(input.getUrgency()),
                null,
                optional("gridId", input.getGridId(), MOST_CODE_BYTES),
                lon(position),
                lat(position),
                optional("buildingId", input.getBuildingId(), MOST_CODE_BYTES),
                required("officerId", input.getOfficerId(), MOST_CODE_BYTES),
                null,
                households,
                List.of());
    }

    private static GovernanceEvent toEvent(LinkageEvent input) throws InvalidRecordException {
        LonLat position = position(input.getPosition());
        return new GovernanceEvent(
                required("eventId", input.getEventId(), MOST_ID_BYTES),
                time("occurredAt", input.getOccurredAt()),
                Stream.LINKAGE110,
                EventKind.valueOf(input.getKind().name()),
                required("incidentId", input.getIncidentId(), MOST_ID_BYTES),
                null,
                null,
                Stream.LINKAGE110.id(),
                null,
                optional("departmentId", input.getDepartmentId(), MOST_CODE_BYTES),
                openCode("category", input.getCategory()),
                urgency(input.getUrgency()),
                null,
                optional("gridId", input.getGridId(), MOST_CODE_BYTES),
                lon(position),
                lat(position),
                null,
                null,
                null,
                0,
                List.of());
    }

    private static GovernanceEvent toEvent(PlatformEvent input) throws InvalidRecordException {
        LonLat position = position(input.getPosition());
        Origin origin = input.getOrigin();
        return new GovernanceEvent(
                required("eventId", input.getEventId(), MOST_ID_BYTES),
                time("occurredAt", input.getOccurredAt()),
                Stream.PLATFORM,
                EventKind.valueOf(input.getKind().name()),
                required("caseId", input.getCaseId(), MOST_ID_BYTES),
                origin == null ? null : stream(origin),
                origin == null ? null : required("origin.id", origin.getId(), MOST_ID_BYTES),
                required("sourceSystem", input.getSourceSystem(), MOST_CODE_BYTES),
                optional("platform", input.getPlatform(), MOST_CODE_BYTES),
                optional("departmentId", input.getDepartmentId(), MOST_CODE_BYTES),
                openCode("category", input.getCategory()),
                urgency(input.getUrgency()),
                input.getDueAt() == null ? null : time("dueAt", input.getDueAt()),
                optional("gridId", input.getGridId(), MOST_CODE_BYTES),
                lon(position),
                lat(position),
                optional("buildingId", input.getBuildingId(), MOST_CODE_BYTES),
                optional("handlerId", input.getHandlerId(), MOST_CODE_BYTES),
                openCode("satisfaction", input.getSatisfaction()),
                0,
                List.of());
    }

    /** A code that a source may fill with any words. */
    private static @Nullable String openCode(String field, @Nullable String value) throws InvalidRecordException {
        String code = optional(field, value, MOST_CODE_BYTES);
        return code == null ? null : Masking.mask(code);
    }

    private static Stream stream(Origin origin) {
        return switch (origin.getStream()) {
            case PATROL -> Stream.PATROL;
            case LINKAGE110 -> Stream.LINKAGE110;
        };
    }

    private static @Nullable Urgency urgency(org.govbrain.schemas.input.@Nullable Urgency urgency) {
        if (urgency == null) {
            return null;
        }
        return switch (urgency) {
            case ROUTINE -> Urgency.ROUTINE;
            case URGENT -> Urgency.URGENT;
        };
    }

    private static @Nullable Double lon(@Nullable LonLat position) {
        return position == null ? null : position.lon();
    }

    private static @Nullable Double lat(@Nullable LonLat position) {
        return position == null ? null : position.lat();
    }
}
