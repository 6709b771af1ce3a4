package org.govbrain.engine.patrol;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.follow.FollowReferenceOperator;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.gather.GatherOperator;
import org.govbrain.engine.input.HeardEvent;

/**
 * The part of the situation job that watches how often grids are patrolled.
 *
 * <pre>
 * patrols ─► gather ─┬─────────────────► steps, for the situation of each grid
 * beginnings ────────┴─► cadence of each grid ─► breaches
 * </pre>
 *
 * @param breaches gaps between patrols that are too long
 */
public record PatrolPipeline(DataStream<SaidBreach> breaches, DataStream<PatrolSteps> steps) {

    /** From patrols, located, and since when the city is watched. */
    public static PatrolPipeline of(
            DataStream<HeardEvent> patrols, DataStream<PatrolInput> beginnings, SituationSettings settings) {
        DataStream<PatrolSteps> steps = patrols.transform(
                        "Gather patrols of grids",
                        TypeInformation.of(PatrolSteps.class),
                        new GatherOperator<>(new GatherPatrolsFunction()))
                .uid("gather-patrols");
        DataStream<SaidBreach> breaches = steps.map(PatrolSteps::input)
                .returns(PatrolInput.class)
                .uid("patrols-of-grids")
                .name("Patrols of grids")
                .union(beginnings)
                .keyBy(PatrolInput::gridId)
                .transform(
                        "Patrol cadence of each grid",
                        TypeInformation.of(SaidBreach.class),
                        new FollowReferenceOperator<>(new PatrolCadenceFunction(settings)))
                .uid("patrol-cadence");
        return new PatrolPipeline(breaches, steps);
    }
}
