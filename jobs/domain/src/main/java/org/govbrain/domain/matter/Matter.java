package org.govbrain.domain.matter;

import java.time.Instant;
import java.util.List;
import org.govbrain.domain.event.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * What the events of one case say, without clocks. Times of acceptance, assignment, arrival and closing are those
 * of the current cycle; attributes are the newest that any event gave.
 *
 * @param isCase false for a routine finding that no platform took up: it is patrol work, not yet a matter
 * @param departmentId the department that has it now
 * @param departmentIds every department that took part, in order of appearance
 * @param everAccepted in this cycle or an earlier one
 * @param everAssigned in this cycle or an earlier one
 * @param extendedCycles those whose date was put off before they ended
 * @param cycle 1, and one more with each reopening
 * @param earlierClosings those of earlier cycles, in their order
 */
public record Matter(
        boolean isCase,
        List<String> sourceIds,
        @Nullable String gridId,
        @Nullable Double lon,
        @Nullable Double lat,
        @Nullable String buildingId,
        @Nullable String departmentId,
        List<String> departmentIds,
        @Nullable String platform,
        @Nullable String sourceSystem,
        @Nullable String category,
        Urgency urgency,
        Stage stage,
        int cycle,
        Instant openedAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant assignedAt,
        @Nullable Instant arrivedAt,
        @Nullable Instant closedAt,
        List<Closing> earlierClosings,
        boolean everAccepted,
        boolean everAssigned,
        @Nullable Instant dueAt,
        int reopened,
        int returned,
        int supervised,
        List<Integer> extendedCycles,
        @Nullable String satisfaction,
        List<String> flags,
        int events,
        Instant lastEventAt) {}
