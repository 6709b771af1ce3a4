package org.govbrain.domain.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.sla.ClockRule.GoalChoice;
import org.govbrain.domain.sla.ClockRule.OnGoalChange;
import org.govbrain.domain.sla.ClockRule.PauseWithFixedDue;
import org.govbrain.domain.sla.ClockRule.Scope;
import org.govbrain.domain.sla.ClockRule.Warning;
import org.junit.jupiter.api.Test;

/** Clocks on a calendar that knows the holidays of 2026 and of no other year. */
class ClockProblemTest {
    private static final ClockSubject SUBJECT = new ClockSubject("any", null, null, null, null, null);

    @Test
    void aDeadlineInAYearWithoutHolidaysIsNotToldAndNothingBreaks() {
        Clock clock = clock(Goal.of(new Span(3, 0)), "2027-06-01T00:00:00Z", reported("2026-12-30T02:00:00Z"));
        assertThat(clock.state()).as("it counts on").isEqualTo(ClockState.RUNNING);
        assertThat(clock.dueAt()).as("no guess").isNull();
        assertThat(clock.problem())
                .as("what to do")
                .isEqualTo("calendar 'office' has no holiday data for 2027: add the year to holidays 'china' in"
                        + " calendar.yaml");
        assertThat(clock.explain())
                .extracting(Explanation::zh)
                .as("told to the officer")
                .last()
                .asString()
                .startsWith("无法计算截止时间：calendar 'office'");
    }

    @Test
    void aBreachOfAKnownYearStaysWhenTheUnknownYearBegins() {
        Clock clock = clock(
                Goal.of(new Span(1, 0)),
                "2027-01-04T02:00:00Z",
                reported("2026-12-28T02:00:00Z"),
                event("2", "2027-01-04T01:00:00Z", EventKind.CLOSED));
        assertThat(clock.state()).as("due in 2026, done in 2027").isEqualTo(ClockState.BREACHED);
        assertThat(clock.dueAt()).as("deadline").isEqualTo(Instant.parse("2026-12-29T02:00:00Z"));
        assertThat(clock.elapsedMs()).as("actual time").isEqualTo((7 * 24 - 1) * 3_600_000L);
        assertThat(clock.businessMs()).as("working time is not guessed").isZero();
        assertThat(clock.problem()).as("and why").contains("2027");
    }

    @Test
    void aGivenDateNeedsNoCalendarAndStands() {
        GovernanceEvent promised = new GovernanceEvent(
                "1",
                Instant.parse("2026-12-28T02:00:00Z"),
                Stream.PLATFORM,
                EventKind.REPORTED,
                "C",
                null,
                null,
                "platform",
                null,
                null,
                null,
                null,
                Instant.parse("2027-03-01T02:00:00Z"),
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                List.of());
        Clock clock = clock(new Goal(true, false, null, null), "2027-03-01T02:00:00Z", promised);
        assertThat(clock.state()).as("the promise is broken").isEqualTo(ClockState.BREACHED);
        assertThat(clock.problem()).as("its warnings cannot be told").contains("2027");
    }

    @Test
    void theEndOfTheNextWorkingDayIsCountedOverAWeekend() {
        Goal goal = new Goal(false, false, null, 1);
        assertThat(clock(goal, "2026-03-06T03:00:00Z", reported("2026-03-06T02:00:00Z"))
                        .dueAt())
                .as("Friday at ten: Monday at half past five")
                .isEqualTo(Instant.parse("2026-03-09T09:30:00Z"));
        assertThat(clock(goal, "2026-03-06T12:00:00Z", reported("2026-03-06T11:00:00Z"))
                        .dueAt())
                .as("Friday after closing counts as Monday: Tuesday")
                .isEqualTo(Instant.parse("2026-03-10T09:30:00Z"));
        assertThat(clock(new Goal(false, false, null, 0), "2026-02-14T03:00:00Z", reported("2026-02-14T02:00:00Z"))
                        .dueAt())
                .as("a make-up Saturday is a day like any other")
                .isEqualTo(Instant.parse("2026-02-14T09:30:00Z"));
    }

    private static Clock clock(Goal goal, String asOf, GovernanceEvent... events) {
        ClockRule rule = new ClockRule(
                "close",
                "Closed in time",
                "按期办结",
                Scope.CASE,
                List.of(EventMatch.of(EventKind.REPORTED)),
                List.of(EventMatch.of(EventKind.CLOSED)),
                List.of(),
                List.of(EventMatch.of(EventKind.SUSPENDED)),
                List.of(EventMatch.of(EventKind.RESUMED)),
                List.of(),
                When.ANY,
                List.of(new GoalChoice(When.ANY, goal)),
                "office",
                false,
                false,
                List.of(new Warning(80, null)),
                "minor",
                PauseWithFixedDue.MOVE,
                OnGoalChange.SWAP);
        WorkCalendars calendars =
                WorkCalendars.of(List.of(Calendars.office("Asia/Shanghai", "china")), List.of(Calendars.china2026()));
        Policy policy = new Policy("test", Policy.OnPolicyChange.KEEP, List.of(rule));
        List<Clock> clocks = new ClockEvaluator(policy, calendars, ZoneId.of("Asia/Shanghai"))
                .evaluateExplained(SUBJECT, List.of(events), Instant.parse(asOf));
        assertThat(clocks).as("one clock").hasSize(1);
        return clocks.get(0);
    }

    private static GovernanceEvent reported(String at) {
        return event("1", at, EventKind.REPORTED);
    }

    private static GovernanceEvent event(String id, String at, EventKind kind) {
        return new GovernanceEvent(
                id,
                Instant.parse(at),
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
