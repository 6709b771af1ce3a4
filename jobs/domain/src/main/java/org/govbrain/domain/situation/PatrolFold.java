package org.govbrain.domain.situation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.geo.Grid;
import org.govbrain.domain.situation.ReferenceHistory.Promises;
import org.govbrain.domain.sla.Clock;
import org.govbrain.domain.sla.ClockState;
import org.govbrain.domain.sla.Explanation;
import org.govbrain.domain.sla.PatrolCadence;
import org.jspecify.annotations.Nullable;

/**
 * Finds the gaps between patrols of a grid that are too long. Pure: reference data and time are arguments.
 *
 * <p>Only what a piece of news, or the passing of time, can have changed is looked at: a late patrol splits one gap in two.
 * A gap is promised what was in force when it began, as a case is; a grid that is taken out of the city ends its last gap.
 */
public final class PatrolFold {
    private static final long NONE = Long.MIN_VALUE;
    /** Later than any end of a gap, in epoch milliseconds. */
    private static final long BEYOND_MS = 1L << 42;

    private static final long MINUTE_MS = 60_000;

    /** So late a version may be read that still counts in the revision of a gap, and finds the steps that it makes patrols of. */
    private static final long LATE_MS = Duration.ofDays(3).toMillis();

    private static final int CHANGE_BITS = 3;
    private static final int MOST_CHANGES = (1 << CHANGE_BITS) - 1;

    private final ReferenceHistory history;

    public PatrolFold(ReferenceHistory history) {
        this.history = history;
    }

    /** Ids of all clocks that grids ever had. */
    public List<String> clockIds() {
        TreeSet<String> ids = new TreeSet<>();
        history.versions()
                .forEach(version -> ids.addAll(version.data().patrolCadence().clockIds()));
        return List.copyOf(ids);
    }

    /** Ids of the clocks for which such a step is a patrol of the grid; none for a grid that the city does not have. */
    public List<String> clocksOf(String gridId, EventKind kind, Instant at) {
        ReferenceData then = history.at(at);
        return then.grids().contains(gridId)
                ? history.promises(at, at).cadence().clocksOf(kind)
                : List.of();
    }

    /** Since when the city has the grid; {@link Instant#MIN} if ever since, null if never. */
    public @Nullable Instant addedAt(String gridId) {
        for (ReferenceVersion version : history.versions()) {
            if (version.data().grids().contains(gridId)) {
                return version.effectiveFrom();
            }
        }
        return null;
    }

    /**
     * Takes in steps of one kind; returns whether any was news as a patrol.
     *
     * @param atMs ascending, in epoch milliseconds
     */
    public boolean take(PatrolRecords grid, String gridId, EventKind kind, long[] atMs) {
        grid.remember(kind, atMs, LATE_MS);
        return count(grid, gridId, kind, atMs);
    }

    private boolean count(PatrolRecords grid, String gridId, EventKind kind, long[] atMs) {
        Map<String, LongStream.Builder> patrols = new HashMap<>();
        for (long at : atMs) {
            clocksOf(gridId, kind, Instant.ofEpochMilli(at))
                    .forEach(clockId -> patrols.computeIfAbsent(clockId, id -> LongStream.builder())
                            .add(at));
        }
        boolean isNews = false;
        for (Map.Entry<String, LongStream.Builder> each : patrols.entrySet()) {
            PatrolRecord known = grid.byClock.computeIfAbsent(each.getKey(), id -> new PatrolRecord());
            isNews |= known.add(each.getValue().build().toArray());
        }
        return isNews;
    }

    /** Versions are in force since an instant of which nothing was known: what has happened since is looked at again. */
    public void hearOfVersions(PatrolRecords grid, String gridId, Instant since) {
        long sinceMs = since.isBefore(Instant.EPOCH) ? 0 : since.toEpochMilli();
        grid.steps.forEach((kind, atMs) -> count(
                grid,
                gridId,
                kind,
                LongStream.of(atMs).filter(at -> at >= sinceMs).toArray()));
        grid.byClock.values().forEach(known -> known.lookAgainFrom(sinceMs));
    }

    /** The grid is watched since {@code at}, unless it was since earlier; what was forgotten stays so. */
    public void begin(PatrolRecord known, Instant at) {
        long atMs = at.toEpochMilli();
        if (known.sinceMs == 0 || (!known.sincePatrol && atMs < known.sinceMs)) {
            known.sinceMs = atMs;
            known.openSinceMs = atMs;
        }
    }

    /** Takes in a breach that an earlier run said; returns whether it was news. */
    public boolean recall(PatrolRecord known, Breach said) {
        return known.recall(said);
    }

    /** What is new of the grid {@code gridId} under the clock {@code clockId} as of an instant. */
    public PatrolNews fold(PatrolRecord known, String clockId, String gridId, Instant asOf) {
        long asOfMs = asOf.toEpochMilli();
        known.takeRecalled(asOf);
        long retiredMs = retiredMs(gridId);
        long lastMs = Math.min(asOfMs, retiredMs);
        int next = known.before(known.openSinceMs + 1);
        boolean afterPatrol = next > 0 || known.sincePatrol;
        long start = next > 0 ? known.patrols[next - 1] : known.sinceMs;
        List<SaidBreach> said = new ArrayList<>();
        Clock gap = null;
        while (start <= lastMs) {
            boolean patrolled = next < known.patrols.length && known.patrols[next] <= lastMs;
            long end = patrolled ? known.patrols[next] : retiredMs <= asOfMs ? retiredMs : NONE;
            if (!patrolled || !PatrolCadence.isOne(start, end)) {
                gap = gap(known, clockId, gridId, start, end, afterPatrol, asOf, said);
            }
            if (!patrolled) {
                known.openSinceMs = start;
                break;
            }
            start = end;
            afterPatrol = true;
            next++;
        }
        withdrawEarlier(known, said);
        known.sayAgainFromMs = Long.MAX_VALUE;
        return new PatrolNews(said, nextChange(known, next, gap, retiredMs, asOf));
    }

    /** Gaps that began with the watch, which is known by now to have begun earlier: no patrol stands there. */
    private static void withdrawEarlier(PatrolRecord known, List<SaidBreach> said) {
        for (Breach before : List.copyOf(known.breaches.values())) {
            if (before.state() != BreachState.WITHDRAWN
                    && !known.isStart(before.startedAt().toEpochMilli())) {
                Breach now =
                        before.withdrawn(List.of(PatrolCadence.beganEarlier(before.clockId(), before.startedAt())));
                known.breaches.put(now.breachId(), now);
                said.add(new SaidBreach(now, revision(now.startedAt(), now.stoppedAt(), false, MOST_CHANGES)));
            }
        }
    }

    /** Forgets patrols before {@code ms} that no open gap begins with. */
    public void forget(PatrolRecord known, long ms) {
        known.forget(known.before(Math.min(ms, known.openSinceMs)));
    }

    /** When the city lost the grid; never, for one that it has or never had. */
    private long retiredMs(String gridId) {
        long retired = Long.MAX_VALUE;
        for (ReferenceVersion version : history.versions()) {
            boolean has = version.data().grids().contains(gridId);
            if (has) {
                retired = Long.MAX_VALUE;
            } else if (retired == Long.MAX_VALUE && !version.effectiveFrom().equals(Instant.MIN)) {
                retired = version.effectiveFrom().toEpochMilli();
            }
        }
        return retired;
    }

    /** One gap, and what there is to say of it. */
    private @Nullable Clock gap(
            PatrolRecord known,
            String clockId,
            String gridId,
            long startMs,
            long endMs,
            boolean afterPatrol,
            Instant asOf,
            List<SaidBreach> said) {
        Instant start = Instant.ofEpochMilli(startMs);
        Instant end = endMs == NONE ? null : Instant.ofEpochMilli(endMs);
        Optional<Grid> grid =
                history.lastWith(gridId, start).flatMap(data -> data.grids().find(gridId));
        if (grid.isEmpty()) {
            return null;
        }
        Promises promised = history.promises(start, end == null ? asOf : end);
        PatrolCadence cadence = promised.cadence();
        Clock gap = cadence.gap(clockId, grid.get().neighbourhoodClass(), start, end, asOf);
        if (gap == null) {
            return null;
        }
        Breach before = known.breaches.get(gap.key(gridId));
        Breach now = null;
        if (gap.state() == ClockState.BREACHED) {
            now = breach(promised.data(), grid.get(), gap, cadence.explain(gap, afterPatrol));
        } else if (before != null && before.state() != BreachState.WITHDRAWN) {
            now = before.withdrawn(cadence.withdrawal(gap, afterPatrol));
        }
        if (now != null && (!now.equals(before) || startMs >= known.sayAgainFromMs)) {
            known.breaches.put(now.breachId(), now);
            int changes = promised.changes() + newVersions(start);
            said.add(new SaidBreach(now, revision(gap.startedAt(), gap.stoppedAt(), afterPatrol, changes)));
        }
        return gap;
    }

    /** Of those that are in force at an instant, how many have been so for a short while only: the rest was known then. */
    private int newVersions(Instant at) {
        return history.indexAt(at) - history.indexAt(at.minusMillis(LATE_MS));
    }

    private static Breach breach(ReferenceData city, Grid grid, Clock gap, List<Explanation> why) {
        Instant dueAt = gap.dueAt();
        if (dueAt == null) {
            throw new IllegalStateException("a breached clock has a deadline: " + gap);
        }
        return new Breach(
                gap.key(grid.gridId()),
                grid.gridId(),
                null,
                gap.clockId(),
                gap.cycle(),
                null,
                Breach.PATROLLER,
                Place.of(city.grids(), grid.gridId()),
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
                gap.policyVersion(),
                why);
    }

    /**
     * Grows with what is known of a gap, and is equal for equal knowledge: late news can only make it end earlier, or begin
     * later in its minute, or with a patrol where it had begun with the watch; below that stand the changes of policy that it
     * adopted, and the versions that were new when it began: whoever read one of these late may have said it without.
     */
    private static long revision(Instant started, @Nullable Instant stopped, boolean afterPatrol, int changes) {
        long ended = stopped == null ? 0 : BEYOND_MS - stopped.toEpochMilli();
        long knowledge = ended * MINUTE_MS + Math.floorMod(started.toEpochMilli(), MINUTE_MS) + 1;
        return (((knowledge << 1) + (afterPatrol ? 1 : 0)) << CHANGE_BITS) + Math.min(changes, MOST_CHANGES);
    }

    private @Nullable Instant nextChange(
            PatrolRecord known, int next, @Nullable Clock open, long retiredMs, Instant asOf) {
        // Of a grid that was taken out, patrols since may stand here that were heard before that was known: they are
        // past.
        Instant change =
                next < known.patrols.length ? earlier(null, Instant.ofEpochMilli(known.patrols[next]), asOf) : null;
        if (retiredMs != Long.MAX_VALUE) {
            change = earlier(change, Instant.ofEpochMilli(retiredMs), asOf);
        }
        for (Breach said : known.recalled.values()) {
            change = earlier(change, said.dueAt(), asOf);
        }
        if (open != null) {
            change = earlier(change, open.dueAt(), asOf);
            change = earlier(change, history.nextAdoption(open.startedAt(), asOf), asOf);
        }
        return change;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other, Instant asOf) {
        if (other == null || !other.isAfter(asOf)) {
            return one;
        }
        return one == null || other.isBefore(one) ? other : one;
    }
}
