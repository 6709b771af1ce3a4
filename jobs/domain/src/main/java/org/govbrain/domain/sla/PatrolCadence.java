package org.govbrain.domain.sla;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
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
    private final ClockNarrator narrator;

    /** Compiles the policy's clocks of grids; there may be none. Times in explanations are of {@code zone}. */
    public PatrolCadence(Policy policy, WorkCalendars calendars, ZoneId zone) {
        for (ClockRule rule : policy.clocks()) {
            if (rule.scope() == ClockRule.Scope.GRID) {
                clocks.add(new CompiledClock(rule, calendars));
            }
        }
        reading = new ClockReading(policy.version(), calendars);
        narrator = new ClockNarrator(zone);
    }

    /** Ids of the clocks that every grid has. */
    public List<String> clockIds() {
        return clocks.stream().map(clock -> clock.rule.id()).toList();
    }

    /** Ids of the clocks for which such a step counts as a patrol of the grid in which it lies. */
    public List<String> clocksOf(EventKind kind) {
        int code = Timeline.code(Stream.PATROL, kind);
        List<String> ids = new ArrayList<>(1);
        for (CompiledClock clock : clocks) {
            if (clock.stops(code)) {
                ids.add(clock.rule.id());
            }
        }
        return ids;
    }

    /**
     * Every gap of one grid, explained, the last one still open, in the order of the policy and then of time.
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
            boolean afterPatrol = false;
            for (GovernanceEvent event : events) {
                long at = event.occurredAt().toEpochMilli();
                boolean counts = at > start && at <= line.asOf;
                if (counts && clock.stops(Timeline.code(event.stream(), event.kind()))) {
                    // Within one minute it is one patrol: its records must not make gaps of one name.
                    if (!isOne(start, at)) {
                        add(explained(gap(clock, neighbourhoodClass, start, at, line), afterPatrol), gaps);
                    }
                    start = at;
                    afterPatrol = true;
                }
            }
            if (start <= line.asOf) {
                add(explained(gap(clock, neighbourhoodClass, start, Timeline.NONE, line), afterPatrol), gaps);
            }
        }
        return gaps;
    }

    private @Nullable Clock explained(@Nullable Clock gap, boolean afterPatrol) {
        return gap == null ? null : gap.withExplain(explain(gap, afterPatrol));
    }

    /** Whether two instants of patrols, the second not before the first, are one patrol. */
    public static boolean isOne(long firstMs, long secondMs) {
        return firstMs / MINUTE_MS == secondMs / MINUTE_MS;
    }

    /** Why a gap says what it says; {@code afterPatrol} unless it began when the grid was first known. */
    public List<Explanation> explain(Clock gap, boolean afterPatrol) {
        for (CompiledClock clock : clocks) {
            if (clock.rule.id().equals(gap.clockId())) {
                return narrator.tellGap(clock.rule, gap, afterPatrol);
            }
        }
        return List.of();
    }

    /** Why a breach that was told before is none. */
    public List<Explanation> withdrawal(Clock gap, boolean afterPatrol) {
        List<Explanation> lines = new ArrayList<>(explain(gap, afterPatrol));
        lines.add(narrator.withdrawal(gap));
        return lines;
    }

    /** Why a breach is none that began with the watch of its grid: by what is known now the watch began earlier. */
    public static Explanation beganEarlier(String clockId, Instant start) {
        return new Explanation(
                start,
                "withdraw",
                clockId,
                "The breach is withdrawn: the grid was watched earlier already.",
                "超时撤销：该网格此前已纳入管理。");
    }

    /**
     * One gap under one clock, from {@code start} to the next patrol, or still open when there is none by {@code asOf}: for a
     * caller that keeps no events. Null when the clock doesn't apply to the class, or is no more.
     */
    public @Nullable Clock gap(
            String clockId,
            @Nullable String neighbourhoodClass,
            Instant start,
            @Nullable Instant nextPatrol,
            Instant asOf) {
        Timeline line = new Timeline(List.of(), asOf);
        long end = nextPatrol == null || nextPatrol.isAfter(asOf) ? Timeline.NONE : nextPatrol.toEpochMilli();
        for (CompiledClock clock : clocks) {
            if (clock.rule.id().equals(clockId)) {
                return gap(clock, neighbourhoodClass, start.toEpochMilli(), end, line);
            }
        }
        return null;
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
