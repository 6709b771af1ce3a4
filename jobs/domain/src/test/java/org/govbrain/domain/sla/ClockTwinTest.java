package org.govbrain.domain.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.sla.ClockRule.GoalChoice;
import org.govbrain.domain.sla.ClockRule.OnGoalChange;
import org.govbrain.domain.sla.ClockRule.Scope;
import org.jspecify.annotations.Nullable;

/** Random lives of a case, against a twin that knows no deadline beforehand and counts each minute. */
class ClockTwinTest {
    /** A Friday, so that a life of some days crosses a weekend. */
    private static final Instant FROM = Instant.parse("2026-03-06T00:00:00Z");

    private static final EventKind[] STEPS = {
        EventKind.REPORTED, EventKind.ACCEPTED, EventKind.ASSIGNED, EventKind.SUSPENDED, EventKind.RESUMED,
        EventKind.SUSPENDED, EventKind.RETURNED, EventKind.FEEDBACK, EventKind.CLOSED, EventKind.REOPENED,
        EventKind.CANCELLED, EventKind.REJECTED, EventKind.REPORTED
    };

    private static final ClockSubject SUBJECT = new ClockSubject("any", null, null, null, null, null);

    @Property(tries = 2_000, seed = "20261126")
    void everyAttemptIsWhatCountingEachMinuteSays(
            @ForAll long seed,
            @ForAll @IntRange(max = 10) int steps,
            @ForAll @IntRange(min = 1, max = 900) int goal,
            @ForAll boolean officeHours) {
        Random random = new Random(seed);
        int asOf = 1 + random.nextInt(officeHours ? 6_000 : 2_000);
        List<GovernanceEvent> events = new ArrayList<>();
        events.add(event(0, random.nextInt(asOf), EventKind.REPORTED));
        for (int i = 0; i < steps; i++) {
            events.add(event(i + 1, random.nextInt(asOf + asOf / 5), STEPS[random.nextInt(STEPS.length)]));
        }
        events.sort(GovernanceEvent.FOLD_ORDER);

        List<String> told = new ArrayList<>();
        for (Clock clock : clocks(goal, officeHours).evaluate(SUBJECT, events, at(asOf))) {
            told.add(tell(clock));
        }
        assertThat(told)
                .as("%s as of %d", events, asOf)
                .isEqualTo(new SlowClock(events, FROM, asOf, goal, officeHours).tell());
    }

    private static String tell(Clock clock) {
        return "cycle %d attempt %d from %d to %s due %s %s, %d min, %d worked, %d paused"
                .formatted(
                        clock.cycle(),
                        clock.attempt(),
                        minute(clock.startedAt()),
                        minute(clock.stoppedAt()),
                        minute(clock.dueAt()),
                        clock.state(),
                        clock.elapsedMs() / 60_000,
                        clock.businessMs() / 60_000,
                        clock.pausedMs() / 60_000);
    }

    private static ClockEvaluator clocks(int goal, boolean officeHours) {
        ClockRule rule = new ClockRule(
                "close",
                "Closed in time",
                "按期办结",
                Scope.CASE,
                List.of(EventMatch.of(EventKind.REPORTED), EventMatch.of(EventKind.REOPENED)),
                List.of(EventMatch.of(EventKind.CLOSED)),
                List.of(EventMatch.of(EventKind.CANCELLED), EventMatch.of(EventKind.REJECTED)),
                List.of(EventMatch.of(EventKind.SUSPENDED)),
                List.of(EventMatch.of(EventKind.RESUMED)),
                List.of(EventMatch.of(EventKind.RETURNED)),
                When.ANY,
                List.of(new GoalChoice(
                        When.ANY, Goal.of(new Span(0, Duration.ofMinutes(goal).toMillis())))),
                officeHours ? "office" : CalendarSpec.ALWAYS,
                false,
                false,
                List.of(),
                "minor",
                null,
                OnGoalChange.SWAP);
        WorkCalendars calendars = WorkCalendars.of(List.of(Calendars.office("Asia/Shanghai", null)), List.of());
        return new ClockEvaluator(new Policy("test", Policy.OnPolicyChange.KEEP, List.of(rule)), calendars);
    }

    private static @Nullable Long minute(@Nullable Instant at) {
        return at == null ? null : Duration.between(FROM, at).toMinutes();
    }

    private static Instant at(int minute) {
        return FROM.plus(Duration.ofMinutes(minute));
    }

    private static GovernanceEvent event(int id, int minute, EventKind kind) {
        return new GovernanceEvent(
                Integer.toString(id),
                at(minute),
                Stream.PLATFORM,
                kind,
                "C",
                null,
                null,
                "platform",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                List.of());
    }
}
