package org.govbrain.domain.sla;

import static org.govbrain.domain.sla.Timeline.NONE;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.sla.ClockRule.GoalChoice;
import org.govbrain.domain.sla.ClockRule.OnGoalChange;
import org.govbrain.domain.sla.ClockRule.PauseWithFixedDue;
import org.govbrain.domain.sla.ClockRule.Warning;
import org.jspecify.annotations.Nullable;

/** Reads the clock face from an attempt: which goal holds, when it is due, how it stands as of the timeline's instant. */
final class ClockReading {
    /** A goal as a length on a calendar, or why it is none. */
    private record Length(
            long ms, WorkCalendar calendar, @Nullable String problem) {}

    private final String version;
    private final WorkCalendars calendars;
    /** Category goals by calendar and text, so that no text is parsed twice. */
    private final Map<String, Map<String, Length>> categoryGoals = new ConcurrentHashMap<>();

    ClockReading(String version, WorkCalendars calendars) {
        this.version = version;
        this.calendars = calendars;
    }

    /** The clock of {@code attempt}, or null if no goal applies to it. */
    @Nullable
    Clock read(CompiledClock clock, Attempt attempt, ClockSubject subject, Timeline line) {
        ClockRule rule = clock.rule;
        Urgency urgency = rule.onGoalChange() == OnGoalChange.SWAP ? attempt.urgency : attempt.urgencyAtStart;
        Goal goal = goal(rule, subject, urgency, attempt.department);
        if (goal == null) {
            return null;
        }
        int givenBy = goal.dueAt() ? line.dueGivenBy(attempt.cycle, attempt.start, attempt.end) : -1;
        Instant date = givenBy < 0 ? null : line.events.get(givenBy).dueAt();
        if (date != null) {
            return new Face(clock, attempt, line, clock.calendar)
                    .withDate(rule.pauseWithFixedDue(), date.toEpochMilli(), line.at[givenBy]);
        }
        Length length = length(goal, clock, subject);
        Integer endOfDay = goal.endOfDay();
        if (length == null && endOfDay != null) {
            return new Face(clock, attempt, line, clock.calendar).withEndOfDay(rule.pauseWithFixedDue(), endOfDay);
        }
        return length == null ? null : new Face(clock, attempt, line, length.calendar()).withLength(length);
    }

    private static @Nullable Goal goal(
            ClockRule rule, ClockSubject subject, Urgency urgency, @Nullable String department) {
        List<GoalChoice> choices = rule.goals();
        for (int i = 0; i < choices.size(); i++) {
            When when = choices.get(i).when();
            if (when.isAny() || (when.admits(subject) && when.admits(urgency, department))) {
                return choices.get(i).goal();
            }
        }
        return null;
    }

    private @Nullable Length length(Goal goal, CompiledClock clock, ClockSubject subject) {
        String text = subject.closeGoal();
        if (goal.category() && text != null) {
            String calendar = subject.closeCalendar();
            String id = calendar == null ? clock.rule.calendar() : calendar;
            return categoryGoals
                    .computeIfAbsent(id, key -> new ConcurrentHashMap<>())
                    .computeIfAbsent(text, key -> categoryGoal(key, id, clock.calendar));
        }
        return goal.span() == null ? null : new Length(goal.span().ms(clock.calendar), clock.calendar, null);
    }

    private Length categoryGoal(String text, String calendarId, WorkCalendar fallback) {
        WorkCalendar calendar = calendars.find(calendarId);
        if (calendar == null) {
            return new Length(0, fallback, "the category's calendar '" + calendarId + "' is unknown");
        }
        Span span = Span.parse(text);
        if (span == null) {
            return new Length(0, fallback, "the category's goal '" + text + "' is not " + Span.EXPECTED);
        }
        return new Length(span.ms(calendar), calendar, null);
    }

    /** One reading on its way. */
    private final class Face {
        private final ClockRule rule;
        private final Attempt attempt;
        private final WorkCalendar calendar;
        private final long asOf;
        /** Where counting ends: at the stop, or now. */
        private final long until;

        Face(CompiledClock clock, Attempt attempt, Timeline line, WorkCalendar calendar) {
            this.rule = clock.rule;
            this.attempt = attempt;
            this.calendar = calendar;
            this.asOf = line.asOf;
            this.until = Math.max(attempt.start, attempt.end == NONE ? line.asOf : attempt.end);
        }

        Clock withLength(Length length) {
            if (length.problem() != null) {
                return clock(NONE, 0, length.problem());
            }
            try {
                return clock(attempt.reachedMs(calendar, length.ms()), length.ms(), null);
            } catch (CalendarException unknown) {
                return clock(NONE, 0, unknown.getMessage());
            }
        }

        Clock withEndOfDay(@Nullable PauseWithFixedDue onPause, int days) {
            try {
                return withDate(onPause, calendar.endOfDayMs(attempt.start, days), attempt.start);
            } catch (CalendarException unknown) {
                return clock(NONE, 0, unknown.getMessage());
            }
        }

        Clock withDate(@Nullable PauseWithFixedDue onPause, long date, long givenAt) {
            if (onPause == PauseWithFixedDue.FORBID) {
                attempt.withoutPauses();
            }
            long due;
            try {
                due = onPause == PauseWithFixedDue.MOVE ? attempt.movedMs(calendar, date, givenAt) : date;
            } catch (CalendarException unknown) {
                return clock(NONE, 0, unknown.getMessage());
            }
            try {
                return clock(due, due == NONE ? 0 : attempt.workedMs(calendar, due), null);
            } catch (CalendarException unknown) {
                // The date itself needs no calendar: the promise stands even where the working time is unknown.
                return clock(due, 0, unknown.getMessage());
            }
        }

        private Clock clock(long due, long total, @Nullable String trouble) {
            String problem = trouble;
            ClockState state = state(due);
            boolean counts = problem == null;
            int reached = 0;
            long next = Long.MAX_VALUE;
            for (int i = 0; counts && i < rule.warnings().size(); i++) {
                long threshold =
                        attempt.reachedMs(calendar, target(rule.warnings().get(i), total));
                if (threshold != NONE && threshold <= until && (due == NONE || threshold < due)) {
                    reached++;
                } else if (threshold > asOf && threshold < due) {
                    next = Math.min(next, threshold);
                }
            }
            boolean running = state == ClockState.RUNNING;
            long worked = 0;
            try {
                worked = counts ? attempt.workedMs(calendar, until) : 0;
            } catch (CalendarException unknown) {
                // What was due before the unknown year stays due: only how long it has run since cannot be told.
                problem = unknown.getMessage();
            }
            return new Clock(
                    rule.id(),
                    attempt.cycle,
                    attempt.department,
                    attempt.number,
                    running && reached > 0 ? ClockState.WARNED : state,
                    Instant.ofEpochMilli(attempt.start),
                    due == NONE ? null : Instant.ofEpochMilli(due),
                    running && next != Long.MAX_VALUE ? Instant.ofEpochMilli(next) : null,
                    reached,
                    attempt.end == NONE ? null : Instant.ofEpochMilli(attempt.end),
                    attempt.end != NONE && !attempt.cancelled,
                    until - attempt.start,
                    worked,
                    attempt.pausedMs(until),
                    rule.severity(),
                    version,
                    problem,
                    List.of());
        }

        /** Done, or called off, exactly at the deadline is in time. */
        private ClockState state(long due) {
            boolean ended = attempt.end != NONE;
            if (due != NONE && (ended ? attempt.end > due : due <= asOf)) {
                return ClockState.BREACHED;
            }
            if (ended) {
                return attempt.cancelled ? ClockState.CANCELLED : ClockState.MET;
            }
            return attempt.isPaused() ? ClockState.PAUSED : ClockState.RUNNING;
        }

        private long target(Warning warning, long total) {
            Span left = warning.left();
            return left == null ? total * warning.percent() / 100 : Math.max(0, total - left.ms(calendar));
        }
    }
}
