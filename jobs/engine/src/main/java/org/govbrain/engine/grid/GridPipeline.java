package org.govbrain.engine.grid;

import org.apache.flink.api.common.functions.FlatMapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.govbrain.domain.hotspot.GridHotspots;
import org.govbrain.domain.situation.GridFact;
import org.govbrain.domain.situation.GridSituation;
import org.govbrain.engine.compact.CompactRecord;
import org.govbrain.engine.follow.FollowReferenceOperator;
import org.govbrain.engine.follow.SituationSettings;
import org.govbrain.engine.patrol.PatrolSteps;

/**
 * The part of the situation job that shows each grid.
 *
 * <pre>
 * facts of cases, hotspots, patrols ─► grid ─► grids
 * </pre>
 */
public final class GridPipeline {
    private GridPipeline() {}

    /** From what happens in grids to the situation of each. */
    public static DataStream<GridSituation> of(
            DataStream<GridFact> cases,
            DataStream<GridHotspots> hotspots,
            DataStream<PatrolSteps> patrols,
            SituationSettings settings) {
        DataStream<GridFact> spots = hotspots.map(GridFact::hotspots)
                .returns(CompactRecord.type(GridFact.class))
                .uid("grid-hotspots")
                .name("Hotspots of each grid");
        long asOfMs = settings.asOfMs();
        DataStream<GridFact> patrolled = patrols.flatMap(
                        (FlatMapFunction<PatrolSteps, GridFact>) (steps, out) -> steps.tell(asOfMs, out))
                .returns(CompactRecord.type(GridFact.class))
                .uid("patrolled-grids")
                .name("Patrolled grids");
        return cases.union(spots)
                .union(patrolled)
                .keyBy(GridFact::gridId)
                .transform(
                        "Situation of each grid",
                        TypeInformation.of(GridSituation.class),
                        new FollowReferenceOperator<>(new GridFunction(settings)))
                .uid("grid-situation");
    }
}
