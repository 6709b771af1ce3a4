package org.govbrain.domain.situation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.govbrain.domain.event.CategoryCatalogue;
import org.govbrain.domain.event.CloseGoal;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.matter.CaseKey;
import org.govbrain.domain.matter.CaseLink;
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
        List<GovernanceEvent> own = known.moved.isEmpty() ? happened : stayed(happened, known);
        boolean superseded = own.isEmpty();
        Matter matter = MatterFold.fold(superseded ? happened : own);
        if (!matter.isCase()) {
            return Optional.empty();
        }
        Instant lastAt = happened.get(happened.size() - 1).occurredAt();
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
                superseded ? target(happened, known) : null,
                matter,
                group,
                place,
                links(known, matter),
                running,
                Light.of(running),
                promised.data().policy().version(),
                earlier(promised.clocks().nextChange(running, asOf), adoptsAt),
                revision(known, happened, running, promised.changes(), history.indexAt(lastAt))));
    }

    /** The first instant at which another version changes what a case with these events was promised; null if none. */
    public @Nullable Instant firstAdoption(CaseRecord known) {
        Instant openedAt = known.events.isEmpty() ? null : known.events.get(0).occurredAt();
        return openedAt == null ? null : history.nextAdoption(openedAt, openedAt);
    }

    /** Clocks that stand out are explained, with all others of their case: an officer will ask why. */
    private static List<Clock> clocks(
            ClockEvaluator clocks, ClockSubject subject, List<GovernanceEvent> own, CaseRecord known, Instant asOf) {
        List<Clock> running = clocks.evaluate(subject, own, asOf);
        boolean asksWhy = !known.breaches.isEmpty();
        for (int i = 0; i < running.size() && !asksWhy; i++) {
            Clock clock = running.get(i);
            asksWhy = clock.state() == ClockState.BREACHED
                    || clock.state() == ClockState.PAUSED
                    || clock.problem() != null;
        }
        return asksWhy ? clocks.evaluateExplained(subject, own, asOf) : running;
    }

    /** The breaches to be said: those of the situation, and those said before that prove wrong, withdrawn. */
    public List<Breach> breaches(CaseRecord known, CaseSituation situation) {
        List<Breach> breaches = new ArrayList<>();
        for (Clock clock : situation.clocks()) {
            if (clock.state() == ClockState.BREACHED) {
                breaches.add(breach(situation, clock, known));
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

    private Breach breach(CaseSituation situation, Clock clock, CaseRecord known) {
        Instant dueAt = clock.dueAt();
        if (dueAt == null) {
            throw new IllegalStateException("a breached clock has a deadline: " + clock);
        }
        Matter matter = situation.matter();
        Instant heard = known.firstHeardAt;
        return new Breach(
                clock.key(situation.caseId()),
                situation.caseId(),
                clock.clockId(),
                clock.cycle(),
                clock.departmentId(),
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
                heard != null && heard.isAfter(dueAt),
                clock.policyVersion(),
                clock.explain());
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
        return events.stream()
                .filter(event -> event.stream() != Stream.PLATFORM || !known.moved.containsKey(event.subjectId()))
                .toList();
    }

    private static @Nullable String target(List<GovernanceEvent> events, CaseRecord known) {
        return known.moved.get(events.get(0).subjectId());
    }

    /** A link to a platform case that has since been joined here by its origin says nothing more. */
    private static List<CaseLink> links(CaseRecord known, Matter matter) {
        if (known.links.isEmpty()) {
            return List.of();
        }
        return known.links.values().stream()
                .filter(link -> !matter.sourceIds().contains(link.caseId()))
                .sorted(Comparator.comparing(CaseLink::caseId))
                .toList();
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

    /**
     * Knowledge in the upper bits, then the changes of policy that running clocks adopted, then the steps that time alone
     * took: the number grows with each news, change and deadline, and is equal for equal knowledge, so a replay in any
     * order ends at the same number. Without this a counter of changes could stop short of the number that an earlier run
     * had reached, and the index would refuse the final document. Changes stand below knowledge and above steps, because
     * late news can take a change back and a change can take steps back.
     */
    private static long revision(
            CaseRecord known, List<GovernanceEvent> happened, List<Clock> clocks, int changes, int placeVersion) {
        long steps = 0;
        for (int i = 0; i < clocks.size(); i++) {
            ClockState state = clocks.get(i).state();
            steps += state == ClockState.BREACHED ? 2 : state == ClockState.WARNED ? 1 : 0;
        }
        long knowledge = (long) happened.size() + known.links.size() + known.moved.size() + placeVersion;
        return (((knowledge << CHANGE_BITS) + Math.min(changes, MOST_CHANGES)) << STEP_BITS)
                + Math.min(steps, MOST_STEPS);
    }
}
