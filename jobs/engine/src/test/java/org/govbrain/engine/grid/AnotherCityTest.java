package org.govbrain.engine.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.govbrain.engine.situation.Events.at;

import java.time.Duration;
import java.time.Instant;
import org.apache.flink.api.common.typeinfo.Types;
import org.govbrain.domain.situation.GridFact;
import org.govbrain.domain.situation.GridSituation;
import org.govbrain.engine.follow.FollowReferenceOperator;
import org.govbrain.engine.follow.KeyedRun;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.reference.ScriptedReference;
import org.junit.jupiter.api.Test;

/** A city that a running job had not known: it has one version, as what was there before it had. */
class AnotherCityTest {
    @Test
    void everyGridIsSaidWhenTheFirstCityIsLoadedWhileTheJobRuns() throws Exception {
        ScriptedReference reference = new ScriptedReference();
        try (KeyedRun<String, GridFact, GridSituation> run = grids(reference)) {
            run.passTo(at(0));
            assertThat(run.said()).as("no city yet").isEmpty();
            reference.publish(Instant.EPOCH, ScriptedReference.grids("G1", "G2"));
            run.passTo(at(1));
            run.passTo(at(2));
            assertThat(run.said()).extracting(GridSituation::gridId).containsExactlyInAnyOrder("G1", "G2");
        }
    }

    @Test
    void everyGridOfAnotherCityIsSaid() throws Exception {
        ScriptedReference reference =
                new ScriptedReference().publish(Instant.EPOCH, ScriptedReference.grids("G1", "G2"));
        try (KeyedRun<String, GridFact, GridSituation> run = grids(reference)) {
            run.passTo(at(0));
            run.passTo(at(1));
            assertThat(run.said()).extracting(GridSituation::gridId).containsExactlyInAnyOrder("G1", "G2");
            reference.publish(at(1), ScriptedReference.grids("H1"));
            run.passTo(at(2));
            run.passTo(at(3));
            assertThat(run.said()).extracting(GridSituation::gridId).contains("H1");
        }
    }

    private static KeyedRun<String, GridFact, GridSituation> grids(ScriptedReference reference) throws Exception {
        return new KeyedRun<>(
                () -> new FollowReferenceOperator<>(
                        new GridFunction(SituationSettings.live(reference, Duration.ofDays(30)))),
                GridFact::gridId,
                Types.STRING,
                null);
    }
}
