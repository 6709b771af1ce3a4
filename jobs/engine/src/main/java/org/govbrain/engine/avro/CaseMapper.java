package org.govbrain.engine.avro;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.govbrain.domain.matter.Matter;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.domain.situation.Place;
import org.govbrain.domain.sla.Clock;
import org.govbrain.domain.sla.ClockState;
import org.govbrain.schemas.document.CaseDocument;
import org.govbrain.schemas.document.CaseLink;
import org.govbrain.schemas.document.ClockEntry;
import org.govbrain.schemas.document.GeoPoint;
import org.jspecify.annotations.Nullable;

/**
 * Cases to their documents. Seconds of a clock are told once it has stopped: while it runs they would change with
 * every instant, and whoever looks can count from its start.
 */
public final class CaseMapper implements DocumentMapper<CaseSituation, CaseDocument> {
    private static final long serialVersionUID = 1L;
    /** Flag of a case with a clock whose deadline or working time cannot be told. */
    private static final String CLOCK_PROBLEM = "clock_problem";

    @Override
    public CaseDocument toDocument(CaseSituation situation) {
        Matter matter = situation.matter();
        CaseDocument document = new CaseDocument();
        document.setTimestamp(matter.openedAt());
        document.setCaseId(situation.caseId());
        document.setRevision(situation.revision());
        document.setOrigin(situation.origin());
        document.setSourceIds(matter.sourceIds());
        document.setMergedInto(situation.mergedInto());
        place(document, situation.place());
        document.setBuildingId(matter.buildingId());
        document.setLocation(point(matter.lon(), matter.lat()));
        document.setDepartmentId(matter.departmentId());
        document.setDepartmentIds(matter.departmentIds());
        document.setPlatform(matter.platform());
        document.setSourceSystem(matter.sourceSystem());
        document.setCategory(matter.category());
        document.setCategoryGroup(situation.categoryGroup());
        document.setUrgency(word(matter.urgency()));
        document.setStage(matter.stage().word());
        document.setCycle(matter.cycle());
        document.setLight(situation.light().word());
        document.setOpen(situation.isOpen());
        document.setOpenedAt(matter.openedAt());
        document.setAcceptedAt(matter.acceptedAt());
        document.setAssignedAt(matter.assignedAt());
        document.setArrivedAt(matter.arrivedAt());
        document.setClosedAt(matter.closedAt());
        document.setDueAt(matter.dueAt());
        document.setReopened(matter.reopened());
        document.setReturned(matter.returned());
        document.setSupervised(matter.supervised());
        document.setSatisfaction(matter.satisfaction());
        document.setFlags(flags(situation));
        document.setLinks(situation.links().stream()
                .map(link -> new CaseLink(link.caseId(), "probable", link.score()))
                .toList());
        document.setClocks(situation.clocks().stream()
                .map(clock -> entry(clock, situation.standsOut()))
                .toList());
        clocks(document, situation);
        document.setEvents(matter.events());
        document.setLastEventAt(matter.lastEventAt());
        document.setPolicyVersion(situation.policyVersion());
        return document;
    }

    /** A clock that cannot tell its deadline is seen on its case, for nobody asks a clock that never breaches. */
    private static List<String> flags(CaseSituation situation) {
        List<String> flags = situation.matter().flags();
        if (situation.clocks().stream().allMatch(clock -> clock.problem() == null)) {
            return flags;
        }
        List<String> more = new ArrayList<>(flags);
        more.add(CLOCK_PROBLEM);
        return more;
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static @Nullable GeoPoint point(@Nullable Double lon, @Nullable Double lat) {
        return lon == null || lat == null ? null : new GeoPoint(lat, lon);
    }

    private static void place(CaseDocument document, Place place) {
        document.setGridId(place.gridId());
        document.setGridName(place.gridName());
        document.setCommunityId(place.communityId());
        document.setCommunityName(place.communityName());
        document.setNeighbourhoodClass(place.neighbourhoodClass());
    }

    private static void clocks(CaseDocument document, CaseSituation situation) {
        Clock next = null;
        for (Clock clock : situation.clocks()) {
            Instant dueAt = clock.dueAt();
            if (clock.isRunning() && dueAt != null && (next == null || dueAt.isBefore(due(next)))) {
                next = clock;
            }
        }
        if (next != null) {
            document.setNextClock(next.clockId());
            document.setNextDueAt(next.dueAt());
        }
        int cycle = situation.matter().cycle();
        List<Clock> clocks = situation.clocks();
        FlatClock accept = FlatClock.of(clocks, "accept", cycle);
        document.setAcceptState(accept.state());
        document.setAcceptDueAt(accept.dueAt());
        document.setAcceptSeconds(accept.seconds());
        FlatClock assign = FlatClock.of(clocks, "assign", cycle);
        document.setAssignState(assign.state());
        document.setAssignDueAt(assign.dueAt());
        document.setAssignSeconds(assign.seconds());
        FlatClock onScene = FlatClock.of(clocks, "on-scene", cycle);
        document.setOnSceneState(onScene.state());
        document.setOnSceneDueAt(onScene.dueAt());
        document.setOnSceneSeconds(onScene.seconds());
        FlatClock close = FlatClock.of(clocks, "close", cycle);
        document.setCloseState(close.state());
        document.setCloseDueAt(close.dueAt());
        document.setCloseSeconds(close.seconds());
        FlatClock feedback = FlatClock.of(clocks, "feedback", cycle);
        document.setFeedbackState(feedback.state());
        document.setFeedbackDueAt(feedback.dueAt());
        document.setFeedbackSeconds(feedback.seconds());
    }

    private static Instant due(Clock clock) {
        Instant dueAt = clock.dueAt();
        return dueAt == null ? Instant.MAX : dueAt;
    }

    private static ClockEntry entry(Clock clock, boolean explained) {
        boolean stopped = clock.stoppedAt() != null;
        boolean worked = stopped && clock.problem() == null;
        return ClockEntry.newBuilder()
                .setClock(clock.clockId())
                .setCycle(clock.cycle())
                .setDepartmentId(clock.departmentId())
                .setState(word(clock.state()))
                .setStartedAt(clock.startedAt())
                .setDueAt(clock.dueAt())
                .setStoppedAt(clock.stoppedAt())
                .setElapsedSeconds(stopped ? clock.elapsedMs() / 1000.0 : null)
                .setBusinessSeconds(worked ? clock.businessMs() / 1000.0 : null)
                .setPausedSeconds(stopped ? clock.pausedMs() / 1000.0 : null)
                .setSeverity(clock.severity())
                .setAttempt(clock.attempt())
                .setProblem(clock.problem())
                .setExplain(explained ? BreachMapper.lines(clock.explain(), false) : List.of())
                .setExplainZh(explained ? BreachMapper.lines(clock.explain(), true) : List.of())
                .build();
    }

    /** What a panel asks of one clock: of several departments the worst, in the current cycle. */
    private record FlatClock(
            @Nullable String state,
            @Nullable Instant dueAt,
            @Nullable Double seconds) {
        private static final FlatClock NONE = new FlatClock(null, null, null);

        static FlatClock of(List<Clock> clocks, String clockId, int cycle) {
            Clock worst = null;
            for (Clock clock : clocks) {
                if (clock.cycle() == cycle
                        && clock.clockId().equals(clockId)
                        && (worst == null || worse(clock, worst))) {
                    worst = clock;
                }
            }
            return worst == null
                    ? NONE
                    : new FlatClock(
                            word(worst.state()),
                            worst.dueAt(),
                            worst.stoppedAt() == null ? null : worst.elapsedMs() / 1000.0);
        }

        private static boolean worse(Clock one, Clock other) {
            return overdue(one) == overdue(other) ? one.state().compareTo(other.state()) > 0 : overdue(one);
        }

        private static boolean overdue(Clock clock) {
            return clock.state() == ClockState.BREACHED && clock.stoppedAt() == null;
        }
    }
}
