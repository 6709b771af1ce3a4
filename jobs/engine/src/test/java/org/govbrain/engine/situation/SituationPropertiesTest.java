package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.matter.Stage;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.domain.situation.GridSituation;
import org.govbrain.domain.sla.Clock;
import org.govbrain.domain.sla.ClockState;
import org.govbrain.engine.input.DeadLetter;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.reference.ScriptedReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the order, repetition, partition and time of arrival, the same events end in the same documents. */
class SituationPropertiesTest {
    private static final Instant END = Events.at(500);
    private static final int CASES = 80;

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void anyArrivalEndsInTheDocumentsOfTheSortedEvents(long seed) throws Exception {
        List<GovernanceEvent> events = Lives.of(seed, CASES);
        SituationTwin twin = new SituationTwin(events, END);
        SituationRun inOrder = SituationRun.inOrder(
                END,
                events.stream()
                        .sorted(GovernanceEvent.FOLD_ORDER)
                        .map(event -> Inbound.of(event, event.occurredAt()))
                        .toList());
        assertAsTheTwin("in order", inOrder, twin);
        assertThat(twin.breaches).as("there is something to get wrong").hasSizeGreaterThan(10);
        SituationRun disturbed = SituationRun.of(END, Lives.disturbed(events, seed * 100), 2, SituationRun.NO_CITY);
        assertAsTheTwin("disturbed", disturbed, twin);
        assertThat(shown(disturbed)).as("grids").isEqualTo(shown(inOrder));
        assertThat(disturbed.indicatorDocuments())
                .as("indicators, as they are indexed")
                .isEqualTo(inOrder.indicatorDocuments())
                .isNotEmpty();
    }

    @Test
    void soItDoesWhenThePolicyChangesMeanwhile() throws Exception {
        FixedReferenceSource changing = FixedReferenceSource.of(
                        ScriptedReference.bytes(ScriptedReference.policy("one", "keep", "10m")))
                .then(Events.at(80), ScriptedReference.bytes(ScriptedReference.policy("two", "adopt", "5m")))
                .then(Events.at(150), ScriptedReference.bytes(ScriptedReference.policy("three", "keep", "15m")));
        List<GovernanceEvent> events = Lives.of(3, CASES);
        SituationTwin twin = new SituationTwin(events, END, changing);
        assertThat(twin.situations).extracting(CaseSituation::policyVersion).contains("one", "two", "three");
        SituationRun disturbed = SituationRun.of(END, Lives.disturbed(events, 31), 2, changing);
        assertAsTheTwin("disturbed", disturbed, twin);
    }

    /** Life cycle and clocks follow one rule of what ends a case. */
    @Property(tries = 40, seed = "20261126")
    void nothingRunsInACaseThatHasEnded(@ForAll long seed) {
        for (CaseSituation situation : new SituationTwin(Lives.of(seed, 20), END).situations) {
            if (situation.matter().stage().isEnded()) {
                assertThat(situation.clocks())
                        .as("clocks of %s", situation.caseId())
                        .noneMatch(clock -> clock.isRunning() || clock.state() == ClockState.PAUSED);
                assertThat(situation.matter().closedAt()).isNotNull();
            } else {
                assertThat(situation.matter().closedAt()).isNull();
            }
        }
    }

    /** And one rule of what suspends it: a clock stands still for ever in no case that is being dealt with. */
    @Property(tries = 40, seed = "20261126")
    void clocksStandStillInSuspendedCasesAndInNoOthers(@ForAll long seed) {
        for (CaseSituation situation : new SituationTwin(Lives.of(seed, 20), END).situations) {
            boolean suspended = situation.matter().stage() == Stage.SUSPENDED;
            for (Clock clock : situation.clocks()) {
                boolean pauses =
                        clock.clockId().equals("close") || clock.clockId().equals("feedback");
                assertThat(clock.state())
                        .as("%s of %s, suspended: %s", clock.clockId(), situation.caseId(), suspended)
                        .matches(state -> state != ClockState.PAUSED || suspended)
                        .matches(state -> !clock.isRunning() || !pauses || !suspended);
            }
        }
    }

    private static void assertAsTheTwin(String how, SituationRun said, SituationTwin twin) {
        assertThat(said.standing()).as(how + ": cases").isEqualTo(twin.cases);
        assertThat(said.confirmed()).as(how + ": breaches").isEqualTo(twin.breaches);
        assertThat(said.counted()).as(how + ": indicators").isEqualTo(twin.counted());
        TreeSet<String> setAside = new TreeSet<>();
        for (DeadLetter letter : said.deadLetters()) {
            setAside.add(new String(Base64.getDecoder().decode(letter.rawBase64()), StandardCharsets.UTF_8));
        }
        assertThat(setAside).as(how + ": what another event overruled").isEqualTo(twin.overruled);
    }

    /** What grids show. Their revision counts superseded documents too, which tell of arrival. */
    private static Map<String, String> shown(SituationRun said) {
        Map<String, String> shown = new TreeMap<>();
        said.grids().forEach((id, grid) -> shown.put(id, withoutRevision(grid).toString()));
        return shown;
    }

    private static GridSituation withoutRevision(GridSituation grid) {
        return new GridSituation(
                grid.gridId(),
                grid.profile(),
                grid.light(),
                grid.openCases(),
                grid.overdueCases(),
                grid.warnedCases(),
                grid.casesToday(),
                grid.activeHotspots(),
                grid.hotspotPattern(),
                grid.risk(),
                grid.lastPatrolAt(),
                grid.lastChangeAt(),
                0);
    }
}
