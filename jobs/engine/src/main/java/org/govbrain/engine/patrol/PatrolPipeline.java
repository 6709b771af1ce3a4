package org.govbrain.engine.patrol;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.util.Collector;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.follow.FollowReferenceOperator;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.input.HeardEvent;

/**
 * The part of the situation job that watches how often grids are patrolled.
 *
 * <pre>
 * steps of patrols, beginnings ─► cadence of each grid ─► breaches
 * </pre>
 */
public final class PatrolPipeline {
    private PatrolPipeline() {}

    /** From patrols, located, and since when the city is watched, to the gaps between patrols that are too long. */
    public static DataStream<SaidBreach> of(
            DataStream<HeardEvent> patrols, DataStream<PatrolInput> beginnings, SituationSettings settings) {
        return patrols.flatMap(PatrolPipeline::keepSteps)
                .returns(PatrolInput.class)
                .uid("keep-patrols-of-grids")
                .name("Keep patrols of grids")
                .union(beginnings)
                .keyBy(PatrolInput::gridId)
                .transform(
                        "Patrol cadence of each grid",
                        TypeInformation.of(SaidBreach.class),
                        new FollowReferenceOperator<>(new PatrolCadenceFunction(settings)))
                .uid("patrol-cadence");
    }

    private static void keepSteps(HeardEvent heard, Collector<PatrolInput> out) {
        if (heard.event().gridId() != null) {
            out.collect(PatrolInput.step(heard.event()));
        }
    }
}
