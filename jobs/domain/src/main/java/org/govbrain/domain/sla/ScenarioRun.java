package org.govbrain.domain.sla;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.sla.Scenario.Expected;
import org.govbrain.domain.sla.Scenario.News;
import org.govbrain.domain.sla.Scenario.Step;
import org.jspecify.annotations.Nullable;

/** Plays a {@link Scenario} against a policy and tells every difference in a sentence; none means that it holds. */
public final class ScenarioRun {
    private final ClockEvaluator evaluator;
    private final PatrolCadence cadence;

    /** Plays scenarios of a city in {@code zone}. */
    public ScenarioRun(Policy policy, WorkCalendars calendars, ZoneId zone) {
        evaluator = new ClockEvaluator(policy, calendars, zone);
        cadence = new PatrolCadence(policy, calendars, zone);
    }

    /**
     * What came of a scenario.
     *
     * @param differences between what it says and what the clocks do
     * @param breached ids of the clocks of which it shows a breach
     * @param kept ids of the clocks of which it shows that the promise was kept
     */
    public record Outcome(List<String> differences, Set<String> breached, Set<String> kept) {
        public Outcome {
            differences = List.copyOf(differences);
            breached = Set.copyOf(breached);
            kept = Set.copyOf(kept);
        }
    }

    /** The differences between what the scenario says and what the clocks do. */
    public List<String> differences(Scenario scenario) {
        return outcome(scenario).differences();
    }

    /** Plays it. */
    public Outcome outcome(Scenario scenario) {
        List<String> differences = new ArrayList<>();
        TreeSet<String> everBreached = new TreeSet<>();
        Set<String> breachedIds = new HashSet<>();
        Set<String> keptIds = new HashSet<>();
        for (Step step : scenario.steps()) {
            List<Clock> clocks = clocks(scenario, step.asOf());
            for (Expected expected : step.expected()) {
                compare(step, expected, clocks, differences);
            }
            TreeSet<String> breached = new TreeSet<>();
            keptIds.clear();
            for (Clock clock : clocks) {
                if (clock.state() == ClockState.BREACHED) {
                    breached.add(name(clock));
                    breachedIds.add(clock.clockId());
                } else if (clock.state() == ClockState.MET) {
                    keptIds.add(clock.clockId());
                }
            }
            everBreached.addAll(breached);
            compare(step, "breached", step.breached(), breached, differences);
            TreeSet<String> withdrawn = new TreeSet<>(everBreached);
            withdrawn.removeAll(breached);
            compare(step, "withdrawn", step.withdrawn(), withdrawn, differences);
        }
        return new Outcome(differences, breachedIds, keptIds);
    }

    /** All clocks of the story as one knows it at {@code asOf}. */
    public List<Clock> clocks(Scenario scenario, Instant asOf) {
        List<GovernanceEvent> known = new ArrayList<>();
        for (News news : scenario.news()) {
            if (!news.heardAt().isAfter(asOf)) {
                known.add(news.event());
            }
        }
        known.sort(GovernanceEvent.FOLD_ORDER);
        Scenario.GridSubject grid = scenario.grid();
        return grid == null
                ? evaluator.evaluateExplained(scenario.subject(), known, asOf)
                : cadence.evaluate(scenario.subject().neighbourhoodClass(), grid.knownSince(), known, asOf);
    }

    private static void compare(Step step, Expected expected, List<Clock> clocks, List<String> differences) {
        List<Clock> found = new ArrayList<>();
        for (Clock clock : clocks) {
            if (isMeant(expected, clock)) {
                found.add(clock);
            }
        }
        String where = "as of " + step.asOf() + ", " + name(expected);
        if (expected.absent()) {
            if (!found.isEmpty()) {
                differences.add(
                        where + ": expected none, but it is " + found.get(0).state());
            }
            return;
        }
        if (found.isEmpty()) {
            differences.add(where + ": expected " + expected.state() + ", but there is no such clock");
            return;
        }
        // Without a cycle or attempt the newest is meant.
        Clock clock = found.get(found.size() - 1);
        differ(where, "state", expected.state(), clock.state(), differences);
        differ(where, "start", expected.startedAt(), clock.startedAt(), differences);
        differ(where, "due", expected.dueAt(), clock.dueAt(), differences);
        differ(where, "stopped", expected.stoppedAt(), clock.stoppedAt(), differences);
        differ(where, "warnAt", expected.warnAt(), clock.warnAt(), differences);
        differ(where, "elapsed ms", expected.elapsedMs(), clock.elapsedMs(), differences);
        differ(where, "business ms", expected.businessMs(), clock.businessMs(), differences);
        differ(where, "paused ms", expected.pausedMs(), clock.pausedMs(), differences);
        String words = expected.explains();
        if (words != null && clock.explain().stream().noneMatch(line -> (line.en() + line.zh()).contains(words))) {
            differences.add(
                    where + ": expected to be explained with \"" + words + "\", but it says " + clock.explain());
        }
    }

    private static boolean isMeant(Expected expected, Clock clock) {
        return expected.clockId().equals(clock.clockId())
                && (expected.departmentId() == null || expected.departmentId().equals(clock.departmentId()))
                && (expected.cycle() == null || expected.cycle() == clock.cycle())
                && (expected.attempt() == null || expected.attempt() == clock.attempt());
    }

    private static void compare(
            Step step, String what, @Nullable List<String> expected, Set<String> found, List<String> differences) {
        if (expected != null && !new TreeSet<>(expected).equals(found)) {
            differences.add("as of " + step.asOf() + ": expected " + what + " " + new TreeSet<>(expected)
                    + ", but it is " + found);
        }
    }

    private static void differ(
            String where, String what, @Nullable Object expected, @Nullable Object found, List<String> differences) {
        if (expected != null && !Objects.equals(expected, found)) {
            differences.add(where + ": expected " + what + " " + expected + ", but it is " + found);
        }
    }

    private static String name(Clock clock) {
        return clock.departmentId() == null ? clock.clockId() : clock.clockId() + '/' + clock.departmentId();
    }

    private static String name(Expected expected) {
        return expected.departmentId() == null
                ? expected.clockId()
                : expected.clockId() + '/' + expected.departmentId();
    }
}
