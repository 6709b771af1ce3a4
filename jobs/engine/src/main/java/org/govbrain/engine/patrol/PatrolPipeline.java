package org.govbrain.engine.patrol;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.engine.follow.FollowReferenceOperator;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.input.HeardEvent;

/**
 * The part of the situation job that watches how often grids are patrolled.
 *
 * <pre>
 * patrols ─► cadence of each grid ─► breaches
 * </pre>
 */
public final class PatrolPipeline {
    private PatrolPipeline() {}

    /** From patrols, located, to the gaps between them that are too long. */
    public static DataStream<SaidBreach> of(DataStream<HeardEvent> patrols, SituationSettings settings) {
        return patrols.filter(heard -> heard.event().gridId() != null)
                .uid("keep-patrols-of-grids")
                .name("Keep patrols of grids")
                .keyBy(heard -> String.valueOf(heard.event().gridId()))
                .transform(
                        "Patrol cadence of each grid",
                        TypeInformation.of(SaidBreach.class),
                        new FollowReferenceOperator<>(new PatrolCadenceFunction(settings)))
                .uid("patrol-cadence");
    }
}
