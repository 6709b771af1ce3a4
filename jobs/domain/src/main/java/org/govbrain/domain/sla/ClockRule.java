package org.govbrain.domain.sla;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One clock of a policy. If several conditions match one event, the strongest counts: cancel, reset, stop, pause,
 * resume, start.
 *
 * @param title name for people, with {@code titleZh} in Chinese
 * @param scope what has this clock: each case, or each grid (patrol cadence)
 * @param cancel ends it without a result
 * @param reset ends the attempt without a result and makes the next start begin a new attempt, for example RETURNED (回退)
 * @param goals the first whose condition agrees holds
 * @param calendar its working time; a category goal brings its own
 * @param perDepartment one clock for each department that starts it; an event without department starts and stops none
 * @param handOver a start by one department takes the case from the others: their attempts end without a result, and a
 *     case that comes back begins a new one
 * @param warnings when it turns WARNED
 * @param severity of its breach: info, minor, major, critical
 * @param pauseWithFixedDue what a pause does to a date or the end of a day; null when the clock has no pause or neither
 * @param onGoalChange what a change of urgency does to a clock that runs
 */
public record ClockRule(
        String id,
        String title,
        String titleZh,
        Scope scope,
        List<EventMatch> start,
        List<EventMatch> stop,
        List<EventMatch> cancel,
        List<EventMatch> pause,
        List<EventMatch> resume,
        List<EventMatch> reset,
        When when,
        List<GoalChoice> goals,
        String calendar,
        boolean perDepartment,
        boolean handOver,
        List<Warning> warnings,
        String severity,
        @Nullable PauseWithFixedDue pauseWithFixedDue,
        OnGoalChange onGoalChange) {

    /** What has a clock. */
    public enum Scope {
        CASE,
        GRID
    }

    /** A goal, and for which matters. */
    public record GoalChoice(When when, Goal goal) {}

    /**
     * A threshold of working time: a share of the goal that has run, or an amount that is left.
     *
     * @param percent 1 to 99, or 0 when {@code left} counts
     */
    public record Warning(int percent, @Nullable Span left) {}

    /** A promised date and a pause: the date moves by the working time paused, or stands, or the pause does not count. */
    public enum PauseWithFixedDue {
        MOVE,
        KEEP,
        FORBID
    }

    /** The goal of the new urgency counts from the old start with the old pauses, or the goal of the start stays. */
    public enum OnGoalChange {
        SWAP,
        KEEP
    }

    public ClockRule {
        start = List.copyOf(start);
        stop = List.copyOf(stop);
        cancel = List.copyOf(cancel);
        pause = List.copyOf(pause);
        resume = List.copyOf(resume);
        reset = List.copyOf(reset);
        goals = List.copyOf(goals);
        warnings = List.copyOf(warnings);
    }
}
