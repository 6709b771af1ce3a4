package org.govbrain.domain.sla;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.govbrain.domain.event.GovernanceEvent;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of a case, from its events alone: a pure function, compiled once from a policy and its calendars, and
 * thread-safe. docs/SLA.md tells the model.
 *
 * <p>Events are distinct and in {@link GovernanceEvent#FOLD_ORDER}; those after {@code asOf} are not known yet. A clock
 * that is due at or before {@code asOf} and was not stopped at or before its deadline is BREACHED.
 */
public final class ClockEvaluator {
    private static final Comparator<Attempt> BY_DEPARTMENT = Comparator.<Attempt>comparingInt(a -> a.cycle)
            .thenComparing(a -> a.department == null ? "" : a.department)
            .thenComparingInt(a -> a.number);

    private final Policy policy;
    private final CompiledClock[] clocks;
    private final ClockReading reading;
    private final ClockNarrator narrator;

    /** The clocks as {@link #ClockEvaluator(Policy, WorkCalendars, ZoneId)} has them, explained in UTC. */
    public ClockEvaluator(Policy policy, WorkCalendars calendars) {
        this(policy, calendars, ZoneOffset.UTC);
    }

    /**
     * Compiles the clocks of cases; those of grids are {@code PatrolCadence}'s.
     *
     * @param zone whose times stand in explanations
     * @throws IllegalArgumentException if a clock names an unknown calendar
     */
    public ClockEvaluator(Policy policy, WorkCalendars calendars, ZoneId zone) {
        this.policy = policy;
        List<CompiledClock> compiled = new ArrayList<>();
        for (ClockRule rule : policy.clocks()) {
            if (rule.scope() == ClockRule.Scope.CASE) {
                compiled.add(new CompiledClock(rule, calendars));
            }
        }
        clocks = compiled.toArray(new CompiledClock[0]);
        reading = new ClockReading(policy.version(), calendars);
        narrator = new ClockNarrator(zone);
    }

    public Policy policy() {
        return policy;
    }

    /** Every clock of every cycle, department and attempt: in the order of the policy, then of these three. */
    public List<Clock> evaluate(ClockSubject subject, List<GovernanceEvent> events, Instant asOf) {
        return evaluate(subject, events, asOf, false);
    }

    /** The same with {@link Clock#explain} filled; for a few cases, not for each event. */
    public List<Clock> evaluateExplained(ClockSubject subject, List<GovernanceEvent> events, Instant asOf) {
        return evaluate(subject, events, asOf, true);
    }

    /** Why a breach that was told before is none: {@code clock} as it stands now, explained. */
    public List<Explanation> withdrawal(Clock clock) {
        List<Explanation> lines = new ArrayList<>(clock.explain());
        lines.add(narrator.withdrawal(clock));
        return lines;
    }

    private List<Clock> evaluate(ClockSubject subject, List<GovernanceEvent> events, Instant asOf, boolean explained) {
        Timeline line = new Timeline(events, asOf);
        List<Clock> out = new ArrayList<>(8);
        List<Attempt> attempts = new ArrayList<>(4);
        for (CompiledClock clock : clocks) {
            if (!clock.rule.when().admits(subject)) {
                continue;
            }
            attempts.clear();
            ClockFold.fold(clock, line, explained, attempts);
            if (clock.rule.perDepartment() && attempts.size() > 1) {
                Collections.sort(attempts, BY_DEPARTMENT);
            }
            for (int i = 0; i < attempts.size(); i++) {
                Attempt attempt = attempts.get(i);
                Clock read = reading.read(clock, attempt, subject, line);
                if (read != null) {
                    out.add(explained ? read.withExplain(narrator.tell(clock.rule, attempt, read, line)) : read);
                }
            }
        }
        return out;
    }

    /** The earliest instant after {@code asOf} at which time alone changes one of the clocks; null if none does. */
    public @Nullable Instant nextChange(List<Clock> evaluated, Instant asOf) {
        Instant next = null;
        for (int i = 0; i < evaluated.size(); i++) {
            Clock clock = evaluated.get(i);
            if (clock.isRunning() || clock.state() == ClockState.PAUSED) {
                next = earlier(next, clock.warnAt(), asOf);
                next = earlier(next, clock.dueAt(), asOf);
            }
        }
        return next;
    }

    private static @Nullable Instant earlier(@Nullable Instant best, @Nullable Instant other, Instant asOf) {
        if (other == null || !other.isAfter(asOf)) {
            return best;
        }
        return best == null || other.isBefore(best) ? other : best;
    }
}
