package org.govbrain.domain.situation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.govbrain.domain.event.CategoryCatalogue;
import org.govbrain.domain.event.CloseGoal;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Locator;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.hotspot.CaseHistory;
import org.govbrain.domain.matter.CaseKey;
import org.govbrain.domain.matter.CaseLink;
import org.govbrain.domain.matter.CaseMove;
import org.govbrain.domain.matter.Matter;
import org.govbrain.domain.matter.MatterFold;
import org.govbrain.domain.situation.ReferenceHistory.Promises;
import org.govbrain.domain.sla.Clock;
import org.govbrain.domain.sla.ClockEvaluator;
import org.govbrain.domain.sla.ClockState;
import org.govbrain.domain.sla.ClockSubject;
import org.jspecify.annotations.Nullable;

/** Folds what was heard of a case into its situation at one instant. Pure: reference data and time are arguments. */
public final class SituationFold {
    private static final int STEP_BITS = 14;
    private static final long MOST_STEPS = (1L << STEP_BITS) - 1;
    private static final int CHANGE_BITS = 8;
    private static final long MOST_CHANGES = (1L << CHANGE_BITS) - 1;
    private static final Comparator<CaseMove> BY_TARGET = Comparator.comparing(CaseMove::toCaseId);

    private final ReferenceHistory history;

    public SituationFold(ReferenceHistory history) {
        this.history = history;
    }

    /**
     * The situation of the case {@code caseKey} from what had happened by {@code asOf}; empty while it is no case yet.
     * Events after {@code asOf} are left for later, so that what is said does not depend on how early they arrived.
     */
    public Optional<CaseSituation> fold(String caseKey, CaseRecord known, Instant asOf) {
        List<GovernanceEvent> happened = happened(known, asOf);
        if (happened.isEmpty()) {
            return Optional.empty();
        }
        List<GovernanceEvent> own = stayed(happened, known);
        Matter matter = MatterFold.fold(own.isEmpty() ? happened : own);
        // A finding is a case only through its platform case; when that went elsewhere, so did the case.
        boolean superseded = own.isEmpty() || (!known.moved.isEmpty() && !matter.isCase());
        String mergedInto =
                superseded ? Collections.min(known.moved.values(), BY_TARGET).toCaseId() : null;
        // A case of the same number as its origin has the same document: its origin's says all.
        boolean sameDocument = CaseKey.caseId(caseKey).equals(mergedInto);
        if (sameDocument || (!superseded && !matter.isCase())) {
            return Optional.empty();
        }
        Instant lastAt = matter.lastEventAt();
        Instant endedAt = matter.stage().isEnded() ? matter.closedAt() : null;
        Promises promised = history.promises(matter.openedAt(), endedAt == null ? asOf : endedAt);
        CategoryCatalogue categories = promised.data().categories();
        String group = categories.groupOf(matter.category());
        Place place = Place.of(history.at(lastAt).grids(), matter.gridId());
        List<Clock> running = superseded
                ? List.of()
                : clocks(promised.clocks(), subject(categories, group, place, matter), own, known, asOf);
        Instant adoptsAt = endedAt == null ? history.nextAdoption(matter.openedAt(), asOf) : null;
        return Optional.of(new CaseSituation(
                CaseKey.caseId(caseKey),
                CaseKey.origin(caseKey),
                mergedInto,
                matter,
                group,
                place,
                superseded ? List.of() : links(known, matter),
                running,
                Light.of(running),
                promised.data().policy().version(),
                earlier(promised.clocks().nextChange(running, asOf), adoptsAt),
                revision(
                        known,
                        own,
                        running,
                        promised.changes(),
                        history.citiesBefore() + history.indexAt(known.newestWithMoved(lastAt)))));
    }

    /** The event in its grid: who located it before there was any city could not say anything of it. */
    public GovernanceEvent located(GovernanceEvent event) {
        boolean unsaid = event.gridId() == null
                && event.flags().isEmpty()
                && (event.lon() != null || event.buildingId() != null);
        if (!unsaid) {
            return event;
        }
        ReferenceData city = history.at(event.occurredAt());
        return new Locator(city.grids(), city.buildings()).locate(event);
    }

    /** The first instant at which another version changes what a case with these events was promised; null if none. */
    public @Nullable Instant firstAdoption(CaseRecord known) {
        Instant openedAt = known.events.isEmpty() ? null : known.events.get(0).occurredAt();
        return openedAt == null ? null : history.nextAdoption(openedAt, openedAt);
    }

    /** Every grid that an event of the case has named by {@code asOf}, in their order. */
    public Set<String> namedGrids(CaseRecord known, Instant asOf) {
        Set<String> grids = new TreeSet<>();
        for (GovernanceEvent event : stayed(happened(known, asOf), known)) {
            if (event.gridId() != null) {
                grids.add(event.gridId());
            }
        }
        return grids;
    }

    /** Explained where somebody will ask why: of a case that stands out, and where a breach may have to be taken back. */
    private static List<Clock> clocks(
            ClockEvaluator clocks, ClockSubject subject, List<GovernanceEvent> own, CaseRecord known, Instant asOf) {
        if (!known.breaches.isEmpty()) {
            return clocks.evaluateExplained(subject, own, asOf);
        }
        List<Clock> running = clocks.evaluate(subject, own, asOf);
        return CaseSituation.standsOut(running) ? clocks.evaluateExplained(subject, own, asOf) : running;
    }

    /** What hotspots need of the case from what had happened by {@code asOf}; empty before its first event. */
    public Optional<CaseHistory> history(String caseKey, CaseRecord known, Instant asOf) {
        List<GovernanceEvent> happened = happened(known, asOf);
        if (happened.isEmpty()) {
            return Optional.empty();
        }
        List<GovernanceEvent> own = known.moved.isEmpty() ? happened : stayed(happened, known);
        boolean superseded = own.isEmpty();
        return Optional.of(CaseHistory.of(
                CaseKey.caseId(caseKey),
                CaseKey.stream(caseKey),
                superseded,
                superseded ? happened : own,
                history.at(happened.get(0).occurredAt()).categories()));
    }

    /** The breaches to be said: those of the situation, and those said before that prove wrong, withdrawn. */
    public List<Breach> breaches(CaseRecord known, CaseSituation situation) {
        List<Breach> breaches = new ArrayList<>();
        for (Clock clock : situation.clocks()) {
            if (clock.state() == ClockState.BREACHED) {
                breaches.add(breach(known, situation, clock));
            }
        }
        for (Breach said : known.breaches) {
            if (breaches.stream().noneMatch(breach -> breach.breachId().equals(said.breachId()))) {
                breaches.add(withdrawn(said, situation));
            }
        }
        return breaches;
    }

    private Breach withdrawn(Breach said, CaseSituation situation) {
        for (Clock clock : situation.clocks()) {
            if (clock.key(situation.caseId()).equals(said.breachId())) {
                Matter matter = situation.matter();
                ClockEvaluator clocks = history.promises(matter.openedAt(), matter.lastEventAt())
                        .clocks();
                return said.withdrawn(clocks.withdrawal(clock));
            }
        }
        return said.state() == BreachState.WITHDRAWN ? said : said.withdrawn(said.explain());
    }

    private static Breach breach(CaseRecord known, CaseSituation situation, Clock clock) {
        Instant dueAt = clock.dueAt();
        if (dueAt == null) {
            throw new IllegalStateException("a breached clock has a deadline: " + clock);
        }
        Matter matter = situation.matter();
        return new Breach(
                clock.key(situation.caseId()),
                situation.caseId(),
                situation.origin(),
                clock.clockId(),
                clock.cycle(),
                clock.departmentId(),
                owner(clock, dueAt, known),
                situation.place(),
                matter.buildingId(),
                matter.lon(),
                matter.lat(),
                matter.platform(),
                situation.categoryGroup(),
                matter.urgency(),
                clock.severity(),
                clock.stoppedAt() == null ? BreachState.OPEN : BreachState.RESOLVED,
                null,
                clock.startedAt(),
                dueAt,
                clock.stoppedAt(),
                clock.policyVersion(),
                clock.explain());
    }

    /**
     * Whose step it was at the deadline: the clock's department; else the one that had been given the case by then; before that
     * the platform, whose step giving it was, or the command room while no platform knew of it. A date may lie before all that is
     * known of the case: then whoever had it when the clock started.
     */
    private static String owner(Clock clock, Instant dueAt, CaseRecord known) {
        if (clock.departmentId() != null) {
            return clock.departmentId();
        }
        Instant then = dueAt.isBefore(clock.startedAt()) ? clock.startedAt() : dueAt;
        Matter matter = MatterFold.fold(stayed(happened(known, then), known));
        String department = matter.assignedAt() == null ? null : matter.departmentId();
        String platform = matter.platform();
        return department != null ? department : platform != null ? platform : Breach.DISPATCHER;
    }

    private static List<GovernanceEvent> happened(CaseRecord known, Instant asOf) {
        List<GovernanceEvent> events = known.events;
        int end = events.size();
        while (end > 0 && events.get(end - 1).occurredAt().isAfter(asOf)) {
            end--;
        }
        return events.subList(0, end);
    }

    private static List<GovernanceEvent> stayed(List<GovernanceEvent> events, CaseRecord known) {
        return known.moved.isEmpty()
                ? events
                : events.stream().filter(event -> isHere(event, known)).toList();
    }

    private static boolean isHere(GovernanceEvent event, CaseRecord known) {
        return event.stream() != Stream.PLATFORM || !known.moved.containsKey(event.subjectId());
    }

    /** The best score of each link that still says something: not of a platform case that has since been joined. */
    private static List<CaseLink> links(CaseRecord known, Matter matter) {
        if (known.links.isEmpty()) {
            return List.of();
        }
        Map<String, CaseLink> best = new TreeMap<>();
        for (CaseLink link : known.links) {
            if (!known.dissolved.contains(link.caseId()) && !matter.sourceIds().contains(link.caseId())) {
                best.merge(link.caseId(), link, (a, b) -> a.score() >= b.score() ? a : b);
            }
        }
        return List.copyOf(best.values());
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    private static ClockSubject subject(CategoryCatalogue categories, String group, Place place, Matter matter) {
        Optional<CloseGoal> goal = categories.closeGoal(matter.category());
        return new ClockSubject(
                group,
                matter.category(),
                matter.platform(),
                place.neighbourhoodClass(),
                goal.map(CloseGoal::goal).orElse(null),
                goal.map(CloseGoal::calendarId).orElse(null));
    }

    /** How much was known of a case when its document or a breach's got this revision: it grows with news, not with time. */
    public static long knowledgeOf(long revision) {
        return revision >> STEP_BITS >> CHANGE_BITS;
    }

    /**
     * Knowledge in the upper bits, then the changes of policy that running clocks adopted, then the steps that time alone
     * took: the number grows with each news, change and deadline, and is equal for equal knowledge, so a replay in any
     * order ends at the same number. Without this a counter of changes could stop short of the number that an earlier run
     * had reached, and the index would refuse the final document. Changes stand below knowledge and above steps, because
     * late news can take a change back and a change can take steps back.
     */
    private static long revision(
            CaseRecord known, List<GovernanceEvent> own, List<Clock> clocks, int changes, int placeVersion) {
        long steps = 0;
        for (int i = 0; i < clocks.size(); i++) {
            ClockState state = clocks.get(i).state();
            steps += state == ClockState.BREACHED ? 2 : state == ClockState.WARNED ? 1 : 0;
        }
        // An event counts twice and a move once: what leaves, and what comes back with more than it left with, is news.
        long knowledge = 2L * own.size() + known.links.size() + known.dissolved.size() + placeVersion;
        for (GovernanceEvent event : known.overruled) {
            knowledge += isHere(event, known) ? 2 : 0;
        }
        for (CaseMove move : known.moved.values()) {
            knowledge += 2L * move.events() + 1;
        }
        return (((knowledge << CHANGE_BITS) + Math.min(changes, MOST_CHANGES)) << STEP_BITS)
                + Math.min(steps, MOST_STEPS);
    }
}
