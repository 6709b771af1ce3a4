package org.govbrain.engine.hotspot;

import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.util.Collector;
import org.govbrain.domain.event.EventKind;
import org.govbrain.domain.event.GovernanceEvent;
import org.govbrain.domain.hotspot.EffortStep;
import org.govbrain.domain.hotspot.SaidHotspot;
import org.govbrain.engine.input.HeardEvent;

/**
 * The hotspots' part of the situation job.
 *
 * <pre>
 * cases, patrol steps ─► watch grid ─┬──────────────────► hotspots, grids in short
 *                                    └─► watch district ─►
 * </pre>
 */
public final class HotspotPipeline {
    private HotspotPipeline() {}

    /** From what happens in grids to what is said about it. */
    public static HotspotStreams of(
            DataStream<HotspotInput> cases, DataStream<HeardEvent> patrols, HotspotSettings settings) {
        DataStream<HotspotInput> effort = patrols.flatMap(HotspotPipeline::effort)
                .returns(HotspotInput.class)
                .uid("patrol-effort")
                .name("Patrol effort");
        SingleOutputStreamOperator<SaidHotspot> grids = cases.union(effort)
                .keyBy(HotspotInput::gridId)
                .process(new WatchGridFunction(settings))
                .uid("watch-grid")
                .name("Watch each grid by rules");
        SingleOutputStreamOperator<SaidHotspot> districts = grids.getSideOutput(HotspotStreams.DISTRICTS)
                .keyBy(DistrictInput::district)
                .process(new WatchDistrictFunction(settings))
                .uid("watch-district")
                .name("Watch each district by statistics");
        return new HotspotStreams(
                grids.union(districts),
                grids.getSideOutput(HotspotStreams.GRIDS).union(districts.getSideOutput(HotspotStreams.GRIDS)));
    }

    private static void effort(HeardEvent heard, Collector<HotspotInput> out) {
        GovernanceEvent event = heard.event();
        boolean effort = event.kind() == EventKind.CHECK_IN
                || event.kind() == EventKind.VISIT
                || event.kind() == EventKind.CHECK_OUT;
        if (effort && event.gridId() != null) {
            out.collect(HotspotInput.of(new EffortStep(
                    event.eventId(),
                    event.occurredAt(),
                    event.gridId(),
                    event.personId() == null ? "" : event.personId(),
                    event.kind())));
        }
    }
}
