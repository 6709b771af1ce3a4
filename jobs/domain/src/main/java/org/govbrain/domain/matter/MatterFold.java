package org.govbrain.domain.matter;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.govbrain.domain.event.Endings;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Suspensions;
import org.govbrain.domain.event.Urgency;
import org.jspecify.annotations.Nullable;

/** Folds a case's events, which are distinct and in {@link GovernanceEvent#FOLD_ORDER}, into a {@link Matter}. */
public final class MatterFold {
    private final boolean hasPlatform;
    private final TreeSet<String> sourceIds = new TreeSet<>();
    private final TreeSet<String> flags = new TreeSet<>();
    private final List<String> departmentIds = new ArrayList<>(4);
    private boolean isCase;
    private @Nullable String gridId;
    private @Nullable Double lon;
    private @Nullable Double lat;
    private @Nullable String buildingId;
    private @Nullable String departmentId;
    private @Nullable String platform;
    private @Nullable String sourceSystem;
    private @Nullable String category;
    private Urgency urgency = Urgency.ROUTINE;
    private Stage stage = Stage.REPORTED;
    private boolean suspended;
    private @Nullable EventKind endedBy;
    private int cycle = 1;
    private @Nullable Instant acceptedAt;
    private @Nullable Instant assignedAt;
    private @Nullable Instant arrivedAt;
    private @Nullable Instant closedAt;
    private List<Closing> earlierClosings = List.of();
    private @Nullable Instant dueAt;
    private int returned;
    private int supervised;
    private boolean everAccepted;
    private boolean everAssigned;
    private List<Integer> extendedCycles = List.of();
    private @Nullable String satisfaction;

    private MatterFold(boolean hasPlatform) {
        this.hasPlatform = hasPlatform;
    }

    /** The matter that {@code events}, at least one, amount to. */
    public static Matter fold(List<GovernanceEvent> events) {
        MatterFold fold = new MatterFold(Endings.hasPlatform(events));
        for (int i = 0; i < events.size(); i++) {
            fold.apply(events.get(i));
        }
        return fold.matter(events);
    }

    private void apply(GovernanceEvent event) {
        if (event.kind() == EventKind.REOPENED) {
            reopen();
        } else if (endedBy != null && Endings.revives(event, endedBy)) {
            revive();
        }
        remember(event);
        if (Endings.ends(event, hasPlatform)) {
            end(event);
        } else {
            advance(event);
        }
    }

    private void remember(GovernanceEvent event) {
        isCase |= event.stream() != Stream.PATROL || event.urgency() == Urgency.URGENT;
        if (event.subjectId() != null) {
            sourceIds.add(event.subjectId());
        }
        if (event.originId() != null) {
            sourceIds.add(event.originId());
        }
        gridId = newest(gridId, event.gridId());
        lon = newest(lon, event.lon());
        lat = newest(lat, event.lat());
        buildingId = newest(buildingId, event.buildingId());
        platform = newest(platform, event.platform());
        category = newest(category, event.category());
        if (dueAt != null && event.dueAt() != null && event.dueAt().isAfter(dueAt)) {
            putOff();
        }
        dueAt = newest(dueAt, event.dueAt());
        satisfaction = newest(satisfaction, event.satisfaction());
        urgency = urgency.after(event);
        if (event.stream() == Stream.PLATFORM || sourceSystem == null) {
            sourceSystem = event.sourceSystem();
        }
        flags.addAll(event.flags());
        String department = event.departmentId();
        if (department != null && !departmentIds.contains(department)) {
            departmentIds.add(department);
        }
    }

    private void putOff() {
        if (!stage.isEnded() && !extendedCycles.contains(cycle)) {
            extendedCycles = extendedCycles.isEmpty() ? new ArrayList<>(2) : extendedCycles;
            extendedCycles.add(cycle);
        }
    }

    private void reopen() {
        if (stage == Stage.CLOSED && closedAt != null) {
            earlierClosings = earlierClosings.isEmpty() ? new ArrayList<>(2) : earlierClosings;
            earlierClosings.add(new Closing(cycle, closedAt));
        }
        cycle++;
        revive();
        acceptedAt = null;
        assignedAt = null;
        arrivedAt = null;
        dueAt = null;
    }

    private void revive() {
        stage = Stage.REPORTED;
        suspended = false;
        closedAt = null;
        endedBy = null;
    }

    private void end(GovernanceEvent event) {
        if (stage.isEnded()) {
            return;
        }
        boolean done = event.kind() == EventKind.CLOSED || event.kind() == EventKind.RESOLVED_ON_SITE;
        stage = done ? Stage.CLOSED : Stage.CANCELLED;
        suspended = false;
        closedAt = event.occurredAt();
        endedBy = event.kind();
        if (event.kind() == EventKind.REJECTED) {
            flags.add("rejected");
        }
    }

    /** Times are kept even after the end, since sources close early and report the steps later; the stage is not. */
    private void advance(GovernanceEvent event) {
        suspended &= !Suspensions.isTakenUp(event.kind());
        switch (event.kind()) {
            case ACCEPTED -> {
                acceptedAt = first(acceptedAt, event);
                everAccepted = true;
                moveTo(Stage.ACCEPTED);
            }
            case ASSIGNED, DISPATCHED -> {
                assignedAt = first(assignedAt, event);
                everAssigned = true;
                departmentId = newest(departmentId, event.departmentId());
                moveTo(Stage.ASSIGNED);
            }
            case ARRIVED -> {
                arrivedAt = first(arrivedAt, event);
                moveTo(Stage.ON_SCENE);
            }
            case FEEDBACK -> moveTo(Stage.HANDLING);
            case SUSPENDED -> suspended = !stage.isEnded();
            case RESUMED -> suspended = false;
            case RETURNED -> {
                returned++;
                moveTo(Stage.ACCEPTED);
            }
            case SUPERVISED -> supervised++;
            default -> {
                // Opening steps and hand-overs change no stage.
            }
        }
    }

    private void moveTo(Stage next) {
        if (!stage.isEnded()) {
            stage = next;
        }
    }

    private Matter matter(List<GovernanceEvent> events) {
        if (departmentId == null && !departmentIds.isEmpty()) {
            departmentId = departmentIds.get(0);
        }
        return new Matter(
                isCase,
                List.copyOf(sourceIds),
                gridId,
                lon,
                lat,
                buildingId,
                departmentId,
                List.copyOf(departmentIds),
                platform,
                sourceSystem,
                category,
                urgency,
                suspended ? Stage.SUSPENDED : stage,
                cycle,
                events.get(0).occurredAt(),
                acceptedAt,
                assignedAt,
                arrivedAt,
                closedAt,
                List.copyOf(earlierClosings),
                everAccepted,
                everAssigned,
                dueAt,
                cycle - 1,
                returned,
                supervised,
                List.copyOf(extendedCycles),
                satisfaction,
                List.copyOf(flags),
                events.size(),
                events.get(events.size() - 1).occurredAt());
    }

    private static <T> @Nullable T newest(@Nullable T before, @Nullable T given) {
        return given == null ? before : given;
    }

    private static Instant first(@Nullable Instant before, GovernanceEvent event) {
        return before == null ? event.occurredAt() : before;
    }
}
