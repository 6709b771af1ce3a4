package org.govbrain.domain.sla;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of grids: how long a grid may go without a patrol. Each patrol ends the gap before it and begins the next, and
 * the first gap begins when the grid is first known, so that a grid that nobody ever visits breaches too. By hour: the
 * calendar of the clock says which hours count.
 *
 * <p>A gap is named by the minute in which it began ({@link Clock#cycle}), not by a running number, which a patrol that is
 * reported late would shift.
 */
public final class PatrolCadence {
    private static final long MINUTE_MS = 60_000L;

    private final List<CompiledClock> clocks = new ArrayList<>();
    private final ClockReading reading;

    /** Compiles the policy's clocks of grids; there may be none. */
    public PatrolCadence(Policy policy, WorkCalendars calendars) {
        for (ClockRule rule : policy.clocks()) {
            if (rule.scope() == ClockRule.Scope.GRID) {
                clocks.add(new CompiledClock(rule, calendars));
            }
        }
        reading = new ClockReading(policy.version(), calendars);
    }

    /** Whether the event counts as a patrol of the grid in which it lies. */
    public boolean isPatrol(GovernanceEvent event) {
        int code = Timeline.code(event.stream(), event.kind());
        for (CompiledClock clock : clocks) {
            if (clock.stops(code)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Every gap of one grid, the last one still open, in the order of the policy and then of time.
     *
     * @param knownSince when the grid was first known, or the end of what was forgotten
     * @param events in fold order; those that are no patrol of the clock, or before {@code knownSince}, don't count
     */
    public List<Clock> evaluate(
            @Nullable String neighbourhoodClass, Instant knownSince, List<GovernanceEvent> events, Instant asOf) {
        List<Clock> gaps = new ArrayList<>();
        Timeline line = new Timeline(List.of(), asOf);
        for (CompiledClock clock : clocks) {
            long start = knownSince.toEpochMilli();
            for (GovernanceEvent event : events) {
                long at = event.occurredAt().toEpochMilli();
                boolean counts = at > start && at <= line.asOf;
                if (counts && clock.stops(Timeline.code(event.stream(), event.kind()))) {
                    // Within one minute it is one patrol: its records must not make gaps of one name.
                    if (at / MINUTE_MS > start / MINUTE_MS) {
                        add(gap(clock, neighbourhoodClass, start, at, line), gaps);
                    }
                    start = at;
                }
            }
            if (start <= line.asOf) {
                add(gap(clock, neighbourhoodClass, start, Timeline.NONE, line), gaps);
            }
        }
        return gaps;
    }

    /**
     * One gap, from {@code start} to the next patrol, or still open when there is none by {@code asOf}: for a caller that
     * keeps no events. A clock that doesn't apply to the class has none.
     */
    public List<Clock> gap(
            @Nullable String neighbourhoodClass, Instant start, @Nullable Instant nextPatrol, Instant asOf) {
        List<Clock> gaps = new ArrayList<>();
        Timeline line = new Timeline(List.of(), asOf);
        long end = nextPatrol == null || nextPatrol.isAfter(asOf) ? Timeline.NONE : nextPatrol.toEpochMilli();
        for (CompiledClock clock : clocks) {
            add(gap(clock, neighbourhoodClass, start.toEpochMilli(), end, line), gaps);
        }
        return gaps;
    }

    private static void add(@Nullable Clock clock, List<Clock> gaps) {
        if (clock != null) {
            gaps.add(clock);
        }
    }

    private @Nullable Clock gap(
            CompiledClock clock, @Nullable String neighbourhoodClass, long start, long end, Timeline line) {
        ClockSubject grid = new ClockSubject("", null, null, neighbourhoodClass, null, null);
        if (!clock.rule.when().admits(grid)) {
            return null;
        }
        Attempt attempt = new Attempt(null, (int) (start / MINUTE_MS), 1, start, Urgency.ROUTINE, null);
        if (end != Timeline.NONE) {
            attempt.end(end, false);
        }
        return reading.read(clock, attempt, grid, line);
    }
}
