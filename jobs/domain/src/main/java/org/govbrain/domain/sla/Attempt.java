package org.govbrain.domain.sla;

import static org.govbrain.domain.sla.Timeline.NONE;

import java.util.Arrays;
import java.util.List;
import org.govbrain.domain.event.Urgency;
import org.jspecify.annotations.Nullable;

/** One run of one clock: when it started, paused, resumed and ended. Only times; what they mean is read from it later. */
final class Attempt {
    /** What happened to it, for {@code explain}. */
    record Step(long at, String action, int event) {}

    private static final long[] NO_PAUSES = {};

    final @Nullable String department;
    final int cycle;
    final int number;
    final long start;
    final Urgency urgencyAtStart;
    /** In force now, or when it ended. */
    Urgency urgency;

    long end = NONE;
    boolean cancelled;
    final @Nullable List<Step> steps;

    /** from, to, from, to …; the last to is {@link Long#MAX_VALUE} while it is paused. */
    private long[] pauses = NO_PAUSES;

    Attempt(
            @Nullable String department,
            int cycle,
            int number,
            long start,
            Urgency urgency,
            @Nullable List<Step> steps) {
        this.department = department;
        this.cycle = cycle;
        this.number = number;
        this.start = start;
        this.urgencyAtStart = urgency;
        this.urgency = urgency;
        this.steps = steps;
    }

    boolean isPaused() {
        return pauses.length > 0 && pauses[pauses.length - 1] == Long.MAX_VALUE;
    }

    void pause(long at) {
        if (!isPaused()) {
            pauses = Arrays.copyOf(pauses, pauses.length + 2);
            pauses[pauses.length - 2] = at;
            pauses[pauses.length - 1] = Long.MAX_VALUE;
        }
    }

    void resume(long at) {
        if (isPaused()) {
            pauses[pauses.length - 1] = at;
        }
    }

    void end(long at, boolean asCancelled) {
        resume(Math.max(at, start));
        end = at;
        cancelled = asCancelled;
    }

    /** Forgets the pauses: with {@link ClockRule.PauseWithFixedDue#FORBID} and a date, none counts. */
    void withoutPauses() {
        pauses = NO_PAUSES;
    }

    /** Earliest instant with {@code target} working time run, pauses left out; {@link Timeline#NONE} while a pause withholds it. */
    long reachedMs(WorkCalendar calendar, long target) {
        long from = start;
        long left = target;
        for (int i = 0; i < pauses.length; i += 2) {
            long run = calendar.elapsedMs(from, pauses[i]);
            if (run >= left) {
                return calendar.dueMs(from, left);
            }
            left -= run;
            if (pauses[i + 1] == Long.MAX_VALUE) {
                return NONE;
            }
            from = pauses[i + 1];
        }
        return calendar.dueMs(from, left);
    }

    /** Working time run until {@code until}, pauses left out. */
    long workedMs(WorkCalendar calendar, long until) {
        long worked = calendar.elapsedMs(start, until);
        for (int i = 0; i < pauses.length && pauses[i] < until; i += 2) {
            worked -= calendar.elapsedMs(pauses[i], Math.min(until, pauses[i + 1]));
        }
        return worked;
    }

    /** Actual time paused until {@code until}. */
    long pausedMs(long until) {
        long paused = 0;
        for (int i = 0; i < pauses.length && pauses[i] < until; i += 2) {
            paused += Math.min(until, pauses[i + 1]) - pauses[i];
        }
        return paused;
    }

    /**
     * A date given at {@code givenAt} and moved by the working time of each pause that came before it was due and after it was
     * given; {@link Timeline#NONE} while such a pause lasts.
     */
    long movedMs(WorkCalendar calendar, long date, long givenAt) {
        long due = date;
        for (int i = 0; i < pauses.length && pauses[i] < due; i += 2) {
            if (pauses[i + 1] == Long.MAX_VALUE) {
                return NONE;
            }
            due = calendar.dueMs(due, calendar.elapsedMs(Math.max(givenAt, pauses[i]), pauses[i + 1]));
        }
        return due;
    }
}
