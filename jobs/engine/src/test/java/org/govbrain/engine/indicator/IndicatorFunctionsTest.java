package org.govbrain.engine.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.indicator.IndicatorsTest.at;
import static org.govbrain.engine.indicator.IndicatorsTest.event;
import static org.govbrain.engine.indicator.IndicatorsTest.situation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.indicator.IndicatorChange;
import org.govbrain.domain.indicator.IndicatorSums;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.engine.follow.OperatorRun;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.junit.jupiter.api.Test;

/** One case, told whenever one of its events is heard, through both operators of the indicators. */
class IndicatorFunctionsTest {
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final FixedReferenceSource CITY = FixedReferenceSource.of(Map.of());
    private static final GovernanceEvent[] LIFE = {
        event(EventKind.REPORTED, 50),
        event(EventKind.ACCEPTED, 58),
        event(EventKind.ASSIGNED, 70),
        event(EventKind.CLOSED, 130)
    };

    @Test
    void whateverWasToldOnTheWayAndWhereverItWasStoppedTheSumsAreTheSame() throws Exception {
        Map<String, String> atOnce = play(List.of(told(4)), false);
        assertThat(atOnce).as("reported, assigned and closed in three hours").hasSize(3);
        for (boolean restarts : new boolean[] {false, true}) {
            assertThat(play(List.of(told(1), told(2), told(3), told(4)), restarts))
                    .as("one event after the other, restarts: %s", restarts)
                    .isEqualTo(atOnce);
            assertThat(play(List.of(told(2), told(2), told(4), told(4)), restarts))
                    .as("some of them twice, restarts: %s", restarts)
                    .isEqualTo(atOnce);
        }
    }

    @Test
    void aCaseThatHasEndedLeavesAndTakesItsCellsWithIt() throws Exception {
        try (OperatorRun<CaseSituation, IndicatorChange> cases = cases();
                OperatorRun<IndicatorChange, IndicatorSums> cells = cells()) {
            cases.hear(told(4));
            pass(cases, cells);
            cells.passTo(at(200));
            assertThat(newest(cells.said())).as("reported, assigned and closed").hasSize(3);
            cases.passTo(at(200).plus(RETENTION.multipliedBy(2)));
            pass(cases, cells);
            cells.passTo(at(400).plus(RETENTION.multipliedBy(2)));
            assertThat(cells.said())
                    .as("its numbers stay, so nothing is said again")
                    .isEmpty();
            assertThat(cases.kept() + cells.kept()).as("state and timers").isZero();
        }
    }

    @Test
    void aCellThatWasForgottenLeavesItsDocumentAloneAndBeginsOneOfItsOwn() throws Exception {
        try (OperatorRun<CaseSituation, IndicatorChange> cases = cases();
                OperatorRun<IndicatorChange, IndicatorSums> cells = cells()) {
            cases.hear(told(4));
            pass(cases, cells);
            cells.passTo(at(200));
            Set<String> first = ids(cells.said());
            cases.passTo(at(200).plus(RETENTION.multipliedBy(2)));
            pass(cases, cells);
            cells.passTo(at(400).plus(RETENTION.multipliedBy(2)));
            for (String restart : List.of("at once", "after a restart")) {
                cells.restart();
                cases.hear(named("P " + restart));
                pass(cases, cells);
                cells.passTo(at(500).plus(RETENTION.multipliedBy(2)));
                assertThat(ids(cells.said()))
                        .as("%s, with the day", restart)
                        .hasSize(first.size())
                        .allMatch(id -> first.contains(id.substring(0, id.lastIndexOf('|'))));
            }
        }
    }

    private static Set<String> ids(List<IndicatorSums> said) {
        return said.stream().map(IndicatorSums::id).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void casesOfAnOldFileThatAreHeardOneAfterTheOtherAreSummedUp() throws Exception {
        Instant years = at(200).plus(Duration.ofDays(4_000));
        try (OperatorRun<CaseSituation, IndicatorChange> cases = cases();
                OperatorRun<IndicatorChange, IndicatorSums> cells = cells()) {
            Map<String, String> sums = Map.of();
            for (String caseId : List.of("P1", "P2", "P3")) {
                years = years.plusSeconds(10);
                cases.passTo(years);
                cells.passTo(years);
                cases.hear(named(caseId));
                cases.passTo(years.plusSeconds(2));
                pass(cases, cells);
                cells.passTo(years.plusSeconds(4));
                sums = newest(cells.said());
            }
            assertThat(sums.values())
                    .as("the last cell, in which all three were closed")
                    .last()
                    .asString()
                    .contains("CLOSED=3");
        }
    }

    private static CaseSituation named(String caseId) {
        CaseSituation told = told(4);
        return new CaseSituation(
                caseId,
                told.origin(),
                null,
                told.matter(),
                told.categoryGroup(),
                told.place(),
                told.links(),
                told.clocks(),
                told.light(),
                told.policyVersion(),
                null,
                told.revision());
    }

    /** The newest sums of each cell. */
    private static Map<String, String> play(List<CaseSituation> told, boolean restarts) throws Exception {
        List<IndicatorSums> said = new ArrayList<>();
        try (OperatorRun<CaseSituation, IndicatorChange> cases = cases();
                OperatorRun<IndicatorChange, IndicatorSums> cells = cells()) {
            int minute = 200;
            for (CaseSituation situation : told) {
                cases.hear(situation);
                pass(cases, cells);
                cells.passTo(at(minute++));
                said.addAll(cells.said());
                if (restarts) {
                    cases.restart();
                    cells.restart();
                }
            }
            return newest(said);
        }
    }

    private static void pass(
            OperatorRun<CaseSituation, IndicatorChange> cases, OperatorRun<IndicatorChange, IndicatorSums> cells)
            throws Exception {
        for (IndicatorChange change : cases.said()) {
            cells.hear(change);
        }
    }

    private static Map<String, String> newest(List<IndicatorSums> said) {
        Map<String, IndicatorSums> newest = new TreeMap<>();
        said.forEach(sums -> newest.merge(sums.cell().id(), sums, (a, b) -> b.revision() >= a.revision() ? b : a));
        Map<String, String> words = new TreeMap<>();
        newest.forEach((id, sums) -> words.put(id, sums.revision() + " " + sums.counts()));
        return words;
    }

    private static CaseSituation told(int events) {
        return situation(at(200), List.of(LIFE).subList(0, events).toArray(GovernanceEvent[]::new));
    }

    private static OperatorRun<CaseSituation, IndicatorChange> cases() throws Exception {
        return new OperatorRun<>(
                () -> new CaseIndicatorsFunction(CITY, RETENTION.toMillis(), false), CaseSituation::caseId);
    }

    private static OperatorRun<IndicatorChange, IndicatorSums> cells() throws Exception {
        return new OperatorRun<>(() -> new IndicatorFunction(CITY, false), IndicatorChange::cellKey);
    }
}
