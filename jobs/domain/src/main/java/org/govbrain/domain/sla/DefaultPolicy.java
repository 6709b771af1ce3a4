package org.govbrain.domain.sla;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.sla.ClockRule.GoalChoice;
import org.govbrain.domain.sla.ClockRule.OnGoalChange;
import org.govbrain.domain.sla.ClockRule.PauseWithFixedDue;
import org.govbrain.domain.sla.ClockRule.Scope;
import org.govbrain.domain.sla.ClockRule.Warning;
import org.jspecify.annotations.Nullable;

/** The promises of the reference city, for one that brings no policy of its own. */
public final class DefaultPolicy {
    private static final List<EventMatch> ENDINGS =
            on(EventKind.CLOSED, EventKind.CANCELLED, EventKind.REJECTED, EventKind.RESOLVED_ON_SITE);
    private static final List<EventMatch> OPENINGS =
            on(EventKind.RECEIVED, EventKind.FINDING, EventKind.REPORTED, EventKind.REOPENED);

    private DefaultPolicy() {}

    public static Policy policy() {
        return new Policy(
                "default-1",
                Policy.OnPolicyChange.KEEP,
                List.of(
                        minutes(
                                "accept",
                                "Accepted",
                                "受理",
                                OPENINGS,
                                on(EventKind.ACCEPTED),
                                ENDINGS,
                                List.of(),
                                When.ANY,
                                10,
                                false),
                        minutes(
                                "assign",
                                "Assigned",
                                "派单",
                                on(EventKind.ACCEPTED),
                                on(EventKind.ASSIGNED),
                                ENDINGS,
                                List.of(),
                                When.ANY,
                                5,
                                false),
                        minutes(
                                "on-scene",
                                "On scene",
                                "到场",
                                on(EventKind.DISPATCHED, EventKind.ASSIGNED),
                                on(EventKind.ARRIVED),
                                Stream.concat(on(EventKind.STOOD_DOWN).stream(), ENDINGS.stream())
                                        .toList(),
                                on(EventKind.RETURNED),
                                new When(Set.of(Urgency.URGENT), Set.of(), Set.of(), Set.of(), Set.of(), Set.of()),
                                20,
                                true),
                        rule(
                                "close",
                                "Closed",
                                "办结",
                                OPENINGS,
                                on(EventKind.CLOSED, EventKind.RESOLVED_ON_SITE),
                                on(EventKind.CANCELLED, EventKind.REJECTED),
                                on(EventKind.SUSPENDED),
                                on(EventKind.RESUMED),
                                List.of(),
                                When.ANY,
                                new Goal(true, true, null),
                                false,
                                "minor",
                                PauseWithFixedDue.MOVE)));
    }

    private static ClockRule minutes(
            String id,
            String title,
            String titleZh,
            List<EventMatch> start,
            List<EventMatch> stop,
            List<EventMatch> cancel,
            List<EventMatch> reset,
            When when,
            int minutes,
            boolean perDepartment) {
        Span goal = Span.parse(minutes + "m");
        if (goal == null) {
            throw new IllegalStateException(minutes + " minutes");
        }
        return rule(
                id,
                title,
                titleZh,
                start,
                stop,
                cancel,
                List.of(),
                List.of(),
                reset,
                when,
                Goal.of(goal),
                perDepartment,
                perDepartment ? "critical" : "major",
                null);
    }

    private static ClockRule rule(
            String id,
            String title,
            String titleZh,
            List<EventMatch> start,
            List<EventMatch> stop,
            List<EventMatch> cancel,
            List<EventMatch> pause,
            List<EventMatch> resume,
            List<EventMatch> reset,
            When when,
            Goal goal,
            boolean perDepartment,
            String severity,
            @Nullable PauseWithFixedDue pauseWithFixedDue) {
        return new ClockRule(
                id,
                title,
                titleZh,
                Scope.CASE,
                start,
                stop,
                cancel,
                pause,
                resume,
                reset,
                when,
                List.of(new GoalChoice(When.ANY, goal)),
                CalendarSpec.ALWAYS,
                perDepartment,
                List.of(new Warning(80, null)),
                severity,
                pauseWithFixedDue,
                OnGoalChange.SWAP);
    }

    private static List<EventMatch> on(EventKind... kinds) {
        return Stream.of(kinds).map(EventMatch::of).toList();
    }
}
