package org.govbrain.local.simulate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.jspecify.annotations.Nullable;

/** The promises that the default policy makes about a case, checked from the events by the plainest means, with no code of the engine or the simulator. */
final class PromiseCheck {
    private static final Set<EventKind> ENDINGS =
            Set.of(EventKind.CLOSED, EventKind.CANCELLED, EventKind.REJECTED, EventKind.RESOLVED_ON_SITE);

    private final Instant asOf;
    private final Set<String> broken = new TreeSet<>();

    private PromiseCheck(Instant asOf) {
        this.asOf = asOf;
    }

    /** Ids of the promises that are broken as of an instant. */
    static Set<String> broken(List<GovernanceEvent> events, Instant asOf) {
        Map<String, String> origins = new HashMap<>();
        events.stream()
                .filter(event -> event.originId() != null)
                .forEach(event -> origins.put(event.subjectId(), String.valueOf(event.originId())));
        Map<String, List<GovernanceEvent>> cases = new TreeMap<>();
        Set<String> seen = new TreeSet<>();
        for (GovernanceEvent event : events) {
            String subject = event.subjectId();
            if (subject != null
                    && seen.add(event.eventId())
                    && !event.occurredAt().isAfter(asOf)) {
                cases.computeIfAbsent(origins.getOrDefault(subject, subject), id -> new ArrayList<>())
                        .add(event);
            }
        }
        PromiseCheck check = new PromiseCheck(asOf);
        cases.forEach(check::ofCase);
        return check.broken;
    }

    private void ofCase(String id, List<GovernanceEvent> events) {
        boolean platform = events.stream().anyMatch(event -> event.stream() == Stream.PLATFORM);
        boolean urgent = events.stream().anyMatch(event -> event.urgency() == Urgency.URGENT);
        if (!platform && !urgent && events.get(0).stream() == Stream.PATROL) {
            return;
        }
        events.sort(Comparator.comparing(GovernanceEvent::occurredAt));
        List<GovernanceEvent> cycle = new ArrayList<>();
        int number = 1;
        for (GovernanceEvent event : events) {
            if (event.kind() == EventKind.REOPENED) {
                ofCycle(id + "|" + number++ + "|", cycle, platform, urgent);
                cycle.clear();
            }
            cycle.add(event);
        }
        ofCycle(id + "|" + number + "|", cycle, platform, urgent);
    }

    private void ofCycle(String key, List<GovernanceEvent> events, boolean platform, boolean urgent) {
        Instant end = first(
                events.stream()
                        .filter(event -> !platform || event.stream() == Stream.PLATFORM)
                        .toList(),
                ENDINGS,
                null,
                null);
        Instant opened = events.get(0).occurredAt();
        Instant accepted = first(events, Set.of(EventKind.ACCEPTED), null, null);
        if (events.get(0).kind() != EventKind.REOPENED) {
            late("accept|" + key, opened, Duration.ofMinutes(10), accepted, end);
        }
        if (accepted != null) {
            Instant assigned = first(events, Set.of(EventKind.ASSIGNED), null, accepted);
            late("assign|" + key, accepted, Duration.ofMinutes(5), assigned, end);
        }
        feedback(key, events, end);
        Set<String> departments = new TreeSet<>();
        events.forEach(event -> departments.add(String.valueOf(event.departmentId())));
        for (String department : urgent ? departments : Set.<String>of()) {
            Instant sent = first(events, Set.of(EventKind.DISPATCHED, EventKind.ASSIGNED), department, null);
            if (sent != null) {
                Set<EventKind> stops = Set.of(EventKind.ARRIVED, EventKind.STOOD_DOWN);
                late(
                        "on-scene|" + key + department,
                        sent,
                        Duration.ofMinutes(20),
                        first(events, stops, department, sent),
                        end);
            }
        }
        Instant due = events.stream()
                .map(GovernanceEvent::dueAt)
                .filter(each -> each != null)
                .findFirst()
                .orElse(null);
        if (due != null) {
            Instant suspended = first(events, Set.of(EventKind.SUSPENDED), null, null);
            Instant resumed = first(events, Set.of(EventKind.RESUMED), null, null);
            Duration pause =
                    suspended == null ? Duration.ZERO : Duration.between(suspended, resumed == null ? asOf : resumed);
            late("close|" + key, opened, Duration.between(opened, due).plus(pause), null, end);
        }
    }

    /** A return begins it anew, and a suspension does not count. */
    private void feedback(String key, List<GovernanceEvent> events, @Nullable Instant end) {
        Instant returned = first(events, Set.of(EventKind.RETURNED), null, null);
        Instant assigned = first(events, Set.of(EventKind.ASSIGNED), null, returned);
        if (assigned == null) {
            return;
        }
        Instant suspended = first(events, Set.of(EventKind.SUSPENDED), null, null);
        Instant resumed = first(events, Set.of(EventKind.RESUMED), null, null);
        Instant told = first(events, Set.of(EventKind.FEEDBACK), null, assigned);
        boolean pauses = suspended != null && (told == null || told.isAfter(suspended));
        Duration pause = pauses && suspended != null
                ? Duration.between(suspended, resumed == null ? asOf : resumed)
                : Duration.ZERO;
        late("feedback|" + key, assigned, Duration.ofHours(24).plus(pause), told, end);
    }

    private void late(String id, Instant from, Duration goal, @Nullable Instant stop, @Nullable Instant end) {
        Instant done = stop == null ? end == null ? asOf : end : stop;
        if (done.isAfter(from.plus(goal)) || (stop == null && end == null && done.equals(from.plus(goal)))) {
            broken.add(id);
        }
    }

    private static @Nullable Instant first(
            List<GovernanceEvent> events,
            Set<EventKind> kinds,
            @Nullable String department,
            @Nullable Instant notBefore) {
        return events.stream()
                .filter(event -> kinds.contains(event.kind()))
                .filter(event -> department == null || department.equals(event.departmentId()))
                .map(GovernanceEvent::occurredAt)
                .filter(at -> notBefore == null || !at.isBefore(notBefore))
                .findFirst()
                .orElse(null);
    }
}
