package org.govbrain.engine.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.event.Stream;
import org.govbrain.domain.event.Urgency;
import org.govbrain.domain.indicator.CaseIndicators;
import org.govbrain.domain.indicator.CaseShares;
import org.govbrain.domain.indicator.Indicator;
import org.govbrain.domain.indicator.IndicatorCounts;
import org.govbrain.domain.indicator.IndicatorRecord;
import org.govbrain.domain.situation.CaseRecord;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.domain.situation.SituationFold;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What cases add to the indicators, under the default policy. */
class IndicatorsTest {
    private static final Instant TEN = Instant.parse("2026-03-04T02:00:00Z");
    private static final SituationFold FOLD =
            new SituationFold(FixedReferenceSource.of(Map.of()).load().history());

    @Test
    void eachPromiseCountsInTheHourInWhichItWasDecided() {
        CaseSituation situation = situation(
                at(200),
                event(EventKind.REPORTED, 50),
                event(EventKind.ACCEPTED, 58),
                event(EventKind.ASSIGNED, 70),
                event(EventKind.CLOSED, 130));
        assertThat(counts(situation))
                .as("accepted in time in the first hour, assigned too late in the second, closed in the third")
                .isEqualTo(Map.of(
                        "2026-03-04T02:00:00Z|G1|D1|urban",
                        "REPORTED=1 ACCEPT_NUMERATOR=1 ACCEPT_DENOMINATOR=1 RETURN_DENOMINATOR=1"
                                + " SUPERVISION_DENOMINATOR=1 REPEAT_DENOMINATOR=1 ACCEPT_DONE=1"
                                + " FILING_NUMERATOR=1 FILING_DENOMINATOR=1",
                        "2026-03-04T03:00:00Z|G1|D1|urban",
                        "ASSIGN_DENOMINATOR=1 ASSIGN_DONE=1",
                        "2026-03-04T04:00:00Z|G1|D1|urban",
                        "CLOSED=1 HANDLE_NUMERATOR=1 HANDLE_DENOMINATOR=1 CLOSE_NUMERATOR=1 CLOSE_DENOMINATOR=1"
                                + " REWORK_DENOMINATOR=1 EXTENSION_DENOMINATOR=1 HANDLE_DONE=1 CLOSE_DONE=1"));
    }

    @Test
    void whatIsOpenAndNotYetDueIsInNoDenominator() {
        CaseSituation open = situation(at(5), due(EventKind.REPORTED, 0, 60));
        assertThat(sum(open, Indicator.CLOSE_DENOMINATOR)).isZero();
        assertThat(sum(open, Indicator.OPEN_NOT_DUE)).isEqualTo(1);
        CaseSituation overdue = situation(at(60), due(EventKind.REPORTED, 0, 60));
        assertThat(sum(overdue, Indicator.CLOSE_DENOMINATOR))
                .as("due at this instant")
                .isEqualTo(1);
        assertThat(sum(overdue, Indicator.CLOSE_NUMERATOR)).isZero();
        assertThat(sum(overdue, Indicator.OPEN_NOT_DUE)).isZero();
    }

    @Test
    void whatIsSuspendedIsInNoDenominatorAndACancelledCaseCountsAsAnInvalidReportOnly() {
        GovernanceEvent[] overdue = {due(EventKind.REPORTED, 0, 60), event(EventKind.SUSPENDED, 70)};
        assertThat(sum(situation(at(80), overdue), Indicator.CLOSE_DENOMINATOR)).isZero();
        assertThat(counts(situation(at(80), overdue[0], event(EventKind.CANCELLED, 70))))
                .isEqualTo(Map.of("2026-03-04T02:00:00Z|G1|D1|urban", "INVALID=1"));
    }

    @Test
    void reworkReturnExtensionSupervisionAndSatisfactionAreCounted() {
        CaseSituation situation = situation(
                at(500),
                due(EventKind.REPORTED, 0, 60),
                event(EventKind.ACCEPTED, 1),
                event(EventKind.ASSIGNED, 2),
                event(EventKind.RETURNED, 5),
                event(EventKind.ASSIGNED, 6),
                event(EventKind.SUPERVISED, 20),
                event(EventKind.CLOSED, 50),
                due(EventKind.REOPENED, 90, 150),
                due(EventKind.ACCEPTED, 91, 400),
                rated(EventKind.CLOSED, 300, "Satisfied"));
        assertThat(sum(situation, Indicator.RETURN_NUMERATOR)).isEqualTo(1);
        assertThat(sum(situation, Indicator.SUPERVISION_NUMERATOR)).isEqualTo(1);
        assertThat(sum(situation, Indicator.CLOSE_DENOMINATOR))
                .as("two closings")
                .isEqualTo(2);
        assertThat(sum(situation, Indicator.REWORK_NUMERATOR))
                .as("the first was reopened")
                .isEqualTo(1);
        assertThat(sum(situation, Indicator.EXTENSION_NUMERATOR))
                .as("the second was put off")
                .isEqualTo(1);
        assertThat(sum(situation, Indicator.SATISFACTION_NUMERATOR)).isEqualTo(1);
    }

    @Test
    void aReopeningTakesBackNeitherAnExtensionNorAnAssignmentOfBefore() {
        CaseSituation situation = situation(
                at(500),
                due(EventKind.REPORTED, 0, 60),
                event(EventKind.ASSIGNED, 2),
                due(EventKind.FEEDBACK, 20, 100),
                event(EventKind.CLOSED, 80),
                due(EventKind.SUPERVISED, 85, 200),
                event(EventKind.REOPENED, 90),
                due(EventKind.SUPERVISED, 95, 300),
                event(EventKind.CLOSED, 150),
                due(EventKind.SUPERVISED, 160, 400));
        assertThat(sum(situation, Indicator.EXTENSION_NUMERATOR))
                .as("the first closing was put off while it was open; a date for what is done puts nothing off")
                .isEqualTo(1);
        assertThat(sum(situation, Indicator.RETURN_DENOMINATOR))
                .as("assigned before it was reopened, and not since")
                .isEqualTo(1);
        assertThat(sum(situation, Indicator.FILING_DENOMINATOR))
                .as("closed and reopened, never accepted")
                .isZero();
    }

    /** Many lives told step by step, or only in the end: the sums are a recount of the final cases, and so are the revisions. */
    @Property(seed = "20261126", tries = 50)
    void sumsEqualARecountOfTheFinalCasesHoweverTheyWereTold(@ForAll long seed) {
        Random random = new Random(seed);
        Map<String, IndicatorRecord> stepwise = new TreeMap<>();
        Map<String, IndicatorCounts> recount = new TreeMap<>();
        Map<String, Long> revisions = new TreeMap<>();
        for (int i = 0; i < 8; i++) {
            List<GovernanceEvent> life = life(random);
            CaseIndicators told = new CaseIndicators();
            CaseRecord known = new CaseRecord();
            for (GovernanceEvent event : life) {
                known.add(event);
                Instant asOf = at(random.nextInt(600));
                FOLD.fold("platform/P" + i, known, asOf)
                        .ifPresent(now -> told.tell(CaseShares.of(now), now.revision())
                                .forEach(change -> stepwise.computeIfAbsent(
                                                change.cell().id(), id -> new IndicatorRecord())
                                        .take(change)));
            }
            CaseSituation last = FOLD.fold("platform/P" + i, known, at(600)).orElseThrow();
            told.tell(CaseShares.of(last), last.revision())
                    .forEach(change -> stepwise.computeIfAbsent(change.cell().id(), id -> new IndicatorRecord())
                            .take(change));
            CaseShares.of(last).forEach((cell, counts) -> {
                recount.computeIfAbsent(cell.id(), id -> new IndicatorCounts()).add(counts, 1);
                revisions.merge(cell.id(), last.revision(), Long::sum);
            });
        }
        recount.forEach((id, counts) -> {
            assertThat(stepwise.get(id)).as(id).isNotNull();
            assertThat(stepwise.get(id).counts).as(id).isEqualTo(counts);
            assertThat(stepwise.get(id).revision)
                    .as("at least the last word of each case in " + id)
                    .isGreaterThanOrEqualTo(revisions.get(id));
        });
        stepwise.keySet().removeAll(recount.keySet());
        assertThat(stepwise.values())
                .as("what was left holds nothing")
                .allSatisfy(left -> assertThat(left.counts).isEqualTo(new IndicatorCounts()));
    }

    private static List<GovernanceEvent> life(Random random) {
        List<GovernanceEvent> life = new ArrayList<>();
        EventKind[] kinds = {
            EventKind.ACCEPTED, EventKind.ASSIGNED, EventKind.RETURNED, EventKind.SUSPENDED, EventKind.RESUMED,
            EventKind.SUPERVISED, EventKind.FEEDBACK, EventKind.CLOSED, EventKind.REOPENED, EventKind.CANCELLED
        };
        life.add(due(EventKind.REPORTED, random.nextInt(60), 100 + random.nextInt(300)));
        for (int i = 0; i < 6; i++) {
            EventKind kind = kinds[random.nextInt(kinds.length)];
            int minute = 60 + random.nextInt(400);
            life.add(random.nextInt(4) == 0 ? due(kind, minute, minute + random.nextInt(200)) : event(kind, minute));
        }
        java.util.Collections.shuffle(life, random);
        return life;
    }

    private static Map<String, String> counts(CaseSituation situation) {
        Map<String, String> counts = new TreeMap<>();
        CaseShares.of(situation).forEach((cell, each) -> counts.put(cell.id(), each.toString()));
        Map<String, String> sorted = new TreeMap<>();
        counts.forEach(sorted::put);
        return sorted;
    }

    private static int sum(CaseSituation situation, Indicator indicator) {
        return CaseShares.of(situation).values().stream()
                .mapToInt(counts -> counts.get(indicator))
                .sum();
    }

    static CaseSituation situation(Instant asOf, GovernanceEvent... events) {
        CaseRecord known = new CaseRecord();
        for (GovernanceEvent event : events) {
            known.add(event);
        }
        return FOLD.fold("platform/P1", known, asOf).orElseThrow();
    }

    static Instant at(int minute) {
        return TEN.plusSeconds(60L * minute);
    }

    static GovernanceEvent event(EventKind kind, int minute) {
        return event(kind, minute, null, null);
    }

    private static GovernanceEvent due(EventKind kind, int minute, int dueMinute) {
        return event(kind, minute, at(dueMinute), null);
    }

    private static GovernanceEvent rated(EventKind kind, int minute, String satisfaction) {
        return event(kind, minute, null, satisfaction);
    }

    private static GovernanceEvent event(
            EventKind kind, int minute, @Nullable Instant dueAt, @Nullable String satisfaction) {
        return new GovernanceEvent(
                kind + "-" + minute + "-" + dueAt,
                at(minute),
                Stream.PLATFORM,
                kind,
                "P1",
                null,
                null,
                "urban-system",
                "urban",
                "D1",
                null,
                Urgency.ROUTINE,
                dueAt,
                "G1",
                null,
                null,
                null,
                null,
                satisfaction,
                0,
                List.of());
    }
}
