package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.situation.Events.at;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.situation.Breach;
import org.govbrain.domain.situation.BreachState;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.reference.ScriptedReference;
import org.junit.jupiter.api.Test;

/**
 * The whole graph: a grid is patrolled at minute 0, and may go 60 minutes without; the line on which patrols come may be silent
 * for 30. Nobody is blamed for a broken interface.
 */
class SilentPatrolFeedTest {
    private static final String POLICY = """
            version: patrols
            clocks:
              - id: patrol-cadence
                title: {en: Patrolled every hour, zh: 每小时巡查}
                per: grid
                stop: [VISIT]
                goal: 60m
                severity: minor
            feeds:
              - {stream: patrol, silentAfter: 30m}
            examples:
              - name: never patrolled
                grid: {knownSince: "2026-03-04T08:00:00+08:00"}
                events: []
                steps:
                  - {asOf: "2026-03-04T09:00:00+08:00", breached: [patrol-cadence]}
            """;
    private static final FixedReferenceSource CITY = FixedReferenceSource.of(ScriptedReference.bytes(Map.of(
            "policy.yaml",
            POLICY,
            "grids.geojson",
            String.valueOf(ScriptedReference.grids("G1", "G2").get("grids.geojson")))));

    @Test
    void aGapThatIsTooLongWhileTheLineIsSilentIsUnconfirmed() throws Exception {
        Breach breach = only(run(80, visit("G1", 0)), "G1");
        assertThat(breach.state()).isEqualTo(BreachState.OPEN);
        assertThat(breach.unconfirmed()).isEqualTo(SaidBreach.FEED_SILENT);
    }

    @Test
    void whenTheLineIsBackThePatrolResolvesItAndItIsConfirmedOnceNothingEarlierCame() throws Exception {
        Breach back = only(run(95, visit("G1", 0), visit("G1", 90)), "G1");
        assertThat(back.state()).isEqualTo(BreachState.RESOLVED);
        assertThat(back.unconfirmed())
                .as("what was walked meanwhile may still come")
                .isEqualTo(SaidBreach.FEED_SILENT);
        Breach later = only(run(120, visit("G1", 0), visit("G1", 90)), "G1");
        assertThat(later.state()).isEqualTo(BreachState.RESOLVED);
        assertThat(later.unconfirmed())
                .as("the line has been back for half an hour")
                .isNull();
    }

    @Test
    void aPatrolOfTheSilenceThatComesLateCorrectsIt() throws Exception {
        SituationRun run = run(120, visit("G1", 0), visit("G1", 90), visit("G1", 50));
        assertThat(run.breaches().values())
                .filteredOn(said -> said.breach().caseId().equals("G1"))
                .allSatisfy(said -> assertThat(said.breach().state()).isEqualTo(BreachState.WITHDRAWN));
    }

    @Test
    void whereOthersWalkedTheLineWasThereAndTheGapIsCertain() throws Exception {
        Breach breach = only(run(80, visit("G1", 0), visit("G2", 25), visit("G2", 50), visit("G2", 75)), "G1");
        assertThat(breach.state()).isEqualTo(BreachState.OPEN);
        assertThat(breach.unconfirmed()).isNull();
    }

    private static Breach only(SituationRun run, String gridId) {
        List<Breach> breaches = run.breaches().values().stream()
                .map(SaidBreach::breach)
                .filter(breach -> breach.caseId().equals(gridId))
                .toList();
        assertThat(breaches).as("breaches of %s", gridId).hasSize(1);
        return breaches.get(0);
    }

    private static SituationRun run(double asOf, GovernanceEvent... visits) throws Exception {
        List<Inbound> arrivals = new ArrayList<>();
        for (GovernanceEvent visit : visits) {
            arrivals.add(Inbound.of(visit, visit.occurredAt()));
        }
        return SituationRun.of(at(asOf), arrivals, 1, CITY);
    }

    private static GovernanceEvent visit(String gridId, double minute) {
        return EventBuilder.patrol("walk", EventKind.VISIT, minute)
                .id(gridId + "@" + minute)
                .grid(gridId)
                .build();
    }
}
