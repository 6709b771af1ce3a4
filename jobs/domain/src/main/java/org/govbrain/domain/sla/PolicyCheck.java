package org.govbrain.domain.sla;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.govbrain.domain.event.Endings;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.sla.ClockRule.GoalChoice;
import org.govbrain.domain.sla.ClockRule.Scope;
import org.govbrain.domain.sla.ClockRule.Warning;
import org.jspecify.annotations.Nullable;

/**
 * Looks for what a policy cannot mean: the traps that other products document, here they are refused. A clock that
 * passes can start, can be met, can be breached, and no event means two things to it.
 */
public final class PolicyCheck {
    /** Severities of a breach, from mild to grave. */
    public static final List<String> SEVERITIES = List.of("info", "minor", "major", "critical");

    private final WorkCalendars calendars;
    private final List<PolicyFinding> findings = new ArrayList<>();
    private int index;

    private PolicyCheck(WorkCalendars calendars) {
        this.calendars = calendars;
    }

    /** Everything that is wrong, clock by clock; empty for a good policy. */
    public static List<PolicyFinding> check(Policy policy, WorkCalendars calendars) {
        PolicyCheck check = new PolicyCheck(calendars);
        Set<String> ids = new HashSet<>();
        for (ClockRule rule : policy.clocks()) {
            check.check(rule, ids);
            check.saidBefore(rule, policy.clocks().subList(0, check.index));
            check.index++;
        }
        return List.copyOf(check.findings);
    }

    private void check(ClockRule rule, Set<String> ids) {
        if (!ids.add(rule.id())) {
            add("id", rule.id(), "an id that no other clock has");
        }
        if (!SEVERITIES.contains(rule.severity())) {
            add("severity", rule.severity(), "one of " + String.join(", ", SEVERITIES));
        }
        if (calendars.find(rule.calendar()) == null) {
            add("calendar", rule.calendar(), "a calendar of calendar.yaml, one of " + calendars.ids());
        }
        eachCanHappen(rule);
        reachable(rule);
        appliesSomewhere(rule);
        overlaps(rule);
        pauses(rule);
        goals(rule);
        warnings(rule);
        if (rule.scope() == Scope.GRID) {
            grid(rule);
        }
    }

    /** Two clocks for one promise would blame and page twice for one failure. */
    private void saidBefore(ClockRule rule, List<ClockRule> before) {
        for (ClockRule other : before) {
            boolean same = !rule.id().equals(other.id())
                    && rule.scope() == other.scope()
                    && rule.perDepartment() == other.perDepartment()
                    && rule.calendar().equals(other.calendar())
                    && Set.copyOf(rule.start()).equals(Set.copyOf(other.start()))
                    && Set.copyOf(rule.stop()).equals(Set.copyOf(other.stop()))
                    && Set.copyOf(rule.pause()).equals(Set.copyOf(other.pause()))
                    && rule.pauseWithFixedDue() == other.pauseWithFixedDue();
            for (GoalChoice goal : same && rule.when().meets(other.when()) ? rule.goals() : List.<GoalChoice>of()) {
                boolean twice = other.goals().stream()
                        .anyMatch(choice -> choice.goal().equals(goal.goal())
                                && choice.when().meets(goal.when()));
                if (twice) {
                    add(
                            "id",
                            rule.id(),
                            "another start, stop, when or goal: clock " + other.id()
                                    + " makes the same promise about the same matters");
                    break;
                }
            }
        }
    }

    private void eachCanHappen(ClockRule rule) {
        eachCanHappen("start", rule.start());
        eachCanHappen("stop", rule.stop());
        eachCanHappen("cancel", rule.cancel());
        eachCanHappen("pause", rule.pause());
        eachCanHappen("resume", rule.resume());
        eachCanHappen("reset", rule.reset());
    }

    private void eachCanHappen(String key, List<EventMatch> matches) {
        for (EventMatch match : matches) {
            if (match.stream() != null && !match.stream().sends(match.kind())) {
                String expected = "a kind that " + match.stream().id() + " sends: "
                        + match.stream().kinds();
                add(key, match.text(), expected);
            }
        }
        for (int i = 0; i < matches.size(); i++) {
            for (int j = i + 1; j < matches.size(); j++) {
                if (matches.get(i).overlaps(matches.get(j))) {
                    add(
                            key,
                            matches.get(j).text(),
                            "each event once: " + matches.get(i).text() + " means it already");
                }
            }
        }
    }

    private void reachable(ClockRule rule) {
        if (rule.start().isEmpty() && rule.scope() == Scope.CASE) {
            add("start", "nothing", "at least one event, or the clock never runs");
        }
        if (rule.stop().isEmpty()) {
            add("stop", "nothing", "at least one event, or the clock can only be breached, never met");
        }
        for (EventMatch start : rule.start()) {
            if (start.stream() == null && Endings.canEnd(start.kind()) && rule.scope() == Scope.CASE) {
                add("start", start.text(), "an event that does not end the case: it would end the clock as it begins");
            }
        }
        if (!rule.when().departments().isEmpty() && !rule.perDepartment()) {
            add("when", "department", "perDepartment: true, or no department: the clock belongs to none");
        }
        if (rule.handOver() && !rule.perDepartment()) {
            add("handOver", "true", "perDepartment: true, or no handOver: there is nobody to take the case from");
        }
        if (rule.perDepartment() && !rule.start().isEmpty() && !anyBut(Stream.PATROL, rule.start())) {
            add(
                    "perDepartment",
                    "true",
                    "a start that names a department: patrol events name none, so it never starts");
        }
        if (rule.perDepartment() && !rule.stop().isEmpty() && !anyBut(Stream.PATROL, rule.stop())) {
            add("stop", rule.stop().get(0).text(), "a stop that names a department: patrol events name none");
        }
    }

    /** A grid has a class and nothing else, and without hours no day ends. */
    private void appliesSomewhere(ClockRule rule) {
        WorkCalendar calendar = calendars.find(rule.calendar());
        List<When> whens = new ArrayList<>(List.of(rule.when()));
        rule.goals().forEach(choice -> whens.add(choice.when()));
        if (rule.scope() == Scope.GRID && !whens.stream().allMatch(When::isOfGrids)) {
            add(
                    "when",
                    "more than neighbourhoodClass",
                    "only neighbourhoodClass: a grid has nothing else to tell it by");
        }
        boolean endOfDay =
                rule.goals().stream().anyMatch(choice -> choice.goal().endOfDay() != null);
        if (endOfDay && calendar != null && calendar.isAlways()) {
            add("calendar", rule.calendar(), "a calendar with hours: around the clock no day ends");
        }
    }

    private static boolean anyBut(Stream excluded, List<EventMatch> matches) {
        for (EventMatch match : matches) {
            for (Stream stream : Stream.values()) {
                boolean meant = match.stream() == null || match.stream() == stream;
                if (stream != excluded && meant && stream.sends(match.kind())) {
                    return true;
                }
            }
        }
        return false;
    }

    private void overlaps(ClockRule rule) {
        overlap(
                rule.start(),
                "stop",
                rule.stop(),
                "start is inside stop: the clock would end as it begins and never run");
        overlap(
                rule.start(),
                "cancel",
                rule.cancel(),
                "start is inside cancel: the clock would be cancelled as it begins");
        overlap(
                rule.start(),
                "pause",
                rule.pause(),
                "pause is inside start: the clock would stand still from its start");
        overlap(rule.start(), "resume", rule.resume(), "an event that starts cannot resume as well");
        overlap(rule.stop(), "cancel", rule.cancel(), "one event cannot both fulfil and cancel");
        overlap(rule.stop(), "reset", rule.reset(), "one event cannot both fulfil and begin anew");
        overlap(rule.stop(), "pause", rule.pause(), "one event cannot both fulfil and pause");
        overlap(rule.stop(), "resume", rule.resume(), "one event cannot both fulfil and resume");
        overlap(rule.cancel(), "reset", rule.reset(), "one event cannot both cancel and begin anew");
        overlap(rule.cancel(), "pause", rule.pause(), "one event cannot both cancel and pause");
        overlap(rule.cancel(), "resume", rule.resume(), "one event cannot both cancel and resume");
        overlap(rule.pause(), "resume", rule.resume(), "one event cannot both pause and resume");
    }

    private void overlap(List<EventMatch> stronger, String key, List<EventMatch> matches, String reason) {
        for (EventMatch match : matches) {
            for (EventMatch other : stronger) {
                if (match.overlaps(other)) {
                    add(key, match.text(), "no event that means something else already; " + reason);
                }
            }
        }
    }

    private void pauses(ClockRule rule) {
        boolean hasDate = rule.goals().stream().anyMatch(choice -> choice.goal().isDate());
        if (!rule.pause().isEmpty() && rule.resume().isEmpty()) {
            add("resume", "nothing", "at least one event, or a paused clock never runs again");
        }
        if (rule.pause().isEmpty() && !rule.resume().isEmpty()) {
            add("resume", rule.resume().get(0).text(), "nothing, since nothing pauses the clock");
        }
        boolean mustChoose = hasDate && !rule.pause().isEmpty();
        if (mustChoose && rule.pauseWithFixedDue() == null) {
            add(
                    "pauseWithFixedDue",
                    "nothing",
                    "move, keep or forbid: what a pause does to a promised date is your choice");
        }
        if (!mustChoose && rule.pauseWithFixedDue() != null) {
            add("pauseWithFixedDue", rule.pauseWithFixedDue().name(), "nothing: the clock has no pause or no date");
        }
    }

    private void goals(ClockRule rule) {
        if (rule.goals().isEmpty()) {
            add("goal", "nothing", "a goal, or the clock never runs");
        }
        for (int i = 0; i < rule.goals().size(); i++) {
            When when = rule.goals().get(i).when();
            if (!when.departments().isEmpty() && !rule.perDepartment()) {
                add("goals", "goal " + (i + 1), "perDepartment: true, or no department in its when");
            }
            if (!when.meets(rule.when())) {
                add("goals", "goal " + (i + 1), "a when that the clock's own when allows: this goal is unreachable");
            }
            for (int j = 0; j < i; j++) {
                if (rule.goals().get(j).when().covers(when)) {
                    String found = "goal " + (i + 1) + " behind goal " + (j + 1);
                    add("goals", found, "the narrower goal first: the one before takes every matter of it");
                    break;
                }
            }
        }
    }

    private void warnings(ClockRule rule) {
        WorkCalendar calendar = calendars.find(rule.calendar());
        for (Warning warning : rule.warnings()) {
            for (GoalChoice choice : rule.goals()) {
                @Nullable Span goal = choice.goal().span();
                Span left = warning.left();
                if (calendar != null && left != null && goal != null && left.ms(calendar) >= goal.ms(calendar)) {
                    add("warnAt", "as much as the goal", "less than the goal, or it warns from the start");
                }
            }
        }
    }

    private void grid(ClockRule rule) {
        if (!rule.start().isEmpty()) {
            add("start", rule.start().get(0).text(), "nothing: a grid's clock starts with the one before it");
        }
        boolean more = rule.perDepartment()
                || !rule.cancel().isEmpty()
                || !rule.reset().isEmpty();
        if (more || !rule.pause().isEmpty()) {
            add("per", "grid", "only stop, goals by neighbourhood class, calendar, warnAt and severity");
        }
        for (GoalChoice choice : rule.goals()) {
            if (choice.goal().isDate() || choice.goal().category()) {
                add("goal", "dueAt, category or end of day", "a length: a grid has no date and no category");
            }
        }
        for (EventMatch stop : rule.stop()) {
            if (!Stream.PATROL.sends(stop.kind())) {
                add("stop", stop.kind().name(), "a patrol event: " + Stream.PATROL.kinds());
            }
        }
    }

    private void add(String key, String found, String reason) {
        findings.add(new PolicyFinding(index, key, found, reason));
    }
}
