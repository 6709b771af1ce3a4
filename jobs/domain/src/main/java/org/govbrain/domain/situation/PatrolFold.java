package org.govbrain.domain.situation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.geo.Grid;
import org.govbrain.domain.sla.Clock;
import org.govbrain.domain.sla.ClockState;
import org.govbrain.domain.sla.Explanation;
import org.govbrain.domain.sla.PatrolCadence;
import org.jspecify.annotations.Nullable;

/**
 * Finds the gaps between patrols of a grid that are too long. Pure: reference data and time are arguments.
 *
 * <p>Only what a piece of news, or the passing of time, can have changed is looked at: a late patrol splits one gap in two.
 */
public final class PatrolFold {
    private static final long NONE = Long.MIN_VALUE;
    /** Later than any end of a gap, in epoch milliseconds. */
    private static final long BEYOND_MS = 1L << 42;

    private static final long MINUTE_MS = 60_000;

    private final ReferenceData reference;
    private final PatrolCadence cadence;

    public PatrolFold(ReferenceData reference) {
        this.reference = reference;
        this.cadence = reference.patrolCadence();
    }

    /** Takes in a patrol at an instant, in any order; returns whether it was news. */
    public boolean take(PatrolRecord known, Instant at) {
        return known.add(at.toEpochMilli());
    }

    /** From now on the grid is known: since {@code at}, or since an earlier patrol that was heard of already. */
    public void begin(PatrolRecord known, Instant at) {
        long first = known.patrols.length == 0 ? Long.MAX_VALUE : known.patrols[0];
        known.sinceMs = at.toEpochMilli();
        if (first <= known.sinceMs) {
            known.forget(1);
        }
        known.openSinceMs = known.sinceMs;
    }

    /** What is new of the grid {@code gridId} under the clock {@code clockId} as of an instant. */
    public PatrolNews fold(PatrolRecord known, String clockId, String gridId, Instant asOf) {
        Grid grid = reference.grids().find(gridId).orElse(null);
        if (grid == null) {
            return new PatrolNews(List.of(), null);
        }
        long asOfMs = asOf.toEpochMilli();
        int next = known.before(known.openSinceMs + 1);
        boolean afterPatrol = next > 0 || known.sincePatrol;
        long start = next > 0 ? known.patrols[next - 1] : known.sinceMs;
        List<SaidBreach> said = new ArrayList<>();
        Clock gap = null;
        while (start <= asOfMs) {
            long end = next < known.patrols.length && known.patrols[next] <= asOfMs ? known.patrols[next] : NONE;
            boolean merges = end != NONE && PatrolCadence.isOne(start, end);
            if (!merges) {
                Instant ended = end == NONE ? null : Instant.ofEpochMilli(end);
                gap = cadence.gap(clockId, grid.neighbourhoodClass(), Instant.ofEpochMilli(start), ended, asOf);
                judge(known, grid, gap, afterPatrol, said);
            }
            if (end == NONE) {
                known.openSinceMs = start;
                break;
            }
            start = end;
            afterPatrol = true;
            next++;
        }
        return new PatrolNews(said, nextChange(known, next, gap, asOf));
    }

    /** Forgets patrols before {@code ms} that no open gap begins with. */
    public void forget(PatrolRecord known, long ms) {
        known.forget(known.before(Math.min(ms, known.openSinceMs)));
    }

    private void judge(PatrolRecord known, Grid grid, @Nullable Clock gap, boolean afterPatrol, List<SaidBreach> said) {
        if (gap == null) {
            return;
        }
        Breach before = known.breaches.get(gap.key(grid.gridId()));
        Breach now = null;
        if (gap.state() == ClockState.BREACHED) {
            now = breach(grid, gap, cadence.explain(gap, afterPatrol));
        } else if (before != null && before.state() != BreachState.WITHDRAWN) {
            now = before.withdrawn(cadence.withdrawal(gap, afterPatrol));
        }
        if (now != null && !now.equals(before)) {
            known.breaches.put(now.breachId(), now);
            said.add(new SaidBreach(now, revision(gap)));
        }
    }

    private Breach breach(Grid grid, Clock gap, List<Explanation> why) {
        Instant dueAt = gap.dueAt();
        if (dueAt == null) {
            throw new IllegalStateException("a breached clock has a deadline: " + gap);
        }
        return new Breach(
                gap.key(grid.gridId()),
                grid.gridId(),
                gap.clockId(),
                gap.cycle(),
                null,
                Place.of(reference.grids(), grid.gridId()),
                null,
                grid.centre().lon(),
                grid.centre().lat(),
                null,
                null,
                Urgency.ROUTINE,
                gap.severity(),
                gap.stoppedAt() == null ? BreachState.OPEN : BreachState.RESOLVED,
                null,
                gap.startedAt(),
                dueAt,
                gap.stoppedAt(),
                false,
                gap.policyVersion(),
                why);
    }

    /**
     * Grows with what is known of a gap, and is equal for equal knowledge: late news can only make it end earlier, or begin
     * later in its minute.
     */
    private static long revision(Clock gap) {
        Instant stopped = gap.stoppedAt();
        long ended = stopped == null ? 0 : BEYOND_MS - stopped.toEpochMilli();
        return ended * MINUTE_MS + Math.floorMod(gap.startedAt().toEpochMilli(), MINUTE_MS) + 1;
    }

    private static @Nullable Instant nextChange(PatrolRecord known, int next, @Nullable Clock open, Instant asOf) {
        Instant change = next < known.patrols.length ? Instant.ofEpochMilli(known.patrols[next]) : null;
        Instant due = open == null ? null : open.dueAt();
        if (due != null && due.isAfter(asOf) && (change == null || due.isBefore(change))) {
            return due;
        }
        return change;
    }
}
