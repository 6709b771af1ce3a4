package org.govbrain.domain.event;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One event of any stream, in the domain's own terms: coordinates are WGS84, free text and addresses are left behind.
 *
 * @param eventId unique per event of its source system; a redelivery repeats it
 * @param occurredAt when it happened, by the source
 * @param subjectId the findingId, incidentId or platform caseId that the event is about; null for a patrol step
 *     without a finding
 * @param originStream with {@code originId}: the finding or incident that a platform case comes from
 * @param sourceSystem the system that sent it; for patrol and 110 the stream's id
 * @param urgency null means "unchanged"
 * @param gridId the grid as given, and after locating the grid that it lies in
 * @param lon longitude in degrees, WGS84; null together with {@code lat}
 * @param personId officer or handler code
 * @param flags what is remarkable about the data, for example {@code grid_disagrees}
 */
public record GovernanceEvent(
        String eventId,
        Instant occurredAt,
        Stream stream,
        EventKind kind,
        @Nullable String subjectId,
        @Nullable Stream originStream,
        @Nullable String originId,
        String sourceSystem,
        @Nullable String platform,
        @Nullable String departmentId,
        @Nullable String category,
        @Nullable Urgency urgency,
        @Nullable Instant dueAt,
        @Nullable String gridId,
        @Nullable Double lon,
        @Nullable Double lat,
        @Nullable String buildingId,
        @Nullable String personId,
        @Nullable String satisfaction,
        int households,
        List<String> flags) {

    /**
     * The order in which a case is folded: time, then the natural order of a case's life, then id, and last what tells
     * apart two events that only happen to have the same id.
     */
    public static final Comparator<GovernanceEvent> FOLD_ORDER = Comparator.comparing(GovernanceEvent::occurredAt)
            .thenComparing(GovernanceEvent::kind)
            .thenComparing(GovernanceEvent::eventId)
            .thenComparing(GovernanceEvent::stream)
            .thenComparing(GovernanceEvent::sourceSystem);

    public GovernanceEvent {
        Objects.requireNonNull(eventId, "eventId");
        Objects.requireNonNull(occurredAt, "occurredAt");
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sourceSystem, "sourceSystem");
        flags = flags == null ? List.of() : flags;
        if ((lon == null) != (lat == null)) {
            throw new IllegalArgumentException("lon and lat come together, event " + eventId);
        }
        if ((originStream == null) != (originId == null)) {
            throw new IllegalArgumentException("originStream and originId come together, event " + eventId);
        }
    }

    /** Whether the other is the same event, perhaps told differently: systems number their events independently. */
    public boolean hasIdOf(GovernanceEvent other) {
        return eventId.equals(other.eventId) && stream == other.stream && sourceSystem.equals(other.sourceSystem);
    }

    /** Whether it is about a case, or about what becomes one; other steps of a patrol have documents of their own. */
    public boolean isOfCase() {
        return stream != Stream.PATROL || kind == EventKind.FINDING || kind == EventKind.RESOLVED_ON_SITE;
    }

    /** The same event in a building that its source did not name. */
    GovernanceEvent inBuilding(String foundBuildingId) {
        return with(gridId, foundBuildingId, flags);
    }

    /** The same event in the grid and with the flags that locating found. */
    public GovernanceEvent located(@Nullable String locatedGridId, List<String> locatedFlags) {
        return with(locatedGridId, buildingId, locatedFlags);
    }

    private GovernanceEvent with(@Nullable String nowGridId, @Nullable String nowBuildingId, List<String> nowFlags) {
        return new GovernanceEvent(
                eventId,
                occurredAt,
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
                nowGridId,
                lon,
                lat,
                nowBuildingId,
                personId,
                satisfaction,
                households,
                nowFlags);
    }
}
