package org.govbrain.local.simulate;

import java.time.Instant;
import org.govbrain.local.city.Department;
import org.govbrain.local.city.Draws;
import org.govbrain.local.city.Platform;
import org.govbrain.schemas.input.Origin;
import org.govbrain.schemas.input.PlatformEvent;
import org.govbrain.schemas.input.PlatformKind;
import org.jspecify.annotations.Nullable;

/**
 * The life of a case on its platform, from the report to the last closing. What is not late on purpose keeps the promises
 * of the default policy with seconds to spare.
 */
final class PlatformLife {
    static final long ACCEPT_MS = 10 * 60_000L;
    static final long ON_SCENE_MS = 20 * 60_000L;

    private static final long ASSIGN_MS = 5 * 60_000L;
    private static final long HOUR_MS = 3_600_000L;
    private static final long FEEDBACK_MS = 24 * HOUR_MS;

    private final MatterScript script;
    private final Draws draws;
    private final Opening opening;
    private final double lateness;
    private final Platform platform;
    private final Department department;

    /**
     * How a case came to its platform.
     *
     * @param caseId under which the brain knows it: the origin's id, else the platform's
     * @param openedAtMs when the accept clock began
     * @param origin null for a report that names none
     * @param arrivedMs when the last department arrived, where another stream tells that; 0 where the platform does
     */
    record Opening(
            String caseId,
            long openedAtMs,
            long reportedAtMs,
            @Nullable Origin origin,
            long arrivedMs) {}

    PlatformLife(MatterScript script, Opening opening, double lateness) {
        this.script = script;
        this.draws = script.draws();
        this.opening = opening;
        this.lateness = lateness;
        this.platform = Responsibility.platform(script.subject().group());
        this.department = Responsibility.department(script.subject().group());
    }

    void play() {
        long dueMs = opening.openedAtMs + goalMs();
        script.add(script.platform(platform, PlatformKind.REPORTED, opening.reportedAtMs)
                .setOrigin(opening.origin)
                .setDueAt(Instant.ofEpochMilli(dueMs)));
        boolean routine = !script.subject().urgent();
        if (routine && opening.origin == null && draws.chance(0.02)) {
            step(PlatformKind.REJECTED, opening.reportedAtMs + script.minutes(1, 8));
            return;
        }
        long closedMs = cycle(1, opening.openedAtMs, dueMs, opening.arrivedMs);
        if (closedMs > 0 && draws.chance(0.03)) {
            long reopenedMs = closedMs + script.minutes(30, 20 * 60);
            long newDueMs = reopenedMs + goalMs();
            script.add(script.platform(platform, PlatformKind.REOPENED, reopenedMs)
                    .setDueAt(Instant.ofEpochMilli(newDueMs)));
            cycle(2, reopenedMs, newDueMs, 0);
        }
    }

    private long goalMs() {
        if (script.subject().urgent()) {
            return 4 * HOUR_MS;
        }
        return switch (script.subject().group()) {
            case "street-order", "city-appearance" -> 12 * HOUR_MS;
            case "market", "dispute", "service" -> 48 * HOUR_MS;
            default -> 24 * HOUR_MS;
        };
    }

    /** Returns when it was closed, 0 if it was called off. */
    private long cycle(int cycle, long openedMs, long dueMs, long arrivedElsewhereMs) {
        boolean urgent = script.subject().urgent();
        // The accept clock does not start again with a reopening, so only the first acceptance can be late.
        boolean lateAccept = cycle == 1 && late(0.012);
        long acceptedMs = openedMs + (lateAccept ? script.minutes(11, 75) : script.minutesMostlyShort(2.2, 9.5));
        step(PlatformKind.ACCEPTED, acceptedMs);
        if (cycle == 1) {
            script.breach("accept", opening.caseId, cycle, null, openedMs + ACCEPT_MS, acceptedMs);
        }
        if (!urgent && draws.chance(0.015)) {
            step(PlatformKind.CANCELLED, acceptedMs + script.minutes(1, 4));
            return 0;
        }
        long assignedMs = acceptedMs + (late(0.012) ? script.minutes(6, 45) : script.minutesMostlyShort(0.3, 4.8));
        step(PlatformKind.ASSIGNED, assignedMs, department);
        script.breach("assign", opening.caseId, cycle, null, acceptedMs + ASSIGN_MS, assignedMs);
        boolean returned = !urgent && draws.chance(0.05);
        long workMs = urgent
                ? emergency(cycle, assignedMs, arrivedElsewhereMs)
                : routine(returned ? returned(assignedMs) : assignedMs);
        if (draws.chance(0.04)) {
            step(PlatformKind.SUPERVISED, workMs + script.minutes(1, 4));
        }
        return close(cycle, openedMs, workMs, dueMs, returned ? 0 : assignedMs);
    }

    /** Sent back, and assigned once more. */
    private long returned(long assignedMs) {
        long returnedMs = assignedMs + script.minutes(3, 30);
        step(PlatformKind.RETURNED, returnedMs, department);
        long againMs = returnedMs + script.minutes(0.5, 4);
        step(PlatformKind.ASSIGNED, againMs, department);
        return againMs;
    }

    private long emergency(int cycle, long assignedMs, long arrivedElsewhereMs) {
        if (arrivedElsewhereMs > 0) {
            return Math.max(assignedMs, arrivedElsewhereMs);
        }
        long arrivedMs = assignedMs + (late(0.035) ? script.minutes(21, 55) : script.minutes(4, 18.5));
        step(PlatformKind.ARRIVED, arrivedMs, department);
        script.breach("on-scene", opening.caseId, cycle, department, assignedMs + ON_SCENE_MS, arrivedMs);
        return arrivedMs;
    }

    private long routine(long assignedMs) {
        long arrivedMs = assignedMs + script.minutes(15, 150);
        if (draws.chance(0.8)) {
            step(PlatformKind.ARRIVED, arrivedMs, department);
        }
        return arrivedMs;
    }

    /** @param assignedMs 0 where the feedback clock has begun anew */
    private long close(int cycle, long openedMs, long workMs, long dueMs, long assignedMs) {
        boolean late = late(0.03);
        long goalMs = dueMs - openedMs;
        double share = draws.between(0.05, 0.9) * draws.unit();
        long closedMs = late
                ? dueMs + script.minutes(10, 900)
                : Math.max(workMs + script.minutes(6, 25), openedMs + (long) (share * goalMs));
        boolean suspended = !late && goalMs >= 24 * HOUR_MS && draws.chance(0.06);
        if (suspended) {
            long suspendedMs = workMs + script.minutes(4, 6);
            long resumedMs = suspendedMs + script.minutes(30, 240);
            step(PlatformKind.SUSPENDED, suspendedMs);
            step(PlatformKind.RESUMED, resumedMs);
            closedMs = Math.max(closedMs, resumedMs + script.minutes(10, 60));
        }
        // Most departments say something on the day itself; one that is silent until the end has broken a promise.
        boolean silent = !suspended && assignedMs > 0 && closedMs > assignedMs + 25 * HOUR_MS && late(0.15);
        if (!silent) {
            step(PlatformKind.FEEDBACK, workMs + script.minutes(2, 3.5), department);
        }
        long lastWordMs = closedMs - script.minutes(0.5, 2);
        step(PlatformKind.FEEDBACK, lastWordMs, department);
        if (silent) {
            script.breach("feedback", opening.caseId, cycle, null, assignedMs + FEEDBACK_MS, lastWordMs);
        }
        PlatformEvent.Builder closing = script.platform(platform, PlatformKind.CLOSED, closedMs);
        if (draws.chance(0.7)) {
            closing.setSatisfaction(draws.chance(0.85) ? "satisfied" : draws.chance(0.6) ? "neutral" : "dissatisfied");
        }
        script.add(closing);
        script.breach("close", opening.caseId, cycle, null, dueMs, closedMs);
        return closedMs;
    }

    private boolean late(double probability) {
        return draws.chance(probability * lateness);
    }

    private void step(PlatformKind kind, long atMs) {
        script.add(script.platform(platform, kind, atMs));
    }

    private void step(PlatformKind kind, long atMs, Department by) {
        script.add(script.platform(platform, kind, atMs)
                .setDepartmentId(by.code())
                .setHandlerId("DZ-" + by.code() + "-1"));
    }
}
