package org.govbrain.engine.situation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateBackendOptions;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.situation.CaseSituation;
import org.govbrain.engine.input.Inbound;
import org.govbrain.engine.reference.FixedReferenceSource;
import org.govbrain.engine.reference.ScriptedReference;
import org.junit.jupiter.api.Test;

/** The whole graph while the policy changes, and on RocksDB. */
class ChangingCityJobTest {
    private static final List<GovernanceEvent> EVENTS = Lives.of(7, 20);
    private static final FixedReferenceSource CHANGING = FixedReferenceSource.of(
                    ScriptedReference.bytes(ScriptedReference.policy("one", "keep", "10m")))
            .then(Events.at(60), ScriptedReference.bytes(ScriptedReference.policy("two", "adopt", "5m")))
            .then(Events.at(90), ScriptedReference.bytes(ScriptedReference.policy("three", "keep", "15m")));

    @Test
    void anyOrderAndRepetitionEndsInTheSamePromisesWhateverChangesMeanwhile() throws Exception {
        SituationRun inOrder = run(SituationJob.config(), inOrder());
        assertThat(inOrder.cases().values())
                .extracting(CaseSituation::policyVersion)
                .as("one that ended before, some that adopted, some that came later")
                .contains("two", "three");
        for (int seed = 1; seed <= 2; seed++) {
            SituationRun disturbed = run(SituationJob.config(), Lives.disturbed(EVENTS, seed));
            assertThat(promises(disturbed)).as("cases, seed %s", seed).isEqualTo(promises(inOrder));
            assertThat(disturbed.confirmed().keySet())
                    .as("breaches, seed %s", seed)
                    .isEqualTo(inOrder.confirmed().keySet());
        }
    }

    @Test
    void rocksDbHoldsTheSameState() throws Exception {
        Configuration rocksDb = SituationJob.config();
        rocksDb.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        SituationRun onRocksDb = run(rocksDb, inOrder());
        SituationRun onHeap = run(SituationJob.config(), inOrder());
        assertThat(promises(onRocksDb)).isEqualTo(promises(onHeap));
        assertThat(onRocksDb.confirmed()).isEqualTo(onHeap.confirmed());
    }

    private static List<Inbound> inOrder() {
        return EVENTS.stream()
                .sorted(GovernanceEvent.FOLD_ORDER)
                .map(event -> Inbound.of(event, event.occurredAt()))
                .toList();
    }

    private static SituationRun run(Configuration config, List<Inbound> arrivals) throws Exception {
        return SituationRun.of(Events.at(500), arrivals, 2, CHANGING, config);
    }

    /** What the cases that stand for themselves were promised, and how that went. */
    private static Map<String, Object> promises(SituationRun said) {
        Map<String, Object> promises = new TreeMap<>();
        said.cases().forEach((id, situation) -> {
            if (situation.mergedInto() == null) {
                List<Object> all = new ArrayList<>(List.of(situation.policyVersion(), situation.revision()));
                situation
                        .clocks()
                        .forEach(clock -> all.addAll(Arrays.asList(
                                clock.key(id),
                                clock.state(),
                                clock.dueAt(),
                                clock.stoppedAt(),
                                clock.policyVersion())));
                promises.put(id, all);
            }
        });
        return promises;
    }
}
