package org.govbrain.engine.situation;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.govbrain.domain.geo.Grid;
import org.govbrain.domain.situation.ReferenceData;
import org.govbrain.domain.situation.SaidBreach;
import org.govbrain.domain.sla.PatrolCadence;

/**
 * The part of the graph that watches how often grids are patrolled:
 *
 * <pre>
 * patrols ───► keep what counts ─┬─► patrol cadence ───► breaches
 * all grids ─────────────────────┘
 * </pre>
 */
final class PatrolCadenceSteps {
    private PatrolCadenceSteps() {}

    /** Every grid that the city has is seeded, so that one that nobody ever patrols breaches too. */
    static DataStream<SaidBreach> of(DataStream<HeardEvent> patrols, SituationSettings settings) {
        DataStream<PatrolStep> steps = patrols.flatMap(new CountPatrolsFunction(settings))
                .uid("count-patrols")
                .name("Keep what counts as a patrol");
        List<PatrolStep> grids = grids(settings.reference().load().data());
        if (!grids.isEmpty()) {
            StreamExecutionEnvironment env = patrols.getExecutionEnvironment();
            steps = steps.union(env.fromData(PatrolStep.class, grids.toArray(PatrolStep[]::new))
                    .uid("grids-to-patrol")
                    .name("Grids to patrol")
                    .assignTimestampsAndWatermarks(WatermarkStrategy.forMonotonousTimestamps())
                    .uid("grids-to-patrol-time")
                    .name("Grids to patrol are known from the start"));
        }
        return steps.keyBy(PatrolStep::key)
                .process(new PatrolCadenceFunction(settings))
                .uid("patrol-cadence")
                .name("Patrol cadence of each grid");
    }

    private static List<PatrolStep> grids(ReferenceData city) {
        List<PatrolStep> grids = new ArrayList<>();
        for (String clockId : city.patrolCadence().clockIds()) {
            for (Grid grid : city.grids().all()) {
                grids.add(new PatrolStep(clockId, grid.gridId(), null));
            }
        }
        return grids;
    }

    /** A patrol step to the clocks of its grid that it counts for; a grid that the city doesn't know has none. */
    private static final class CountPatrolsFunction extends RichFlatMapFunction<HeardEvent, PatrolStep> {
        private static final long serialVersionUID = 1L;
        private final SituationSettings settings;
        private transient ReferenceData city;
        private transient PatrolCadence cadence;

        CountPatrolsFunction(SituationSettings settings) {
            this.settings = settings;
        }

        @Override
        public void open(OpenContext context) {
            city = settings.reference().load().data();
            cadence = city.patrolCadence();
        }

        @Override
        public void flatMap(HeardEvent heard, Collector<PatrolStep> out) {
            String gridId = heard.event().gridId();
            if (gridId != null && city.grids().contains(gridId)) {
                for (String clockId : cadence.clocksOf(heard.event())) {
                    out.collect(new PatrolStep(clockId, gridId, heard.event().occurredAt()));
                }
            }
        }
    }
}
