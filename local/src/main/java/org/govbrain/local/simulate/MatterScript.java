package org.govbrain.local.simulate;

import java.time.Instant;
import org.govbrain.local.city.Department;
import org.govbrain.local.city.Draws;
import org.govbrain.local.city.Platform;
import org.govbrain.schemas.Topics;
import org.govbrain.schemas.input.Crs;
import org.govbrain.schemas.input.LinkageEvent;
import org.govbrain.schemas.input.LinkageKind;
import org.govbrain.schemas.input.PatrolEvent;
import org.govbrain.schemas.input.PatrolKind;
import org.govbrain.schemas.input.PlatformEvent;
import org.govbrain.schemas.input.PlatformKind;
import org.govbrain.schemas.input.Urgency;
import org.jspecify.annotations.Nullable;

/** Writes down the events of one subject in one stream, under ids that count up. */
final class MatterScript {
    private final DayPlan book;
    private final Draws draws;
    private final Subject subject;
    private final String id;
    private int events;

    /** @param id findingId, incidentId or caseId */
    MatterScript(DayPlan book, Draws draws, Subject subject, String id) {
        this.book = book;
        this.draws = draws;
        this.subject = subject;
        this.id = id;
    }

    String id() {
        return id;
    }

    Subject subject() {
        return subject;
    }

    Draws draws() {
        return draws;
    }

    /** A length of time in milliseconds. */
    long minutes(double least, double most) {
        return (long) (draws.between(least, most) * 60_000);
    }

    /** The same, with the shorter ones more often. */
    long minutesMostlyShort(double least, double most) {
        double unit = draws.unit();
        return (long) ((least + (most - least) * unit * unit) * 60_000);
    }

    void patrol(PatrolKind kind, long atMs, String officer) {
        book.add(
                Topics.PATROL,
                atMs,
                PatrolEvent.newBuilder()
                        .setEventId(nextEventId())
                        .setOccurredAt(Instant.ofEpochMilli(atMs))
                        .setKind(kind)
                        .setOfficerId(officer)
                        .setGridId(subject.gridId())
                        .setPosition(subject.position(Crs.WGS84))
                        .setBuildingId(subject.building().buildingId())
                        .setFindingId(id)
                        .setCategory(subject.category())
                        .setUrgency(urgency())
                        .build());
    }

    void linkage(LinkageKind kind, long atMs, @Nullable Department department) {
        boolean opening = kind == LinkageKind.RECEIVED;
        book.add(
                Topics.LINKAGE,
                atMs,
                LinkageEvent.newBuilder()
                        .setEventId(nextEventId())
                        .setOccurredAt(Instant.ofEpochMilli(atMs))
                        .setKind(kind)
                        .setIncidentId(id)
                        .setDepartmentId(department == null ? null : department.code())
                        .setCategory(opening ? subject.category() : null)
                        .setUrgency(urgency())
                        .setPosition(opening ? subject.position(Crs.GCJ02) : null)
                        .setAddress(opening ? subject.building().name() : null)
                        .build());
    }

    /** A step of a platform case; the first one tells what it is about. */
    PlatformEvent.Builder platform(Platform platform, PlatformKind kind, long atMs) {
        boolean opening = kind == PlatformKind.REPORTED;
        PlatformEvent.Builder step = PlatformEvent.newBuilder()
                .setEventId(nextEventId())
                .setOccurredAt(Instant.ofEpochMilli(atMs))
                .setKind(kind)
                .setCaseId(id)
                .setSourceSystem(platform.sourceSystem());
        if (opening) {
            step.setPlatform(platform.code())
                    .setCategory(subject.category())
                    .setUrgency(urgency())
                    .setPosition(subject.position(platform.crs()))
                    .setBuildingId(subject.building().buildingId())
                    .setAddress(subject.building().name());
        }
        return step;
    }

    void add(PlatformEvent.Builder step) {
        book.add(Topics.PLATFORM, step.getOccurredAt().toEpochMilli(), step.build());
    }

    void breach(
            String clock, String caseId, int cycle, @Nullable Department department, long dueAtMs, long stoppedAtMs) {
        if (stoppedAtMs > dueAtMs) {
            book.add(new PlannedBreach(
                    clock, caseId, cycle, department == null ? null : department.code(), dueAtMs, stoppedAtMs));
        }
    }

    private Urgency urgency() {
        return subject.urgent() ? Urgency.URGENT : Urgency.ROUTINE;
    }

    private String nextEventId() {
        return id + "/" + ++events;
    }
}
