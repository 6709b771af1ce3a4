package org.govbrain.local.simulate;

import java.util.List;
import org.govbrain.local.city.Department;
import org.govbrain.local.city.Draws;
import org.govbrain.schemas.input.LinkageKind;

/** The part of an incident that 110 tells: received, departments sent and on scene, closed. */
final class IncidentLife {
    private final MatterScript script;
    private final Draws draws;
    private final double lateness;
    private final long receivedMs;

    IncidentLife(MatterScript script, double lateness) {
        this.script = script;
        this.draws = script.draws();
        this.lateness = lateness;
        this.receivedMs = script.subject().openedAtMs();
    }

    /** Returns when the last department was there, or 0 when no platform comes to know of it. */
    long play() {
        script.linkage(LinkageKind.RECEIVED, receivedMs, null);
        if (draws.chance(0.12)) {
            falseAlarm();
            return 0;
        }
        List<Department> departments = Responsibility.dispatched(
                script.subject().group(), script.subject().urgent(), draws);
        long lastMs = receivedMs;
        for (Department department : departments) {
            lastMs = Math.max(lastMs, send(department, department == departments.get(0)));
        }
        if (draws.chance(0.1)) {
            script.linkage(LinkageKind.TRANSFERRED, lastMs + script.minutes(1, 4), departments.get(0));
        }
        long doneMs = lastMs + script.minutes(12, 50);
        script.linkage(LinkageKind.CLOSED, doneMs, null);
        if (draws.chance(0.01 * lateness)) {
            script.breach("accept", script.id(), 1, null, receivedMs + PlatformLife.ACCEPT_MS, doneMs);
            return 0;
        }
        return lastMs;
    }

    /** Over before anybody had to accept it. */
    private void falseAlarm() {
        long sentMs = receivedMs + script.minutes(0.7, 2);
        script.linkage(LinkageKind.DISPATCHED, sentMs, Department.POLICE);
        if (draws.chance(0.5)) {
            script.linkage(LinkageKind.STOOD_DOWN, receivedMs + script.minutes(3, 5), Department.POLICE);
            script.linkage(LinkageKind.CANCELLED, receivedMs + script.minutes(5.1, 9), null);
        } else {
            script.linkage(LinkageKind.ARRIVED, receivedMs + script.minutes(3, 6), Department.POLICE);
            script.linkage(LinkageKind.CLOSED, receivedMs + script.minutes(6.1, 9.5), null);
        }
    }

    /** The first one leaves before the platform assigns it, so that its clock begins here. */
    private long send(Department department, boolean first) {
        long sentMs = receivedMs + (first ? script.minutes(0.7, 2.3) : script.minutes(2.4, 9));
        script.linkage(LinkageKind.DISPATCHED, sentMs, department);
        if (!first && draws.chance(0.15)) {
            long backMs = sentMs + script.minutes(2, 14);
            script.linkage(LinkageKind.STOOD_DOWN, backMs, department);
            return backMs;
        }
        boolean late = draws.chance(0.035 * lateness);
        long arrivedMs = sentMs + (late ? script.minutes(21, 55) : script.minutes(4, 18.5));
        script.linkage(LinkageKind.ARRIVED, arrivedMs, department);
        if (script.subject().urgent()) {
            script.breach("on-scene", script.id(), 1, department, sentMs + PlatformLife.ON_SCENE_MS, arrivedMs);
        }
        return arrivedMs;
    }
}
